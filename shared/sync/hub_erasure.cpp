#include "shared/sync/hub_erasure.hpp"

#include <string>

namespace xf::sync {

using namespace store;

namespace {

struct Copies {
    std::string_view table;
    std::string_view column;  ///< an event with its body
};
constexpr Copies kCopies[] = {{"held_event", "bytes"},
                              {"recovery_part", "event"},
                              {"recovery_record", "event"},
                              {"recovery_aside", "event"}};

struct Change {
    Bytes before, after;
};

Result<std::vector<Change>> stripped(HubShard& shard, const Copies& copies) {
    const Erasure erasure = shard.log().erasure();
    std::string sql = "SELECT ";
    sql.append(copies.column).append(" FROM ").append(copies.table).append(" WHERE shard = ?");
    XF_ASSIGN(Statement rows, shard.db().prepare(sql, shard.no()));
    std::vector<Change> out;
    XF_TRY(rows.each([&](const Row& row) -> Status {
        const ByteView before = row.column_blob(0);
        cbor::Reader in(before);
        XF_ASSIGN(Event event, read_event(in));
        XF_ASSIGN(const bool erased, erasure.strip(event));
        if (!erased) return {};
        cbor::Writer after;
        write(after, event);
        out.push_back({Bytes(before.begin(), before.end()), after.take()});
        return {};
    }));
    return out;
}

}  // namespace

Status drop_copies(HubShard& shard) {
    for (const Copies& copies : kCopies) {
        XF_ASSIGN(const std::vector<Change> changes, stripped(shard, copies));
        std::string sql = "UPDATE ";
        sql.append(copies.table).append(" SET ").append(copies.column);
        sql.append(" = ? WHERE shard = ? AND ").append(copies.column).append(" = ?");
        for (const Change& change : changes)
            XF_TRY(shard.db().run(sql, change.after, shard.no(), change.before));
    }
    return shard.log().erasure().note_traces();
}

}  // namespace xf::sync
