#include "shared/store/migrations.hpp"

#include <array>

#include "tests/support/require.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;

constexpr std::array<std::string_view, 2> kEvents = {"CREATE TABLE event (id INTEGER PRIMARY KEY)",
                                                     "ALTER TABLE event ADD COLUMN body"};
constexpr std::array<std::string_view, 1> kPoints = {
    "CREATE TABLE balance (id INTEGER PRIMARY KEY); INSERT INTO balance VALUES (1)"};
constexpr std::array<std::string_view, 2> kBroken = {kPoints[0], "CREATE GARBAGE"};

Schema events(std::size_t steps) { return {"events", std::span(kEvents).first(steps)}; }
Schema points() { return {"points", kPoints}; }

Status run(Database& db, std::initializer_list<Schema> schemas) {
    return migrate(db, std::span(schemas.begin(), schemas.size()));
}

std::int64_t version(Database& db, std::string_view component) {
    return need(db.integer("SELECT version FROM schema_version WHERE component = ?", component));
}

}  // namespace

TEST_CASE("migrations: each component takes the steps it lacks, once") {
    Database db = need(Database::open_in_memory());
    need(run(db, {events(1)}));
    CHECK(version(db, "events") == 1);
    need(run(db, {events(2), points()}));
    need(run(db, {events(2), points()}));
    CHECK(version(db, "events") == 2);
    CHECK(need(db.integer("SELECT count(body) FROM event")) == 0);
    CHECK(need(db.integer("SELECT count(*) FROM balance")) == 1);
}

TEST_CASE("migrations: what a newer version wrote is refused and left alone") {
    Database db = need(Database::open_in_memory());
    need(run(db, {events(2), points()}));
    CHECK(error_of(run(db, {events(1), points()})) == ErrorCode::database_newer);
    CHECK(error_of(run(db, {events(2)})) == ErrorCode::database_newer);
    CHECK(version(db, "events") == 2);
    CHECK_FALSE(db.in_transaction());
}

TEST_CASE("migrations: a step that fails undoes them all") {
    Database db = need(Database::open_in_memory());
    need(run(db, {events(1)}));
    CHECK_FALSE(run(db, {events(2), Schema{"points", kBroken}}).ok());
    CHECK(version(db, "events") == 1);
    CHECK(need(db.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'balance'")) == 0);
    need(run(db, {events(2), points()}));
}

TEST_CASE("migrations: a nonsensical stored version is not believed") {
    Database db = need(Database::open_in_memory());
    need(run(db, {events(1)}));
    need(db.run("UPDATE schema_version SET version = -1"));
    CHECK(error_of(run(db, {events(2)})) == ErrorCode::database_newer);
}

}  // namespace xf::store
