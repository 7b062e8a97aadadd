#include "shared/store/vfs.hpp"

#include <sqlite3.h>

#include <array>
#include <string>

#include "tests/support/require.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;
using test::StoreFixture;

std::uint64_t size_of(const StoreFixture& fixture, const char* name) {
    const auto files = fixture.disk.snapshot();
    const auto found = files.find(name);
    return found == files.end() ? 0 : found->second.durable.size();
}

Database with_rows(StoreFixture& fixture, int rows) {
    Database db = need(fixture.open());
    need(db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v)"));
    for (int i = 0; i < rows; ++i) need(db.run("INSERT INTO t VALUES (NULL, ?)", i));
    return db;
}

std::int64_t rows_in(Database& db) { return need(db.integer("SELECT count(*) FROM t")); }

}  // namespace

TEST_CASE("vfs: a closed database is one plain SQLite file") {
    StoreFixture fixture;
    { const Database db = with_rows(fixture, 3); }
    std::array<std::uint8_t, 16> magic{};
    const auto files = fixture.disk.snapshot();
    CHECK(files.at(test::kDatabaseName).durable.read(0, magic) == magic.size());
    CHECK(as_text(magic) == std::string_view("SQLite format 3\0", 16));
    // Deleting is emptying, and that is flushed.
    CHECK(size_of(fixture, "app.db-wal") == 0);
    CHECK(size_of(fixture, "app.db-journal") == 0);
    CHECK(files.size() <= 3);
}

TEST_CASE("vfs: many at once do not see each other") {
    StoreFixture one;
    StoreFixture two;
    Database first = with_rows(one, 1);
    Database second = with_rows(two, 2);
    CHECK(rows_in(first) == 1);
    CHECK(rows_in(second) == 2);
}

TEST_CASE("vfs: a second connection to a database is refused") {
    StoreFixture fixture;
    Database db = with_rows(fixture, 1);
    CHECK(error_of(fixture.open()) == ErrorCode::storage_failed);
    CHECK(rows_in(db) == 1);
}

TEST_CASE("vfs: after a failed flush everything fails, until all is closed") {
    StoreFixture fixture;
    {
        Database db = with_rows(fixture, 1);
        fixture.disk.set_fault(test::Fault::failed_flush, 0);
        CHECK(error_of(db.run("INSERT INTO t VALUES (NULL, 1)")) == ErrorCode::storage_failed);
        // It was the WAL's flush, and the next one would succeed. But nobody may rely on that.
        CHECK(error_of(db.run("INSERT INTO t VALUES (NULL, 1)")) == ErrorCode::storage_failed);
        CHECK(error_of(db.checkpoint()) == ErrorCode::storage_failed);
        need(db.script("PRAGMA shrink_memory"));
        CHECK(error_of(db.check_integrity()) == ErrorCode::storage_failed);
    }
    CHECK(fixture.disk.fired(test::Fault::failed_flush) == 1);
    Database again = need(fixture.open());
    CHECK(rows_in(again) >= 1);
    need(again.run("INSERT INTO t VALUES (NULL, 1)"));
}

TEST_CASE("vfs: what SQLite spills stays in memory") {
    StoreFixture fixture;
    Database db = need(fixture.open());
    need(
        db.script("PRAGMA cache_size = 4; CREATE TABLE t (id INTEGER PRIMARY KEY, v UNIQUE);"
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                  "INSERT INTO t SELECT i, printf('%0200d', i) FROM n;"));
    Transaction transaction = need(db.begin());
    // One statement that changes every page, and then fails: its journal is beyond the cache.
    need(db.run("UPDATE t SET v = v || 'x'"));
    CHECK(error_of(db.run("UPDATE t SET v = CASE id WHEN 2000 THEN 1 ELSE id END")) ==
          ErrorCode::internal);
    CHECK(need(db.integer("SELECT count(*) FROM t WHERE v LIKE '%x'")) == 2000);
    need(transaction.commit());
    need(db.check_integrity());
    CHECK(fixture.disk.snapshot().size() <= 3);
}

TEST_CASE("vfs: time comes from the clock's port") {
    StoreFixture fixture;
    fixture.clock.set_wall({1'234'567'890});
    sqlite3_vfs* const vfs = sqlite3_vfs_find(fixture.vfs.name().c_str());
    REQUIRE(vfs);
    sqlite3_int64 julian_ms = 0;
    REQUIRE(vfs->xCurrentTimeInt64(vfs, &julian_ms) == SQLITE_OK);
    constexpr sqlite3_int64 kUnixEpochMs = 210'866'760'000'000;
    CHECK(julian_ms == kUnixEpochMs + 1'234'567'890'000);
}

TEST_CASE("vfs: the same seed gives the same bytes on disk") {
    const auto bytes_of = [](std::uint64_t seed) {
        StoreFixture fixture(seed);
        Database db = with_rows(fixture, 3);
        need(db.run("INSERT INTO t VALUES (NULL, randomblob(16))"));
        return test::SimDisk::image_of(fixture.disk.snapshot(), {}).hash();
    };
    CHECK(bytes_of(1) == bytes_of(1));
    CHECK(bytes_of(1) != bytes_of(2));
}

TEST_CASE("vfs: a name longer than any of ours is refused") {
    StoreFixture fixture;
    CHECK_FALSE(Database::open(std::string(300, 'a'), fixture.options()).ok());
}

}  // namespace xf::store
