#include "shared/requests/figures.hpp"

namespace xf::requests {

using namespace store;

namespace {

/// The limits of rules.hpp, as SQL has them.
std::string limit_case() {
    std::string out = "CASE state * " + std::to_string(kLevels) + " + level";
    for (const Limit& limit : kLimits) {
        const auto number = static_cast<std::uint32_t>(limit.standing.state) * kLevels +
                            static_cast<std::uint32_t>(limit.standing.level);
        out += " WHEN " + std::to_string(number) + " THEN " + std::to_string(limit.days);
    }
    return out + " END";
}

/// Steps of the request `q` that count.
constexpr std::string_view kOfRequest =
    " FROM request_step s WHERE s.shard = q.shard AND s.device = q.device AND s.epoch = q.epoch"
    " AND s.seq = q.seq AND s.counts ";

std::string last(std::string_view column) {
    return "(SELECT s." + std::string(column) + std::string(kOfRequest) + "AND s." +
           std::string(column) + " IS NOT NULL ORDER BY s.position DESC LIMIT 1)";
}

std::string make_standing() {
    const std::string steps(kOfRequest);
    const std::string visits = std::to_string(kVisitedType);
    const std::string places =
        "SELECT q.*, (SELECT max(s.position)" + steps + "AND s.state IS NOT NULL) AS at, " +
        "ifnull(" + last("level") + ", 0) AS level, " + last("answer") + " AS answer, " +
        "(SELECT count(*)" + steps + "AND s.type = " + visits + ") AS visits, " + "(SELECT s.day" +
        steps + "ORDER BY s.position LIMIT 1) AS day, " + "(SELECT max(s.position)" + steps +
        "AND s.type = " + visits +
        ") AS visited_at"
        " FROM request q";
    const std::string moved =
        "SELECT q.*, s.state, s.day AS since, s.staff, ifnull(q.visited_at > q.at, 0) AS visited"
        " FROM (" +
        places +
        ") q LEFT JOIN request_step s ON s.shard = q.shard"
        " AND s.device = q.device AND s.epoch = q.epoch AND s.seq = q.seq AND s.position = q.at";
    return "(SELECT q.*, CASE WHEN visited THEN NULL ELSE since + " + limit_case() +
           " END AS due FROM (" + moved + ") q)";
}

}  // namespace

const std::string& standing_sql() {
    static const std::string kSql = make_standing();
    return kSql;
}

Result<Figures> figures(const Place& place, Day from, Day to, Day today) {
    static const std::string kSql =
        "SELECT count(*), ifnull(sum(person >= " + std::to_string(kFirstPseudonym) +
        "), 0),"
        " ifnull(sum(state IN (2, 3)), 0), ifnull(sum(state IN (2, 3) AND visits > 0), 0),"
        " count(answer), ifnull(sum(answer < 2), 0), ifnull(sum(due < ?4), 0)"
        " FROM " +
        standing_sql() + " WHERE shard = ?1 AND state IS NOT NULL AND day BETWEEN ?2 AND ?3";
    static_assert(static_cast<int>(State::finished) == 2 && static_cast<int>(State::closed) == 3 &&
                  static_cast<int>(Answer::not_solved) == 2);
    XF_ASSIGN(Statement rows, place.db.prepare(kSql, place.shard, from, to, today));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) {
        return Figures{row.column_uint32(0), row.column_uint32(1), row.column_uint32(2),
                       row.column_uint32(3), row.column_uint32(4), row.column_uint32(5),
                       row.column_uint32(6)};
    }));
    return found.value_or(Figures{});
}

Result<std::uint32_t> late(const Place& place, Day today) {
    static const std::string kSql =
        "SELECT count(*) FROM " + standing_sql() + " WHERE shard = ?1 AND due < ?2";
    XF_ASSIGN(const std::int64_t count, place.db.integer(kSql, place.shard, today));
    return static_cast<std::uint32_t>(count);
}

}  // namespace xf::requests
