#include "shared/points/award_turn.hpp"

#include "shared/points/award_queries.hpp"
#include "shared/points/ledger.hpp"

namespace xf::points {
namespace {

using namespace store;

/// Awards of one state in one turn, oldest first; the rest follows with the next.
constexpr std::size_t kAtOnce = 200;

class Turn {
public:
    explicit Turn(const HubTurn& turn) : turn_(turn), today_(china_day(turn.now)) {}

    Status advance(const EventKey& key) {
        XF_ASSIGN(AwardCourse award, find_award(turn_.place, key));
        if (award.standing.state == AwardState::revoked) return post(award, -award.what.points);
        const auto found = rule_of_version(turn_.place, award.what.rule, award.what.version);
        if (!found.ok() && is_fault(found.error().code)) return found.error();
        if (!found.ok()) return refuse(award, found.error().code);
        const RuleDefined& rule = *found;
        if (award.month == 0) {
            XF_ASSIGN(const bool taken, take_up(award, rule));
            if (!taken) return {};
        }
        switch (award.standing.state) {
            case AwardState::proposed:
                return {};
            case AwardState::approved:
                if (rule.publicity_days > 0) return show(award, rule.publicity_days);
                return post_if_budgeted(award);
            default:
                return post_if_budgeted(award);
        }
    }

private:
    Status append(std::uint32_t type, const Bytes& data) {
        Header header;
        header.type = type;
        header.time = turn_.now;
        header.auth = AuthMethod::hub;
        header.data = data;
        return turn_.sink.append(header, std::nullopt);
    }

    Status step(const AwardCourse& award, AwardStep::Kind kind, std::uint32_t value) {
        return append(kAwardStepType,
                      AwardStep{award.what.household, award.key, kind, value}.data());
    }

    Status refuse(const AwardCourse& award, ErrorCode reason) {
        return step(award, AwardStep::Kind::refused, static_cast<std::uint32_t>(reason));
    }

    /// By the hub's day and the hub's order: what the desk could not know.
    Status may_take(const AwardCourse& award, const RuleDefined& rule) {
        XF_TRY(is_valid(rule, today_));
        XF_ASSIGN(const std::int64_t used,
                  used_in(turn_.place, award.what, month_number(today_), award.key));
        XF_TRY(within_cap(rule, used));
        XF_ASSIGN(const Points budget, balance(turn_.place, Account::budget));
        return award.what.points > budget ? Status(ErrorCode::budget_spent) : Status();
    }

    /// False where nothing more is to be done with it now.
    Result<bool> take_up(const AwardCourse& award, const RuleDefined& rule) {
        const Status may = may_take(award, rule);
        if (!may.ok()) {
            if (is_fault(may.error().code)) return may.error();
            XF_TRY(refuse(award, may.error().code));
            return false;
        }
        if (award.standing.instant) {
            XF_TRY(post(award, award.what.points));
            return false;
        }
        XF_TRY(step(award, AwardStep::Kind::taken, 0));
        return true;
    }

    Status show(const AwardCourse& award, std::uint32_t days) {
        return step(award, AwardStep::Kind::shown, static_cast<std::uint32_t>(today_.days) + days);
    }

    /// Otherwise it waits for the next budget: it was approved.
    Status post_if_budgeted(const AwardCourse& award) {
        XF_ASSIGN(const Points budget, balance(turn_.place, Account::budget));
        return award.what.points > budget ? Status() : post(award, award.what.points);
    }

    Status post(const AwardCourse& award, Points points) {
        const HouseholdNo household = award.what.household;
        XF_ASSIGN(const Points at_hub, holding(turn_.place, household, kHubDevice, Epoch{0}));
        XF_ASSIGN(const Points owed, owed_by(turn_.place, household));
        return append(kAwardPostedType,
                      AwardPosted{household, award.what.rule, points,
                                  moved_by(points, at_hub, owed), award.what.person, award.key}
                          .data());
    }

    const HubTurn& turn_;
    Day today_;
};

/// Awards in that state with which something is to be done today.
Result<std::vector<EventKey>> due_in(const HubTurn& turn, AwardState state) {
    std::vector<EventKey> due;
    XF_ASSIGN(Statement rows, turn.place.db.prepare("SELECT device, epoch, seq FROM points_award"
                                                    " WHERE shard = ?1 AND state = ?2"
                                                    " AND (state <> ?3 OR post_on <= ?4)"
                                                    " ORDER BY position LIMIT ?5",
                                                    turn.place.shard, state, AwardState::shown,
                                                    china_day(turn.now), kAtOnce));
    XF_TRY(rows.each([&](const Row& row) {
        due.push_back({row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)});
    }));
    return due;
}

}  // namespace

/// Each state by itself: what waits for a budget must not keep the others waiting, least of all what
/// brings points back.
Status advance_awards(const HubTurn& turn) {
    Turn now(turn);
    for (const AwardState state :
         {AwardState::revoked, AwardState::proposed, AwardState::approved, AwardState::shown}) {
        XF_ASSIGN(const std::vector<EventKey> due, due_in(turn, state));
        for (const EventKey& key : due) XF_TRY(now.advance(key));
    }
    return {};
}

}  // namespace xf::points
