#include "shared/store/changeset.hpp"

#include <sqlite3.h>

#include "shared/store/connection.hpp"

namespace xf::store {
namespace {

/// Memory that SQLite lends.
struct Lent {
    int size = 0;
    void* data = nullptr;

    Lent() = default;
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent() { sqlite3_free(data); }
};

bool has_primary_key(Database& db, std::string_view table) {
    const auto columns =
        db.integer("SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0", table);
    return columns.ok() && *columns > 0;
}

/// Whatever differs from what the changeset left there is damage.
int abort_on_conflict(void*, int, sqlite3_changeset_iter*) { return SQLITE_CHANGESET_ABORT; }

Error failure(std::string_view what, int code) {
    // ABORT is our own answer to a conflict, and SCHEMA says that the tables are others.
    const bool damage = code == SQLITE_ABORT || code == SQLITE_SCHEMA;
    return {damage ? ErrorCode::database_corrupt : detail::code_of(code),
            std::string(what) + ": " + sqlite3_errstr(code)};
}

}  // namespace

ChangeRecorder::ChangeRecorder(Database& db, std::span<const std::string_view> tables) {
    XF_ASSERT(sqlite3session_create(db.handle(), "main", &session_) == SQLITE_OK);
    for (const std::string_view table : tables) {
        XF_ASSERT(has_primary_key(db, table));
        XF_ASSERT(sqlite3session_attach(session_, std::string(table).c_str()) == SQLITE_OK);
    }
}

ChangeRecorder::~ChangeRecorder() { sqlite3session_delete(session_); }

Result<Bytes> ChangeRecorder::take() {
    Lent changes;
    const int code = sqlite3session_changeset(session_, &changes.size, &changes.data);
    if (code != SQLITE_OK) return failure("changeset", code);
    const auto* begin = static_cast<const std::uint8_t*>(changes.data);
    return Bytes(begin, begin + changes.size);
}

Status undo(Database& db, ByteView changes) {
    if (changes.empty()) return {};
    Lent inverse;
    const int inverted = sqlite3changeset_invert(static_cast<int>(changes.size()), changes.data(),
                                                 &inverse.size, &inverse.data);
    if (inverted != SQLITE_OK) return failure("inverting a changeset", inverted);
    const int applied = sqlite3changeset_apply(db.handle(), inverse.size, inverse.data, nullptr,
                                               abort_on_conflict, nullptr);
    if (applied != SQLITE_OK) return failure("undoing a changeset", applied);
    return {};
}

}  // namespace xf::store
