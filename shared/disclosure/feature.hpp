// What was handed in to be published, and how months were made known: the events' tables. The hub
// publishes what was accepted (native/hub/village_log.hpp); what is public is in the log alone.
#pragma once

#include <vector>

#include "shared/disclosure/rules.hpp"

namespace xf::disclosure {

const store::Feature& feature();

struct Submission {
    EventKey key;
    Submitted what;
    SubmittedText text;
    store::Actor actor;
    store::AuthMethod auth = store::AuthMethod::none;
    UnixTime at;
    std::optional<store::Verdict> verdict;  ///< none while pending
    std::uint64_t hub_seq = 0;
    bool superseded = false, withdrawn = false;

    bool counts() const { return !verdict || verdict->counts(); }
    bool in_force() const { return counts() && !superseded && !withdrawn; }
};

/// Newest first, rejected ones too; at most `limit`. Those whose text is not readable are left out.
Result<std::vector<Submission>> submissions(const store::Place& place, std::size_t limit);
/// Those that count, of one matter, in their order.
Result<std::vector<Submission>> submissions_of(const store::Place& place, const Uuid& matter);
Result<std::optional<Submission>> find_submission(const store::Place& place, const EventKey& key);
/// What is in force of a kind for a month.
Result<std::optional<Submission>> month_in_force(const store::Place& place, LeafKind kind,
                                                 DueMonth month);

/// What counts of a matter, and its withdrawals.
Result<std::vector<Accepted>> versions_of(const store::Place& place, const Uuid& matter);
/// True for what counts and was not withdrawn yet.
Result<bool> may_be_withdrawn(const store::Place& place, const Uuid& matter, std::uint32_t version);

/// A matter with a step still to come.
struct OpenMatter {
    Uuid matter;
    std::string title;
    LeafKind next = LeafKind::proposal;
};
inline constexpr std::size_t kOpenMatters = 400;  ///< listed: far more than a village has at once
/// The one that moved last first.
Result<std::vector<OpenMatter>> open_matters(const store::Place& place);
/// At the hub: those accepted after that place in the order, oldest first; at most `limit`.
Result<std::vector<Submission>> accepted_after(const store::Place& place, std::uint64_t hub_seq,
                                               std::size_t limit);

/// What counts, oldest first.
Result<std::vector<ChannelUsed>> channels_of(const store::Place& place, DueMonth month);

}  // namespace xf::disclosure
