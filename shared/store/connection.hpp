// What stands behind a Database: private to this folder's .cpp files.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "shared/store/sqlite.hpp"

namespace xf::store::detail {

/// The error table's code for one of SQLite's, extended or not.
ErrorCode code_of(int sqlite_code);

struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool lent = false;
};

struct Connection {
    sqlite3* db = nullptr;
    std::map<std::string, Cached, std::less<>> cache;
    bool in_transaction = false;
    int wal_pages = 0;  ///< in the WAL after the last commit
    int checkpoint_pages = kCheckpointPages;
    /// Why SQLite rolled back what its user still believes to be a transaction.
    std::optional<Error> lost;

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        for (const auto& [sql, cached] : cache) {
            XF_ASSERT(!cached.lent);
            sqlite3_finalize(cached.statement);
        }
        // BUSY would mean a statement or session that outlives its Database.
        XF_ASSERT(sqlite3_close(db) == SQLITE_OK);
    }

    Error error(int code) const { return Error{code_of(code), text_of(code)}; }

    /// To be called with each error: some end the transaction.
    const Error& note(const Error& cause) {
        if (in_transaction && !lost && sqlite3_get_autocommit(db) != 0) lost = cause;
        return cause;
    }

    /// Nothing runs in what is left of a lost transaction: it would commit alone.
    Status usable() const {
        if (lost) return *lost;
        return {};
    }

    Status checkpoint(int mode = SQLITE_CHECKPOINT_PASSIVE) const {
        const int code = sqlite3_wal_checkpoint_v2(db, nullptr, mode, nullptr, nullptr);
        if (code != SQLITE_OK) return error(code);
        return {};
    }

    Status execute(const char* sql) {
        XF_TRY(usable());
        const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) return note(error(code));
        return {};
    }

    void roll_back() {
        if (sqlite3_get_autocommit(db) != 0) return;
        // Can't fail for good: what can't be written back now is a hot journal for the next read.
        static_cast<void>(sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr));
    }

    void end_transaction() {
        roll_back();
        in_transaction = false;
        lost.reset();
    }

    void roll_back_savepoint() {
        if (lost) return;
        const int code =
            sqlite3_exec(db, "ROLLBACK TO nested; RELEASE nested", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        // It needs disk space and may get none. Then nothing of the transaction can be kept.
        const Error cause = error(code);
        roll_back();
        note(cause);
    }

private:
    std::string text_of(int code) const {
        std::string text = "sqlite " + std::to_string(code) + ": ";
        return text + (db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    }
};

}  // namespace xf::store::detail
