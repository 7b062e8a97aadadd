// What was handed in to be published, and how months were made known: the events' tables. The hub
// publishes what was accepted (native/hub/village_log.hpp); what is public is in the log alone.
#pragma once

#include <vector>

#include "shared/disclosure/events.hpp"

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

    bool counts() const { return !verdict || verdict->counts(); }
};

/// Newest first, rejected ones too; at most `limit`. Those whose text is not readable are left out.
Result<std::vector<Submission>> submissions(const store::Place& place, std::size_t limit);
/// Those that count, of one matter, in their order.
Result<std::vector<Submission>> submissions_of(const store::Place& place, const Uuid& matter);
/// At the hub: those accepted after that place in the order, oldest first; at most `limit`.
Result<std::vector<Submission>> accepted_after(const store::Place& place, std::uint64_t hub_seq,
                                               std::size_t limit);

/// What counts, oldest first.
Result<std::vector<ChannelUsed>> channels_of(const store::Place& place, DueMonth month);

}  // namespace xf::disclosure
