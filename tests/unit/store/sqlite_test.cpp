#include "shared/store/sqlite.hpp"

#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "tests/support/require.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;
using test::StoreFixture;

enum class Colour : std::uint8_t { red, green };

Database memory() { return need(Database::open_in_memory()); }

Database with_table() {
    Database db = memory();
    need(db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v)"));
    return db;
}

std::int64_t rows_in(Database& db) { return need(db.integer("SELECT count(*) FROM t")); }

}  // namespace

TEST_CASE("sqlite: every type comes back as it was bound") {
    Database db = memory();
    const Hash hash = sha256(as_bytes("x"));
    const Uuid uuid = Uuid::v7(1, Bytes(10, 7));
    Statement row =
        need(db.prepare("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", INT64_MIN, UINT32_MAX, true,
                        HouseholdNo{7}, Points(-5), Day{20000}, UnixTime{-1}, Colour::green, "积分",
                        Bytes{0, 1, 2}, hash, uuid, nullptr));
    REQUIRE(need(row.step()));
    CHECK(row.column_int(0) == INT64_MIN);
    CHECK(row.column_uint32(1) == UINT32_MAX);
    CHECK(row.column_bool(2));
    CHECK(row.number<HouseholdNo>(3) == HouseholdNo{7});
    CHECK(row.column_points(4) == Points(-5));
    CHECK(row.column_int(5) == 20000);
    CHECK(row.column_time(6) == UnixTime{-1});
    CHECK(row.column_int(7) == 1);
    CHECK(row.column_text(8) == "积分");
    CHECK(equal(row.column_blob(9), Bytes{0, 1, 2}));
    CHECK(row.fixed<Hash>(10) == hash);
    CHECK(row.fixed<Uuid>(11) == uuid);
    CHECK(row.column_null(12));
    CHECK_FALSE(need(row.step()));
}

TEST_CASE("sqlite: absent, empty and zero are three things") {
    Database db = memory();
    Statement row = need(db.prepare("SELECT ?, ?, ?, ?, ?", std::optional<Points>{},
                                    std::optional<Points>{Points(0)}, std::string_view{},
                                    ByteView{}, std::string("a\0b", 3)));
    REQUIRE(need(row.step()));
    CHECK(row.column_null(0));
    CHECK_FALSE(row.column_null(1));
    CHECK_FALSE(row.column_null(2));
    CHECK(row.column_text(2).empty());
    CHECK_FALSE(row.column_null(3));
    CHECK(row.column_blob(3).empty());
    CHECK(row.column_text(4) == std::string("a\0b", 3));
}

TEST_CASE("sqlite: a value outside its type is damage, not another value") {
    Database db = memory();
    const auto number = [](const Row& row) { return row.number<HouseholdNo>(0); };
    for (const std::int64_t value : {std::int64_t{-1}, std::int64_t{UINT32_MAX} + 1}) {
        Statement row = need(db.prepare("SELECT ?", value));
        CHECK(error_of(row.first(number)) == ErrorCode::database_corrupt);
    }
    Statement at_bound = need(db.prepare("SELECT ?", UINT32_MAX));
    CHECK(need(at_bound.first(number)) == HouseholdNo{UINT32_MAX});

    Statement shorter = need(db.prepare("SELECT x'00'"));
    CHECK(error_of(shorter.each([](const Row& row) { static_cast<void>(row.fixed<Hash>(0)); })) ==
          ErrorCode::database_corrupt);
}

TEST_CASE("sqlite: each() stops at the visitor's error") {
    Database db = with_table();
    for (int i = 1; i <= 3; ++i) need(db.run("INSERT INTO t VALUES (?, ?)", i, i * 10));
    std::vector<std::int64_t> seen;
    Statement all = need(db.prepare("SELECT v FROM t ORDER BY id"));
    const Status status = all.each([&](const Row& row) -> Status {
        seen.push_back(row.column_int(0));
        if (seen.size() == 2) return ErrorCode::wrong_state;
        return {};
    });
    CHECK(error_of(status) == ErrorCode::wrong_state);
    CHECK(seen == std::vector<std::int64_t>{10, 20});
}

TEST_CASE("sqlite: a cached statement comes back reset, and twice at once") {
    Database db = with_table();
    need(db.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')"));
    const std::string_view sql = "SELECT id FROM t WHERE id >= ? ORDER BY id";
    {
        Statement left_in_the_middle = need(db.prepare(sql, 1));
        REQUIRE(need(left_in_the_middle.step()));
        Statement inner = need(db.prepare(sql, 2));
        REQUIRE(need(inner.step()));
        CHECK(inner.column_int(0) == 2);
        CHECK(left_in_the_middle.column_int(0) == 1);
    }
    Statement unbound = need(db.prepare(sql));
    CHECK_FALSE(need(unbound.step()));  // bindings were cleared: NULL is not >= anything
}

TEST_CASE("sqlite: more statements than are cached work as well") {
    Database db = memory();
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < kCachedStatements + 1; ++i) {
            CHECK(need(db.integer("SELECT " + std::to_string(i))) == static_cast<std::int64_t>(i));
        }
    }
}

TEST_CASE("sqlite: a transaction is undone unless committed") {
    Database db = with_table();
    {
        Transaction dropped = need(db.begin());
        CHECK(db.in_transaction());
        need(db.run("INSERT INTO t VALUES (1, 1)"));
    }
    CHECK_FALSE(db.in_transaction());
    CHECK(rows_in(db) == 0);
    Transaction kept = need(db.begin());
    need(db.run("INSERT INTO t VALUES (1, 1)"));
    CHECK(db.changes() == 1);
    CHECK(db.last_insert_rowid() == 1);
    need(kept.commit());
    CHECK(rows_in(db) == 1);
}

TEST_CASE("sqlite: savepoints nest, and each can be undone by itself") {
    Database db = with_table();
    Transaction transaction = need(db.begin());
    Savepoint outer = need(db.savepoint());
    need(db.run("INSERT INTO t VALUES (1, 1)"));
    {
        Savepoint inner = need(db.savepoint());
        need(db.run("INSERT INTO t VALUES (2, 2)"));
    }
    need(outer.release());
    need(transaction.commit());
    CHECK(need(db.integer("SELECT group_concat(id) FROM t")) == 1);
}

TEST_CASE("sqlite: errors say what and where") {
    Database db = with_table();
    const auto missing = db.run("INSERT INTO nowhere VALUES (1)");
    CHECK(error_of(missing) == ErrorCode::internal);
    CHECK(missing.error().detail.find("nowhere") != std::string::npos);
    CHECK(error_of(db.integer("SELECT v FROM t")) == ErrorCode::not_found);
    CHECK(error_of(db.prepare("SELECT ?", 1, 2)) == ErrorCode::internal);
    need(db.run("INSERT INTO t VALUES (1, 1)"));
    CHECK(error_of(db.run("INSERT INTO t VALUES (1, 1)")) == ErrorCode::internal);
}

TEST_CASE("sqlite: the promises of a client's database are read back") {
    StoreFixture fixture;
    const auto journal = GENERATE(Journal::wal, Journal::truncate);
    Database db = need(fixture.open(journal));
    CHECK(need(db.integer("PRAGMA synchronous")) == 2);
    CHECK(need(db.integer("PRAGMA page_size")) == 4096);
    CHECK(need(db.integer("PRAGMA temp_store")) == 2);
    CHECK(need(db.integer("PRAGMA cell_size_check")) == 1);
    CHECK(need(db.integer("PRAGMA trusted_schema")) == 0);
    Statement mode = need(db.prepare("PRAGMA journal_mode"));
    const auto name =
        need(mode.first([](const Row& row) { return std::string(row.column_text(0)); }));
    CHECK(name == (journal == Journal::wal ? "wal" : "truncate"));
}

TEST_CASE("sqlite: a database moves from one journal mode to the other, and back") {
    StoreFixture fixture;
    std::int64_t rows = 0;
    for (const Journal journal :
         {Journal::wal, Journal::truncate, Journal::truncate, Journal::wal}) {
        Database db = need(fixture.open(journal));
        need(db.script("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v)"));
        CHECK(rows_in(db) == rows);
        need(db.run("INSERT INTO t VALUES (NULL, 1)"));
        ++rows;
        // Without a proper end: what is in WAL or journal has to be found by the next one.
        fixture.disk.cut_power({});
    }
}

TEST_CASE("sqlite: one flush a commit in WAL mode, and a small one does not touch the database") {
    StoreFixture fixture;
    Database db = need(fixture.open());
    need(db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v)"));
    need(db.run("INSERT INTO t VALUES (1, 1)"));
    const std::uint64_t before = fixture.disk.operations();
    need(db.run("INSERT INTO t VALUES (2, 2)"));
    // One frame header, one page, one flush.
    CHECK(fixture.disk.operations() - before == 3);
}

TEST_CASE("sqlite: a full disk undoes the transaction, and refuses the rest of it") {
    StoreFixture fixture;
    Database db = need(fixture.open());
    need(db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v)"));
    {
        Transaction transaction = need(db.begin());
        need(db.run("INSERT INTO t VALUES (1, 1)"));
        fixture.disk.set_fault(test::Fault::disk_full, 0);
        CHECK(error_of(transaction.commit()) == ErrorCode::storage_full);
    }
    fixture.disk.clear_faults();
    CHECK(rows_in(db) == 0);
    need(db.run("INSERT INTO t VALUES (2, 2)"));
    CHECK(rows_in(db) == 1);
}

TEST_CASE("sqlite: after a rollback of SQLite's own nothing of that transaction commits alone") {
    Database db = with_table();
    Transaction transaction = need(db.begin());
    need(db.run("INSERT INTO t VALUES (1, 1)"));
    const Status lost = db.run("INSERT OR ROLLBACK INTO t VALUES (1, 1)");
    REQUIRE_FALSE(lost.ok());
    CHECK(db.run("INSERT INTO t VALUES (2, 2)").error().detail == lost.error().detail);
    CHECK(db.script("INSERT INTO t VALUES (2, 2)").error().detail == lost.error().detail);
    CHECK(transaction.commit().error().detail == lost.error().detail);
    CHECK(rows_in(db) == 0);
}

TEST_CASE(
    "sqlite: a commit checkpoints once the WAL is long, and its failure is not the commit's") {
    StoreFixture fixture;
    store::OpenOptions options = fixture.options();
    options.checkpoint_pages = 4;
    Database db = need(Database::open(test::kDatabaseName, options));
    need(db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v)"));
    need(db.checkpoint());
    const auto commit_one = [&] {
        Transaction transaction = need(db.begin());
        need(db.run("INSERT INTO t VALUES (NULL, zeroblob(3000))"));
        need(transaction.commit());
    };
    // Once the database itself has been written to, the disk is full.
    std::size_t written = 0;
    fixture.disk.set_observer([&] {
        const auto files = fixture.disk.snapshot();
        const std::size_t now = files.at(test::kDatabaseName).unsynced.size();
        if (now > written) fixture.disk.set_fault(test::Fault::disk_full, 0);
        written = now;
    });
    for (int i = 0; i < 6; ++i) {
        fixture.disk.clear_faults();
        commit_one();
    }
    CHECK(fixture.disk.fired(test::Fault::disk_full) > 0);
    fixture.disk.set_observer({});
    fixture.disk.clear_faults();
    commit_one();
    need(db.checkpoint());
    CHECK(rows_in(db) == 7);
    need(db.check_integrity());
}

}  // namespace xf::store
