#include "shared/store/changeset.hpp"

#include <string>
#include <vector>

#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;

Database tables() {
    Database db = need(Database::open_in_memory());
    need(
        db.script("CREATE TABLE balance (household INTEGER PRIMARY KEY, points INTEGER);"
                  "CREATE TABLE line (household INTEGER, no INTEGER, note BLOB,"
                  " PRIMARY KEY (household, no)) WITHOUT ROWID;"
                  "CREATE TABLE apart (id INTEGER PRIMARY KEY, v);"));
    return db;
}

std::string content(Database& db) {
    Statement all = need(db.prepare(
        "SELECT group_concat(t, '|') FROM (SELECT household || ':' || points AS t FROM balance"
        " UNION ALL SELECT household || '/' || no || ':' || hex(note) FROM line ORDER BY t)"));
    const auto text = all.first([](const Row& row) { return std::string(row.column_text(0)); });
    return need(text).value_or("");
}

}  // namespace

TEST_CASE("changeset: work is undone, and work elsewhere is not") {
    Database db = tables();
    need(db.run("INSERT INTO balance VALUES (1, 10), (2, 20)"));
    const std::string before = content(db);
    Bytes changes;
    {
        ChangeRecorder recorder(db, {"balance", "line"});
        need(db.run("UPDATE balance SET points = 3 WHERE household = 1"));
        need(db.run("DELETE FROM balance WHERE household = 2"));
        need(db.run("INSERT INTO line VALUES (1, 1, x'0102')"));
        need(db.run("INSERT INTO apart VALUES (1, 1)"));
        changes = need(recorder.take());
    }
    CHECK(content(db) != before);
    need(undo(db, changes));
    CHECK(content(db) == before);
    CHECK(need(db.integer("SELECT count(*) FROM apart")) == 1);
}

TEST_CASE("changeset: nothing changed is nothing to undo") {
    Database db = tables();
    ChangeRecorder recorder(db, {"balance"});
    const Bytes changes = need(recorder.take());
    CHECK(changes.empty());
    need(undo(db, changes));
}

TEST_CASE("changeset: rolled back work is not recorded") {
    Database db = tables();
    ChangeRecorder recorder(db, {"balance"});
    {
        const Transaction dropped = need(db.begin());
        need(db.run("INSERT INTO balance VALUES (1, 1)"));
    }
    CHECK(need(recorder.take()).empty());
}

TEST_CASE("changeset: tables that moved on are damage, and nothing is half undone") {
    Database db = tables();
    Bytes changes;
    {
        ChangeRecorder recorder(db, {"balance"});
        need(db.run("INSERT INTO balance VALUES (1, 1), (2, 2)"));
        changes = need(recorder.take());
    }
    const std::string other = GENERATE("UPDATE balance SET points = 9 WHERE household = 2",
                                       "DELETE FROM balance WHERE household = 2");
    need(db.run(other));
    const std::string before = content(db);
    CHECK(error_of(undo(db, changes)) == ErrorCode::database_corrupt);
    CHECK(content(db) == before);
}

TEST_CASE("changeset: bytes that are none are refused") {
    Database db = tables();
    CHECK_FALSE(undo(db, Bytes{0xff, 0xff, 0xff, 0xff}).ok());
}

TEST_CASE("changeset: any pile of work comes off in reverse order") {
    test::SeededRandom random(test::seed_of("changeset pile", 20261121));
    Database db = tables();
    std::vector<std::string> before;
    std::vector<Bytes> pile;
    for (int i = 0; i < 60; ++i) {
        before.push_back(content(db));
        ChangeRecorder recorder(db, {"balance", "line"});
        for (std::uint64_t n = random.below(5); n > 0; --n) {
            const std::uint64_t household = random.below(6);
            if (random.chance(1, 4)) {
                need(db.run("DELETE FROM balance WHERE household = ?", household));
            } else {
                need(
                    db.run("INSERT INTO balance VALUES (?, ?) ON CONFLICT DO UPDATE"
                           " SET points = points + excluded.points",
                           household, random.below(100)));
            }
            need(db.run("INSERT OR REPLACE INTO line VALUES (?, ?, ?)", household, random.below(4),
                        random.bytes(3)));
        }
        pile.push_back(need(recorder.take()));
    }
    while (!pile.empty()) {
        need(undo(db, pile.back()));
        REQUIRE(content(db) == before.back());
        pile.pop_back();
        before.pop_back();
    }
}

}  // namespace xf::store
