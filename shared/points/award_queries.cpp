#include "shared/points/award_queries.hpp"

#include <algorithm>

#include "shared/store/event_store.hpp"

namespace xf::points {

using namespace store;

// A rule's current version is the one set last; version 0 is what the older event set, which is taken
// for a reviewed rule without evidence or cap. An award keeps where it stands; its words are in the
// event. What is owed may be below zero for a while at a restored hub, where an award that paid back
// came before the deduction.
const std::string_view kAwardSchema = R"sql(
CREATE TABLE points_rule(
  shard INTEGER NOT NULL, rule INTEGER NOT NULL, version INTEGER NOT NULL,
  position INTEGER NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL, points INTEGER NOT NULL,
  instant INTEGER NOT NULL, evidence INTEGER NOT NULL, cap INTEGER NOT NULL,
  publicity INTEGER NOT NULL, since INTEGER, until INTEGER,
  PRIMARY KEY(shard, rule, version)) STRICT, WITHOUT ROWID;
CREATE TABLE points_member(
  shard INTEGER NOT NULL, person INTEGER NOT NULL, household INTEGER NOT NULL,
  PRIMARY KEY(shard, person)) STRICT, WITHOUT ROWID;
CREATE TABLE points_owed(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, points INTEGER NOT NULL,
  PRIMARY KEY(shard, household)) STRICT, WITHOUT ROWID;
CREATE TABLE points_award(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  position INTEGER NOT NULL, household INTEGER NOT NULL, rule INTEGER NOT NULL,
  proposer INTEGER NOT NULL, instant INTEGER NOT NULL, state INTEGER NOT NULL,
  month INTEGER NOT NULL, post_on INTEGER, reviewer INTEGER NOT NULL, reason INTEGER NOT NULL,
  reviewed_at INTEGER NOT NULL, objection INTEGER NOT NULL, answerer INTEGER NOT NULL,
  answer INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX points_award_household ON points_award(shard, household, position);
CREATE INDEX points_award_state ON points_award(shard, state, position);
CREATE TABLE points_posting(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  reversal INTEGER NOT NULL, at INTEGER NOT NULL, moved INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq, reversal)) STRICT, WITHOUT ROWID;
)sql";

const std::vector<std::string_view> kAwardTables = {"points_rule", "points_member", "points_owed",
                                                    "points_award", "points_posting"};

namespace {

constexpr std::string_view kRuleColumns =
    "r.rule, r.version, r.category, r.text, r.points, r.instant, r.evidence, r.cap, r.publicity,"
    " r.since, r.until";

std::optional<Day> day_in(const Row& row, int column) {
    if (row.column_null(column)) return std::nullopt;
    return Day{static_cast<std::int32_t>(row.column_int(column))};
}

RuleDefined read_rule(const Row& row) {
    RuleDefined out;
    out.rule = row.number<RuleNo>(0);
    out.version = row.column_uint32(1);
    out.category = row.column_text(2);
    out.text = row.column_text(3);
    out.points = row.column_points(4);
    out.instant = row.column_bool(5);
    out.evidence = static_cast<Evidence>(row.column_int(6));
    out.cap = row.column_uint32(7);
    out.publicity_days = row.column_uint32(8);
    out.from = day_in(row, 9);
    out.until = day_in(row, 10);
    return out;
}

/// `which` chooses among the rows r of the shard.
template <typename... Values>
Result<std::vector<RuleDefined>> select_rules(const Place& place, std::string_view which,
                                              const Values&... values) {
    const std::string sql = "SELECT " + std::string(kRuleColumns) +
                            " FROM points_rule r WHERE r.shard = ?1 AND " + std::string(which);
    XF_ASSIGN(Statement rows, place.db.prepare(sql, place.shard, values...));
    std::vector<RuleDefined> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_rule(row)); }));
    return out;
}

constexpr std::string_view kCurrent =
    "r.position = (SELECT max(o.position) FROM points_rule o"
    " WHERE o.shard = r.shard AND o.rule = r.rule)";

Result<RuleDefined> only(Result<std::vector<RuleDefined>> found) {
    if (!found.ok()) return found.error();
    if (found->empty()) return ErrorCode::unknown_reference;
    return found->front();
}

/// Of an award, after the columns of its event.
constexpr int kFirstColumn = 13;
constexpr std::string_view kAwardColumns =
    ", a.instant, a.state, a.month, a.post_on, a.reviewer, a.reason, a.reviewed_at, a.objection,"
    " a.answerer, a.answer, ifnull(p.at, 0), ifnull(p.moved, 0), a.proposer ";

Result<AwardCourse> read_course(const Row& row) {
    XF_ASSIGN(const StoredEvent stored, EventStore::read(row));
    XF_ASSIGN(const Header header, stored.event.parsed());
    AwardCourse out;
    out.key = stored.key;
    XF_ASSIGN(out.what, AwardProposed::parse(header));
    auto evidence = AwardEvidence::parse(stored.event);
    if (evidence.ok()) out.evidence = *std::move(evidence);
    out.proposer = header.actor;
    out.proposed_at = header.time;
    if (stored.position) out.verdict = stored.position->verdict;
    int column = kFirstColumn;
    out.standing.instant = row.column_bool(column++);
    out.standing.state = static_cast<AwardState>(row.column_int(column++));
    out.month = row.column_uint32(column++);
    out.post_on = day_in(row, column++);
    out.standing.reviewer = row.number<StaffNo>(column++);
    out.reason = row.column_uint32(column++);
    out.reviewed_at = row.column_time(column++);
    out.objection = row.column_uint32(column++);
    out.answerer = row.number<StaffNo>(column++);
    out.answer = row.column_uint32(column++);
    out.standing.answered = out.answer != 0;
    out.posted_at = row.column_time(column++);
    out.moved = row.column_points(column++);
    out.standing.proposer = row.number<StaffNo>(column);
    return out;
}

template <typename... Values>
Result<std::vector<AwardCourse>> select_awards(const Place& place, const std::string& which,
                                               const Values&... values) {
    const std::string sql =
        "SELECT " + std::string(EventStore::kColumns) + std::string(kAwardColumns) +
        "FROM points_award a JOIN event e ON e.shard = a.shard AND e.device = a.device"
        " AND e.epoch = a.epoch AND e.seq = a.seq"
        " LEFT JOIN body b ON b.shard = e.shard AND b.device = e.device AND b.epoch = e.epoch"
        " AND b.seq = e.seq"
        " LEFT JOIN points_posting p ON p.shard = a.shard AND p.device = a.device"
        " AND p.epoch = a.epoch AND p.seq = a.seq AND p.reversal = 0"
        " WHERE a.shard = ?1 AND " +
        which;
    XF_ASSIGN(Statement rows, place.db.prepare(sql, place.shard, values...));
    std::vector<AwardCourse> out;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(AwardCourse course, read_course(row));
        out.push_back(std::move(course));
        return {};
    }));
    return out;
}

}  // namespace

Result<std::vector<RuleDefined>> catalogue(const Place& place) {
    return select_rules(place, std::string(kCurrent) + " ORDER BY r.category, r.rule");
}

Result<RuleDefined> current_rule(const Place& place, RuleNo rule) {
    return only(select_rules(place, std::string(kCurrent) + " AND r.rule = ?2", rule));
}

Result<RuleDefined> rule_of_version(const Place& place, RuleNo rule, std::uint32_t version) {
    return only(select_rules(place, "r.rule = ?2 AND r.version = ?3", rule, version));
}

Result<AwardCourse> find_award(const Place& place, const EventKey& key) {
    XF_ASSIGN(auto found, select_awards(place, "a.device = ?2 AND a.epoch = ?3 AND a.seq = ?4",
                                        key.device, key.epoch, key.seq));
    if (found.empty()) return ErrorCode::unknown_reference;
    return std::move(found.front());
}

Result<std::vector<AwardCourse>> awards(const Place& place, std::span<const AwardState> states,
                                        std::optional<HouseholdNo> household, std::size_t limit) {
    std::string list;
    for (const AwardState state : states)
        list += (list.empty() ? "" : ", ") + std::to_string(static_cast<int>(state));
    const std::string in = states.empty() ? "TRUE" : "a.state IN (" + list + ")";
    return select_awards(
        place, in + " AND (?2 IS NULL OR a.household = ?2) ORDER BY a.position DESC LIMIT ?3",
        household, limit);
}

Result<std::vector<AwardCourse>> awards_to_decide(const Place& place, std::size_t limit) {
    return select_awards(place,
                         "(a.state IN (?2, ?3, ?4) OR (a.state = ?5 AND a.instant"
                         " AND a.reviewer = 0)) ORDER BY a.position LIMIT ?6",
                         AwardState::proposed, AwardState::waiting, AwardState::objected,
                         AwardState::posted, limit);
}

Result<std::int64_t> used_in(const Place& place, const AwardProposed& what, std::uint32_t month,
                             const EventKey& but) {
    return place.db.integer(
        "SELECT count(*) FROM points_award WHERE shard = ?1 AND household = ?2 AND rule = ?3"
        " AND month IN (0, ?4) AND state NOT IN (?5, ?6, ?7, ?8)"
        " AND (device, epoch, seq) <> (?9, ?10, ?11)",
        place.shard, what.household, what.rule, month, AwardState::returned, AwardState::refused,
        AwardState::revoked, AwardState::reversed, but.device, but.epoch, but.seq);
}

Result<Points> owed_by(const Place& place, HouseholdNo household) {
    XF_ASSIGN(const std::int64_t owed,
              place.db.integer("SELECT ifnull(max(points), 0) FROM points_owed"
                               " WHERE shard = ? AND household = ?",
                               place.shard, household));
    return std::max(Points(owed), Points{});
}

}  // namespace xf::points
