// SQLite, as all feature code uses it: typed binding and reading, statements prepared once and
// cached by their text, transactions that roll back unless committed, errors as Result.
//
//   XF_ASSIGN(auto transaction, db.begin());
//   XF_TRY(db.run("INSERT INTO account (household, balance) VALUES (?, ?)", household, points));
//   XF_ASSIGN(auto rows, db.prepare("SELECT household, balance FROM account WHERE shard = ?", shard));
//   XF_TRY(rows.each([&](const Row& row) {
//       list.push_back({row.number<HouseholdNo>(0), row.column_points(1)});
//   }));
//   return transaction.commit();
//
// Errors everywhere: storage_full (SQLITE_FULL), storage_failed (SQLITE_IOERR_*, CANTOPEN),
// database_corrupt (CORRUPT, NOTADB, a stored value outside its type's range), busy (BUSY, LOCKED),
// internal with SQLite's own message for the rest. After storage_failed the connection may be dead:
// destroy the Database and open it again; nothing acknowledged by commit() is lost by that.
//
// One Database is used by one thread at a time. Statements, transactions and savepoints do not
// outlive it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "shared/base/bytes.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/points.hpp"
#include "shared/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace xf::store {

/// How a commit becomes durable. WAL costs one flush; truncate is for disks on which WAL is in
/// doubt, and costs three.
enum class Journal : std::uint8_t { wal, truncate };

/// A commit copies the WAL into the database once it has this many pages: 8 MiB, which bounds the
/// quota a client needs. Hosts call checkpoint() when idle, so that this is seldom reached.
inline constexpr int kCheckpointPages = 2048;

struct OpenOptions {
    std::string vfs;  ///< name given to a registered Vfs (vfs.hpp); empty: SQLite's default
    /// One connection holds the database alone (EXCLUSIVE): needs neither locks nor shared memory,
    /// which a client's VFS has not. The hub, on SQLite's unix VFS, says false.
    bool client = false;
    Journal journal = Journal::wal;
    /// Runs quick_check before anything is written: damage is found while the file is untouched.
    bool verify = true;
    int busy_timeout_ms = 5000;  ///< how long a hub's connection waits for another one's lock
    int checkpoint_pages = kCheckpointPages;
};

/// Statements kept prepared for each Database; more of them work, but are prepared anew each time.
inline constexpr std::size_t kCachedStatements = 256;

namespace detail {
struct Connection;
}
class Database;
class Transaction;
class Savepoint;

/// A prepared statement, borrowed from its Database; returns there, reset, on destruction.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds the parameter `index`, counted from 1. Takes integers, enums, bool, Number, Points,
    /// Day, UnixTime, text, bytes, anything with a byte array `bytes` (Hash, Uuid, keys), nullptr,
    /// and std::optional of all these. Copies what it is given.
    template <typename T>
    Status bind(int index, const T& value);

    /// True when there is a row, false after the last one.
    Result<bool> step();

    /// Steps over all rows and ignores them.
    Status run();

    /// Calls `visit(const Row&)` for each row; it may return void, or a Status whose error ends the
    /// visit and becomes the result.
    template <typename Visit>
    Status each(Visit visit);

    /// What `read(const Row&)` makes of the first row, or nothing if there is none.
    template <typename Read>
    auto first(Read read) -> Result<std::optional<std::invoke_result_t<Read, const Statement&>>>;

    // The current row; columns count from 0. Integers outside the type, and blobs of another size
    // than the fixed one, read as zero, and the step() after it (each, first: the call itself)
    // gives database_corrupt.
    std::int64_t column_int(int column) const;
    std::uint32_t column_uint32(int column) const;
    bool column_bool(int column) const { return column_int(column) != 0; }
    Points column_points(int column) const { return Points(column_int(column)); }
    UnixTime column_time(int column) const { return {column_int(column)}; }
    /// Valid until the next step.
    ByteView column_blob(int column) const;
    std::string_view column_text(int column) const;
    bool column_null(int column) const;

    /// A strong number type (ids.hpp).
    template <typename N>
    N number(int column) const {
        return N{column_uint32(column)};
    }

    /// A type with a byte array `bytes`: Hash, Uuid, PublicKey.
    template <typename T>
    T fixed(int column) const {
        T value{};
        copy_fixed(column, value.bytes);
        return value;
    }

private:
    friend class Database;
    Statement(detail::Connection* connection, sqlite3_stmt* statement, bool* lent);

    Status bind_null(int index);
    Status bind_int(int index, std::int64_t value);
    Status bind_text(int index, std::string_view value);
    Status bind_blob(int index, ByteView value);
    Status bound(int sqlite_code);
    void copy_fixed(int column, std::span<std::uint8_t> out) const;
    Status row_was_sound() const;

    detail::Connection* connection_;
    sqlite3_stmt* statement_;
    bool* lent_;  ///< flag of the cache entry this came from; null when it is in no cache
    mutable bool unsound_ = false;
};

/// A Statement, where it is used for the row that it stands on.
using Row = Statement;

/// One connection to one database file.
class Database {
public:
    /// Opens or makes the database. On every error the files are as they were (but for a hot
    /// journal, which is rolled back). database_corrupt: see set_aside.hpp.
    static Result<Database> open(const std::string& name, const OpenOptions& options);

    /// A database that is gone when it is closed: for rebuilding projections aside, and for tests.
    static Result<Database> open_in_memory();

    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    /// The statement of that text, its first parameters bound to `values`.
    template <typename... Values>
    Result<Statement> prepare(std::string_view sql, const Values&... values);

    /// Runs one statement to its end.
    template <typename... Values>
    Status run(std::string_view sql, const Values&... values);

    /// The integer in the first column of the first row; not_found when there is no row.
    template <typename... Values>
    Result<std::int64_t> integer(std::string_view sql, const Values&... values);

    /// Runs several statements without parameters: schemas.
    Status script(std::string_view sql);

    /// Begins a transaction that can write (BEGIN IMMEDIATE). They do not nest: see savepoint().
    Result<Transaction> begin();
    /// A part of a transaction that can be undone by itself. They nest. REQUIRES: in_transaction().
    Result<Savepoint> savepoint();
    bool in_transaction() const;

    /// Rows inserted, updated or deleted by the last statement that did so.
    std::int64_t changes() const;
    std::int64_t last_insert_rowid() const;

    /// Copies the WAL into the database as far as readers allow; does nothing in other modes. To be
    /// called when idle.
    Status checkpoint();
    /// The same, and empties the WAL: nothing of what was deleted before stays in it.
    Status empty_wal();

    /// Full integrity_check: database_corrupt with its first finding.
    Status check_integrity();

    /// For SQLite's own interfaces (changeset.hpp, backup).
    sqlite3* handle() const;

private:
    explicit Database(std::unique_ptr<detail::Connection> connection);
    Result<Statement> prepare_only(std::string_view sql);
    Status add_functions();
    Status configure(const OpenOptions& options);
    Status first_read(const OpenOptions& options);
    Status pragma_reads_back(std::string_view sql, std::string_view expected);
    Result<std::string> first_text(std::string_view pragma);
    Status check(std::string_view pragma);

    std::unique_ptr<detail::Connection> connection_;
};

/// Rolls back unless committed. Where SQLite itself rolled back (disk full, I/O error), every
/// statement until the end of this transaction gives that same error, so that none commits alone.
class Transaction {
public:
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Success: durable (synchronous=FULL), whatever becomes of a checkpoint that follows. Error: this
    /// transaction is rolled back, though after a failed flush it may still turn out to be there once
    /// the database is reopened.
    Status commit();

private:
    friend class Database;
    explicit Transaction(detail::Connection* connection);

    detail::Connection* connection_;
};

/// Undoes what was done since, unless released. If even that fails, the transaction is rolled back.
class Savepoint {
public:
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    /// Keeps the changes, as part of the enclosing transaction.
    Status release();

private:
    friend class Database;
    explicit Savepoint(detail::Connection* connection);

    detail::Connection* connection_;
};

// ---- Templates

namespace detail {

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <typename T>
inline constexpr bool is_number = false;
template <typename Tag>
inline constexpr bool is_number<Number<Tag>> = true;

template <typename T>
concept HoldsBytes = requires(const T& value) {
    ByteView(value.bytes);
};

}  // namespace detail

template <typename T>
Status Statement::bind(int index, const T& value) {
    if constexpr (std::is_same_v<T, std::nullptr_t>) {
        return bind_null(index);
    } else if constexpr (detail::is_optional<T>) {
        return value ? bind(index, *value) : bind_null(index);
    } else if constexpr (detail::is_number<T>) {
        return bind_int(index, value.value);
    } else if constexpr (std::is_same_v<T, Points>) {
        return bind_int(index, value.value());
    } else if constexpr (std::is_same_v<T, Day>) {
        return bind_int(index, value.days);
    } else if constexpr (std::is_same_v<T, UnixTime>) {
        return bind_int(index, value.seconds);
    } else if constexpr (std::is_enum_v<T>) {
        return bind_int(index, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == sizeof(std::int64_t)) {
            XF_ASSERT(value <= static_cast<T>(INT64_MAX));
        }
        return bind_int(index, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return bind_text(index, value);
    } else if constexpr (detail::HoldsBytes<T>) {
        return bind_blob(index, ByteView(value.bytes));
    } else {
        static_assert(std::is_convertible_v<const T&, ByteView>, "not a type that SQL can hold");
        return bind_blob(index, value);
    }
}

template <typename Visit>
Status Statement::each(Visit visit) {
    for (;;) {
        XF_ASSIGN(const bool more, step());
        if (!more) return {};
        if constexpr (std::is_void_v<std::invoke_result_t<Visit, const Statement&>>) {
            visit(std::as_const(*this));
        } else {
            XF_TRY(visit(std::as_const(*this)));
        }
    }
}

template <typename Read>
auto Statement::first(Read read)
    -> Result<std::optional<std::invoke_result_t<Read, const Statement&>>> {
    using Value = std::optional<std::invoke_result_t<Read, const Statement&>>;
    XF_ASSIGN(const bool found, step());
    if (!found) return Value{};
    Value value = read(std::as_const(*this));
    XF_TRY(row_was_sound());
    return value;
}

template <typename... Values>
Result<Statement> Database::prepare(std::string_view sql, const Values&... values) {
    auto statement = prepare_only(sql);
    if (!statement.ok()) return statement;
    int index = 0;
    Status status;
    // The fold stops at the first parameter that can't be bound.
    static_cast<void>(((status = statement->bind(++index, values), status.ok()) && ...));
    if (!status.ok()) return status.error();
    return statement;
}

template <typename... Values>
Status Database::run(std::string_view sql, const Values&... values) {
    XF_ASSIGN(Statement statement, prepare(sql, values...));
    return statement.run();
}

template <typename... Values>
Result<std::int64_t> Database::integer(std::string_view sql, const Values&... values) {
    XF_ASSIGN(Statement statement, prepare(sql, values...));
    XF_ASSIGN(const bool found, statement.step());
    if (!found) return Error{ErrorCode::not_found, std::string(sql)};
    return statement.column_int(0);
}

}  // namespace xf::store
