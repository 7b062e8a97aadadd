#include "shared/points/queries.hpp"

#include "shared/points/award_queries.hpp"
#include "shared/store/event_store.hpp"

namespace xf::points {

using namespace store;

Result<Standing> standing(const Place& place, HouseholdNo household) {
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT posted, score FROM points_household"
                                               " WHERE shard = ? AND household = ?",
                                               place.shard, household));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) {
        return Standing{row.column_points(0), row.column_points(1)};
    }));
    return found.value_or(Standing{});
}

Result<std::vector<Line>> history(const Place& place, HouseholdNo household, std::size_t limit) {
    static const std::string kSql =
        "SELECT " + std::string(EventStore::kColumns) +
        "FROM points_line l JOIN event e ON e.shard = l.shard AND e.device = l.device"
        " AND e.epoch = l.epoch AND e.seq = l.seq"
        " LEFT JOIN body b ON b.shard = e.shard AND b.device = e.device AND b.epoch = e.epoch"
        " AND b.seq = e.seq"
        " WHERE l.shard = ? AND l.household = ? ORDER BY l.position DESC LIMIT ?";
    XF_ASSIGN(Statement rows, place.db.prepare(kSql, place.shard, household, limit));
    std::vector<Line> out;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(StoredEvent stored, EventStore::read(row));
        Line line;
        line.key = stored.key;
        line.bytes = std::move(stored.event.header);
        if (stored.position) line.verdict = stored.position->verdict;
        XF_ASSIGN(line.header, parse_header(line.bytes));
        out.push_back(std::move(line));
        return {};
    }));
    return out;
}

Result<std::string> rule_text(const Place& place, RuleNo rule) {
    auto found = current_rule(place, rule);
    if (found.ok()) return std::move(found->text);
    if (is_fault(found.error().code)) return found.error();
    return std::string();
}

}  // namespace xf::points
