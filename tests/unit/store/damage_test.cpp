// Databases that decayed: opening says so and touches nothing.
#include <algorithm>
#include <array>
#include <string>

#include "shared/store/set_aside.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;
using test::SimDisk;
using test::StoreFixture;
using test::Survival;

constexpr std::string_view kWal = "app.db-wal";

/// A database with some commits in the file and some still in the WAL: power went.
SimDisk::Image sound_image() {
    StoreFixture fixture;
    {
        Database db = need(fixture.open());
        need(
            db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, v UNIQUE);"
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
                      "INSERT INTO t SELECT i, printf('%0300d', i) FROM n;"));
        need(db.checkpoint());
        need(db.script("UPDATE t SET v = v || 'x' WHERE id < 20"));
        fixture.disk.cut_power({});
    }
    return SimDisk::image_of(fixture.disk.snapshot(), {});
}

std::uint64_t hash_of(const StoreFixture& fixture) {
    return SimDisk::image_of(fixture.disk.snapshot(), {Survival::Kind::all, 0}).hash();
}

Bytes content(const SimDisk::Image& image, std::string_view name) {
    const auto found = image.files.find(name);
    if (found == image.files.end()) return {};
    Bytes bytes(found->second.size());
    found->second.read(0, bytes);
    return bytes;
}

void check_refused(StoreFixture& fixture) {
    const std::uint64_t before = hash_of(fixture);
    CHECK(error_of(fixture.open()) == ErrorCode::database_corrupt);
    CHECK(hash_of(fixture) == before);
}

}  // namespace

TEST_CASE("damage: the sound image opens with what the WAL holds") {
    StoreFixture fixture(1, sound_image());
    Database db = need(fixture.open());
    CHECK(need(db.integer("SELECT count(*) FROM t WHERE v LIKE '%x'")) == 19);
}

TEST_CASE("damage: whatever page decays, opening says so and the files stay as they are") {
    const SimDisk::Image image = sound_image();
    const std::uint64_t pages = image.files.at(test::kDatabaseName).size() / 4096;
    REQUIRE(pages > 5);
    const Bytes noise(4096, 0xa5);
    std::uint64_t refused = 0;
    for (std::uint64_t page = 0; page < pages; ++page) {
        StoreFixture fixture(1, image);
        fixture.disk.damage(test::kDatabaseName, page * 4096, noise);
        const std::uint64_t before = hash_of(fixture);
        const auto opened = fixture.open();
        // Pages of which the WAL has newer versions are not read from the file.
        if (opened.ok()) continue;
        ++refused;
        CHECK(opened.error().code == ErrorCode::database_corrupt);
        CHECK(hash_of(fixture) == before);
    }
    CHECK(refused > pages / 2);
}

TEST_CASE("damage: a foreign file, and one that was cut off") {
    SimDisk::Image image;
    SECTION("text") {
        const Bytes text(5000, 'x');
        image.files[test::kDatabaseName].write(0, text);
    }
    SECTION("a format that only readers know") {
        image = sound_image();
        image.files.find(test::kDatabaseName)->second.write(18, Bytes{3});
        image.files.erase(std::string(kWal));
    }
    SECTION("a format that nobody knows") {
        image = sound_image();
        image.files.find(test::kDatabaseName)->second.write(47, Bytes{200});
        image.files.erase(std::string(kWal));
    }
    SECTION("shorter than one page") {
        image = sound_image();
        image.files.find(test::kDatabaseName)->second.resize(700);
        image.files.erase(std::string(kWal));
    }
    SECTION("without its second half") {
        image = sound_image();
        image.files.find(test::kDatabaseName)->second.resize(std::size_t{3} * 4096);
        image.files.erase(std::string(kWal));
    }
    StoreFixture fixture(1, image);
    check_refused(fixture);
}

TEST_CASE("damage: random bytes anywhere give a working database or database_corrupt") {
    test::SeededRandom random(test::seed_of("random damage", 20261121));
    const SimDisk::Image image = sound_image();
    int refused = 0;
    constexpr int kRounds = 400;
    for (int round = 0; round < kRounds; ++round) {
        StoreFixture fixture(1, image);
        const std::string_view name = random.chance(1, 4) ? kWal : test::kDatabaseName;
        const std::uint64_t size = image.files.find(name)->second.size();
        for (std::uint64_t n = 1 + random.below(4); n > 0; --n) {
            // Half of them in the headers, where the meaning of the rest is decided.
            const std::uint64_t offset = random.below(random.chance(1, 2) ? 128 : size);
            fixture.disk.damage(name, offset, random.bytes(1 + random.below(16)));
        }
        const std::uint64_t before = hash_of(fixture);
        INFO("round " << round);
        const auto opened = fixture.open();
        if (opened.ok()) continue;
        ++refused;
        INFO(opened.error().message());
        CHECK(opened.error().code == ErrorCode::database_corrupt);
        CHECK(hash_of(fixture) == before);
    }
    CHECK(refused > kRounds / 10);
}

TEST_CASE("set aside: the copy is complete, and the name free for a new database") {
    const SimDisk::Image image = sound_image();
    StoreFixture fixture(1, image);
    fixture.disk.damage(test::kDatabaseName, 0, Bytes(100, 0));
    const Bytes damaged =
        content(SimDisk::image_of(fixture.disk.snapshot(), {}), test::kDatabaseName);
    check_refused(fixture);
    CHECK(need(is_empty(fixture.disk, "damaged.db")));
    need(set_aside(fixture.disk, test::kDatabaseName, "damaged.db"));
    CHECK_FALSE(need(is_empty(fixture.disk, "damaged.db")));
    const SimDisk::Image after = SimDisk::image_of(fixture.disk.snapshot(), {});
    CHECK(content(after, "damaged.db") == damaged);
    CHECK(content(after, "damaged.db-wal") == content(image, kWal));
    Database fresh = need(fixture.open());
    need(fresh.script("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
}

TEST_CASE("set aside: power cuts at every operation lose not a byte") {
    const SimDisk::Image image = sound_image();
    const Bytes original = content(image, test::kDatabaseName);
    const Bytes original_wal = content(image, kWal);
    std::uint64_t seed = test::seed_of("set aside", 1);
    bool finished = false;
    for (std::uint64_t operation = 0; !finished; ++operation) {
        for (std::uint64_t cut = 0; cut < 18; ++cut) {
            StoreFixture fixture(1, image);
            fixture.disk.set_fault(test::Fault::power_cut, operation);
            finished = set_aside(fixture.disk, test::kDatabaseName, "damaged.db").ok();
            const auto kind = cut == 0   ? Survival::Kind::none
                              : cut == 1 ? Survival::Kind::all
                                         : Survival::Kind::subset;
            fixture.disk.cut_power({kind, ++seed});
            // As the application does: what is there is still damaged, so again.
            if (!need(is_empty(fixture.disk, test::kDatabaseName))) {
                REQUIRE(content(SimDisk::image_of(fixture.disk.snapshot(), {}),
                                test::kDatabaseName) == original);
                need(set_aside(fixture.disk, test::kDatabaseName, "damaged.db"));
            }
            const SimDisk::Image after = SimDisk::image_of(fixture.disk.snapshot(), {});
            REQUIRE(content(after, "damaged.db") == original);
            REQUIRE(content(after, "damaged.db-wal") == original_wal);
            Database fresh = need(fixture.open());
            REQUIRE(need(fresh.integer("SELECT count(*) FROM sqlite_schema")) == 0);
        }
    }
}

TEST_CASE("set aside: a disk too full for the copy leaves the original alone") {
    const SimDisk::Image image = sound_image();
    StoreFixture fixture(1, image);
    fixture.disk.set_fault(test::Fault::disk_full, 2);
    CHECK(error_of(set_aside(fixture.disk, test::kDatabaseName, "damaged.db")) ==
          ErrorCode::storage_full);
    fixture.disk.clear_faults();
    CHECK(content(SimDisk::image_of(fixture.disk.snapshot(), {}), test::kDatabaseName) ==
          content(image, test::kDatabaseName));
    need(set_aside(fixture.disk, test::kDatabaseName, "damaged.db"));
}

}  // namespace xf::store
