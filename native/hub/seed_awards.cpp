#include "native/hub/seed_awards.hpp"

#include <algorithm>

#include "shared/points/award_events.hpp"

namespace xf::hub {
namespace {

using store::Actor;

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kReviewDelayS = 10'800;  // three hours

class AwardSeeder {
public:
    AwardSeeder(store::HubLog& log, const TownVillage& village,
                const std::map<HouseholdNo, PersonNo>& first_persons, UnixTime now,
                ports::Random& random)
        : log_(log), village_(village), first_persons_(first_persons), now_(now), random_(random) {}

    Status write() {
        for (const TownProposal& proposal : village_.proposals) XF_TRY(propose(proposal));
        XF_TRY(pass_time());  // the hub takes up, posts and shows
        for (std::size_t i = 0; i < keys_.size(); ++i) XF_TRY(object(i));
        return {};
    }

private:
    Status append(std::uint32_t type, UnixTime time, const Actor& actor, const Bytes& data,
                  std::optional<store::Body> body) {
        store::Header header;
        header.type = type;
        header.time = time;
        header.auth = store::AuthMethod::hub;
        header.actor = actor;
        header.data = data;
        Status written = log_.append(header, std::move(body));
        if (!written.ok() && written.error().code == ErrorCode::internal)
            return Error{ErrorCode::malformed, "proposals: " + written.error().detail};
        return written;
    }

    Result<points::RuleDefined> rule(RuleNo no) const {
        for (const TownRule& rule : village_.rules)
            if (rule.no == no && rule.terms) return *rule.terms;
        return Error{ErrorCode::malformed,
                     "proposals: rule " + std::to_string(no.value) + " has no terms"};
    }

    Result<PersonNo> person(HouseholdNo household, std::uint32_t place) const {
        if (place == 0) return PersonNo{0};
        const auto first = first_persons_.find(household);
        if (first == first_persons_.end())
            return Error{ErrorCode::malformed, "proposals: unknown household"};
        return PersonNo{first->second.value + place - 1};
    }

    Status propose(const TownProposal& proposal) {
        XF_ASSIGN(const points::RuleDefined terms, rule(proposal.rule));
        XF_ASSIGN(const PersonNo who, person(proposal.household, proposal.person));
        const UnixTime then{now_.seconds - proposal.days_ago * kDaySeconds};
        store::Body body;
        random_.fill(body.salt);
        body.content = proposal.evidence.content();
        const points::AwardProposed what{proposal.household, terms.rule, terms.version,
                                         terms.points, who};
        XF_TRY(append(points::kAwardProposedType, then, Actor::of(proposal.staff), what.data(),
                      std::move(body)));
        XF_ASSIGN(const store::ChainHead head,
                  log_.store().chain_head(kHubDevice, log_.epoch(), Hash{}));
        keys_.push_back({kHubDevice, log_.epoch(), head.seq});
        if (!proposal.approved) return {};
        const points::AwardReviewed review{proposal.household, keys_.back(), *proposal.approved,
                                           proposal.reason};
        const UnixTime later{std::min(then.seconds + kReviewDelayS, now_.seconds)};
        return append(points::kAwardReviewedType, later, Actor::of(proposal.reviewer),
                      review.data(), std::nullopt);
    }

    Status pass_time() {
        const std::vector<store::Wish> wishes;
        const std::vector<DeviceNo> active;
        return log_.take_turns({log_.place(), kHubDevice, Epoch{0}, store::capability::kHub, now_,
                                wishes, active, log_});
    }

    /// By the first person of the household that stands before it in the list, or else of the last.
    Status object(std::size_t index) {
        const TownProposal& proposal = village_.proposals[index];
        if (proposal.objection == 0) return {};
        auto other = first_persons_.find(proposal.household);
        other =
            other == first_persons_.begin() ? std::prev(first_persons_.end()) : std::prev(other);
        return append(points::kAwardObjectedType, now_, Actor::of(other->second),
                      points::AwardObjected{keys_[index], proposal.objection}.data(), std::nullopt);
    }

    store::HubLog& log_;
    const TownVillage& village_;
    const std::map<HouseholdNo, PersonNo>& first_persons_;
    UnixTime now_;
    ports::Random& random_;
    std::vector<EventKey> keys_;
};

}  // namespace

Status seed_awards(store::HubLog& log, const TownVillage& village,
                   const std::map<HouseholdNo, PersonNo>& first_persons, UnixTime now,
                   ports::Random& random) {
    if (village.proposals.empty()) return {};
    return AwardSeeder(log, village, first_persons, now, random).write();
}

}  // namespace xf::hub
