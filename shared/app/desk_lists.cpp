#include "shared/app/desk_lists.hpp"

#include <algorithm>

#include "shared/requests/figures.hpp"

namespace xf::app {
namespace {

using namespace store;

/// One page of `columns` of what `from` gives in that order, and the number of all. The values are the
/// parameters of `from`; the shard is always ?1.
template <typename Read, typename... Values>
auto find_page(const Place& place, const std::string& columns, const std::string& from,
               const std::string& order, Window window, Read read, const Values&... values)
    -> Result<Found<std::invoke_result_t<Read, const Row&>>> {
    Found<std::invoke_result_t<Read, const Row&>> out;
    XF_ASSIGN(const std::int64_t total,
              place.db.integer("SELECT count(*) " + from, place.shard, values...));
    out.total = static_cast<std::size_t>(total);
    XF_ASSIGN(Statement rows, place.db.prepare("SELECT " + columns + " " + from + " ORDER BY " +
                                                   order + " LIMIT ? OFFSET ?",
                                               place.shard, values..., window.limit, window.first));
    XF_TRY(rows.each([&](const Row& row) { out.rows.push_back(read(row)); }));
    return out;
}

}  // namespace

Result<Found<EventKey>> find_requests(const Place& place, const RequestFilter& filter,
                                      Window window) {
    static const std::string kHeld =
        " AND (?6 = 0 OR (?6 = 1 AND q.due < ?7) OR (?6 = 2 AND q.state = 1 AND q.staff = ?8)"
        "  OR (?6 = 3 AND q.level > 0 AND q.state <> 3))";
    static_assert(static_cast<int>(requests::State::accepted) == 1 &&
                  static_cast<int>(requests::State::closed) == 3);
    const std::string from =
        "FROM " + requests::standing_sql() +
        " q LEFT JOIN people_person p ON p.shard = q.shard AND p.person = q.person"
        " LEFT JOIN people_household h ON h.shard = q.shard AND h.household = p.household"
        " WHERE q.shard = ?1 AND (?2 = 0 OR ?2 = 1 + q.state)"
        " AND (?3 = 0 OR ?3 = 1 + q.category) AND (?4 = 0 OR h.grid = ?4)"
        " AND (?5 = '' OR instr(p.name, ?5) OR instr(h.name, ?5)"
        "  OR q.device || '-' || q.epoch || '-' || q.seq = ?5)" +
        kHeld;
    return find_page(
        place, "q.device, q.epoch, q.seq", from,
        filter.oldest_first ? "q.position" : "q.position DESC", window,
        [](const Row& row) {
            return EventKey{row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)};
        },
        filter.state, filter.category, filter.grid, filter.search,
        static_cast<std::uint32_t>(filter.holding), filter.today, filter.staff);
}

Result<Found<HouseholdRow>> find_households(const Place& place, const HouseholdFilter& filter,
                                            Window window) {
    const std::string from =
        "FROM people_household h LEFT JOIN points_household b"
        "  ON b.shard = h.shard AND b.household = h.household"
        " WHERE h.shard = ?1 AND (?2 = 0 OR h.grid = ?2)"
        " AND (?3 = '' OR instr(h.name, ?3) OR h.household || '' = ?3"
        "  OR EXISTS (SELECT 1 FROM people_person p WHERE p.shard = h.shard"
        "   AND p.household = h.household AND instr(p.name, ?3)))";
    const std::string columns =
        "h.household, h.name, h.grid, (SELECT count(*) FROM people_person p"
        " WHERE p.shard = h.shard AND p.household = h.household), ifnull(b.posted, 0)";
    constexpr const char* kOrders[] = {"h.household", "ifnull(b.posted, 0) DESC, h.household",
                                       "h.name, h.household"};
    return find_page(
        place, columns, from, kOrders[static_cast<std::size_t>(filter.order)], window,
        [](const Row& row) {
            return HouseholdRow{row.number<HouseholdNo>(0), std::string(row.column_text(1)),
                                row.column_uint32(2), row.column_uint32(3), row.column_points(4)};
        },
        filter.grid, filter.search);
}

namespace {

/// Only what was asked for: to take a header apart costs more than anything else here.
std::string conditions_of(const EventFilter& filter) {
    std::string out = "FROM event e WHERE e.shard = ?1";
    if (!filter.types.empty()) {
        std::string list;
        for (const std::uint32_t type : filter.types)
            list += (list.empty() ? "" : ", ") + std::to_string(type);
        out += " AND event_header(e.header, 0) IN (" + list + ")";
    }
    out += filter.since ? " AND event_header(e.header, 1) >= ?3" : " AND ?3 IS NULL";
    // An actor is number × 4 + kind (event.hpp).
    out += filter.search.empty()
               ? " AND ?2 = ''"
               : " AND event_header(e.header, 3) IN (SELECT staff * 4 + 2 FROM people_staff"
                 "  WHERE shard = ?1 AND (instr(name, ?2) OR instr(post, ?2))"
                 "  UNION ALL SELECT person * 4 + 1 FROM people_person"
                 "  WHERE shard = ?1 AND instr(name, ?2))";
    return out;
}

}  // namespace

Result<Found<StoredEvent>> find_events(const Place& place, const EventFilter& filter,
                                       Window window) {
    constexpr std::string_view kColumns =
        "e.device, e.epoch, e.seq, e.header, e.commitment, NULL, NULL, e.hub_seq, e.verdict,"
        " e.scope_kind, e.scope_subject, e.scope_no, e.scope_hash";
    // Two lists under each other, so that each is read in the order of its index.
    const std::string conditions = conditions_of(filter);
    const auto part = [&](const char* which, const char* order, Window of) {
        return find_page(
            place, std::string(kColumns), conditions + which, order, of,
            [](const Row& row) { return EventStore::read(row); }, filter.search, filter.since);
    };
    XF_ASSIGN(auto pending, part(" AND e.hub_seq IS NULL", "e.epoch DESC, e.seq DESC", window));
    const std::size_t above = std::min(window.first, pending.total);
    const Window rest{window.first - above, window.limit - pending.rows.size()};
    XF_ASSIGN(auto records, part(" AND e.hub_seq IS NOT NULL", "e.hub_seq DESC", rest));
    Found<StoredEvent> out;
    out.total = pending.total + records.total;
    for (auto* rows : {&pending.rows, &records.rows})
        for (auto& row : *rows) {
            if (!row.ok()) return row.error();
            out.rows.push_back(*std::move(row));
        }
    return out;
}

}  // namespace xf::app
