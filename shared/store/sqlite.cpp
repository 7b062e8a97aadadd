#include "shared/store/sqlite.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "shared/store/connection.hpp"
#include "shared/store/header_function.hpp"

// Older ones can damage a database when they reset a WAL.
static_assert(SQLITE_VERSION_NUMBER >= 3'051'003);

namespace xf::store {
namespace detail {

ErrorCode code_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return ErrorCode::storage_full;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            return ErrorCode::storage_failed;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::database_corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::busy;
        default:
            return ErrorCode::internal;
    }
}

}  // namespace detail

namespace {

int note_wal_pages(void* connection, sqlite3*, const char*, int pages) {
    static_cast<detail::Connection*>(connection)->wal_pages = pages;
    return SQLITE_OK;
}

}  // namespace

// ---- Statement

Statement::Statement(detail::Connection* connection, sqlite3_stmt* statement, bool* lent)
    : connection_(connection), statement_(statement), lent_(lent) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      lent_(other.lent_),
      unsound_(other.unsound_) {}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    if (lent_ == nullptr) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    *lent_ = false;
}

Status Statement::bound(int sqlite_code) {
    if (sqlite_code == SQLITE_OK) return {};
    return connection_->error(sqlite_code);
}

Status Statement::bind_null(int index) { return bound(sqlite3_bind_null(statement_, index)); }

Status Statement::bind_int(int index, std::int64_t value) {
    return bound(sqlite3_bind_int64(statement_, index, value));
}

Status Statement::bind_text(int index, std::string_view value) {
    // A null pointer would bind NULL, and an empty text is not that.
    const char* data = value.data() != nullptr ? value.data() : "";
    return bound(
        sqlite3_bind_text64(statement_, index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Status Statement::bind_blob(int index, ByteView value) {
    if (value.empty()) return bound(sqlite3_bind_zeroblob(statement_, index, 0));
    return bound(
        sqlite3_bind_blob64(statement_, index, value.data(), value.size(), SQLITE_TRANSIENT));
}

Status Statement::row_was_sound() const {
    if (!unsound_) return {};
    return Error{ErrorCode::database_corrupt,
                 std::string("a value does not fit its type: ") + sqlite3_sql(statement_)};
}

Result<bool> Statement::step() {
    XF_TRY(row_was_sound());
    XF_TRY(connection_->usable());
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    Error error = connection_->error(code);
    error.detail += std::string(" in ") + sqlite3_sql(statement_);
    return connection_->note(error);
}

Status Statement::run() {
    for (;;) {
        XF_ASSIGN(const bool more, step());
        if (!more) return {};
    }
}

std::int64_t Statement::column_int(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::uint32_t Statement::column_uint32(int column) const {
    const std::int64_t value = column_int(column);
    if (value >= 0 && value <= static_cast<std::int64_t>(UINT32_MAX)) {
        return static_cast<std::uint32_t>(value);
    }
    unsound_ = true;
    return 0;
}

ByteView Statement::column_blob(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

std::string_view Statement::column_text(int column) const { return as_text(column_blob(column)); }

bool Statement::column_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Statement::copy_fixed(int column, std::span<std::uint8_t> out) const {
    const ByteView blob = column_blob(column);
    if (blob.size() == out.size()) {
        std::copy(blob.begin(), blob.end(), out.begin());
    } else {
        unsound_ = true;
    }
}

// ---- Database

Database::Database(std::unique_ptr<detail::Connection> connection)
    : connection_(std::move(connection)) {}
Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& name, const OpenOptions& options) {
    Database db(std::make_unique<detail::Connection>());
    const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(name.c_str(), &db.connection_->db, flags, vfs);
    if (code != SQLITE_OK) return db.connection_->error(code);
    sqlite3_busy_timeout(db.handle(), options.busy_timeout_ms);
    XF_TRY(db.add_functions());
    XF_TRY(db.configure(options));
    return db;
}

Result<Database> Database::open_in_memory() {
    Database db(std::make_unique<detail::Connection>());
    const int code = sqlite3_open(":memory:", &db.connection_->db);
    if (code != SQLITE_OK) return db.connection_->error(code);
    XF_TRY(db.add_functions());
    XF_TRY(db.script("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"));
    return db;
}

Status Database::add_functions() {
    const int code = add_header_function(handle());
    if (code != SQLITE_OK) return connection_->error(code);
    return {};
}

Status Database::configure(const OpenOptions& options) {
    // Closing would copy a WAL into the file: not before that is known to be sound.
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // Before the first read: a WAL then lives without shared memory.
    if (options.client) XF_TRY(pragma_reads_back("PRAGMA locking_mode = EXCLUSIVE", "exclusive"));
    XF_TRY(first_read(options));
    XF_TRY(
        script("PRAGMA page_size = 4096; PRAGMA temp_store = MEMORY;"
               "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;"
               "PRAGMA synchronous = FULL;"));
    // People are forgotten for good: their texts must not stay in free pages.
    XF_TRY(script("PRAGMA secure_delete = ON;"));
    if (options.verify) XF_TRY(check("PRAGMA quick_check(1)"));
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    const bool wal = options.journal == Journal::wal;
    XF_TRY(pragma_reads_back(wal ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = TRUNCATE",
                             wal ? "wal" : "truncate"));
    connection_->checkpoint_pages = options.checkpoint_pages;
    // Instead of SQLite's own automatic checkpoint, whose failure it reports as the commit's.
    sqlite3_wal_hook(handle(), note_wal_pages, connection_.get());
    return {};
}

Status Database::first_read(const OpenOptions& options) {
    // Recovers what a power cut left, and fails if this is no database.
    const auto read = integer("SELECT count(*) FROM sqlite_schema");
    if (!read.ok()) {
        // The statement is right, so it is the file's format that SQLite objects to.
        const bool format =
            read.error().code == ErrorCode::internal && sqlite3_errcode(handle()) == SQLITE_ERROR;
        return format ? Error{ErrorCode::database_corrupt, read.error().detail} : read.error();
    }
    if (sqlite3_db_readonly(handle(), "main") == 0) return {};
    // A client's VFS has only writable files: then it is the format, beyond what SQLite may write.
    return Error{options.client ? ErrorCode::database_corrupt : ErrorCode::storage_failed,
                 "the database is read-only"};
}

Result<std::string> Database::first_text(std::string_view pragma) {
    XF_ASSIGN(Statement statement, prepare(pragma));
    XF_ASSIGN(auto text,
              statement.first([](const Row& row) { return std::string(row.column_text(0)); }));
    return std::move(text).value_or("nothing");
}

Status Database::check(std::string_view pragma) {
    XF_ASSIGN(const std::string finding, first_text(pragma));
    if (finding == "ok") return {};
    return Error{ErrorCode::database_corrupt, finding};
}

Status Database::check_integrity() { return check("PRAGMA integrity_check(1)"); }

Status Database::pragma_reads_back(std::string_view sql, std::string_view expected) {
    XF_ASSIGN(const std::string mode, first_text(sql));
    if (mode == expected) return {};
    return Error{ErrorCode::internal, std::string(sql) + " gave " + mode};
}

Result<Statement> Database::prepare_only(std::string_view sql) {
    auto& cache = connection_->cache;
    const auto found = cache.find(sql);
    if (found != cache.end() && !found->second.lent) {
        found->second.lent = true;
        return Statement(connection_.get(), found->second.statement, &found->second.lent);
    }
    const bool keep = found == cache.end() && cache.size() < kCachedStatements;
    sqlite3_stmt* prepared = nullptr;
    const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), flags,
                                        &prepared, nullptr);
    if (code != SQLITE_OK) {
        Error error = connection_->error(code);
        error.detail += " in " + std::string(sql);
        return error;
    }
    XF_ASSERT(prepared != nullptr);
    if (!keep) return Statement(connection_.get(), prepared, nullptr);
    detail::Cached& cached = cache[std::string(sql)];
    cached = {prepared, true};
    return Statement(connection_.get(), prepared, &cached.lent);
}

Status Database::script(std::string_view sql) {
    return connection_->execute(std::string(sql).c_str());
}

Result<Transaction> Database::begin() {
    XF_ASSERT(!connection_->in_transaction);
    XF_TRY(run("BEGIN IMMEDIATE"));
    connection_->in_transaction = true;
    return Transaction(connection_.get());
}

Result<Savepoint> Database::savepoint() {
    XF_ASSERT(connection_->in_transaction);
    XF_TRY(run("SAVEPOINT nested"));
    return Savepoint(connection_.get());
}

bool Database::in_transaction() const { return connection_->in_transaction; }

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

std::int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(handle()); }

Status Database::checkpoint() {
    XF_TRY(connection_->usable());
    return connection_->checkpoint();
}

Status Database::empty_wal() {
    XF_TRY(connection_->usable());
    return connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

sqlite3* Database::handle() const { return connection_->db; }

// ---- Transaction and Savepoint

Transaction::Transaction(detail::Connection* connection) : connection_(connection) {}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
    if (connection_ != nullptr) connection_->end_transaction();
}

Status Transaction::commit() {
    XF_ASSERT(connection_ != nullptr);
    detail::Connection& connection = *std::exchange(connection_, nullptr);
    Status status = connection.execute("COMMIT");
    connection.end_transaction();
    if (status.ok() && connection.wal_pages >= connection.checkpoint_pages) {
        // The commit is durable already. If this fails, the WAL just grows on, and whatever is
        // wrong with the disk shows at the next write.
        static_cast<void>(connection.checkpoint());
    }
    return status;
}

Savepoint::Savepoint(detail::Connection* connection) : connection_(connection) {}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Savepoint::~Savepoint() {
    if (connection_ != nullptr) connection_->roll_back_savepoint();
}

Status Savepoint::release() {
    XF_ASSERT(connection_ != nullptr);
    return std::exchange(connection_, nullptr)->execute("RELEASE nested");
}

}  // namespace xf::store
