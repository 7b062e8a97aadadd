// What a database may claim that somebody made up, and whose rows are whose.
#include "shared/base/limits.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

/// `count` rows that name a hash of the chain after an event each.
std::string links(std::size_t count) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
           std::to_string(count) +
           ") INSERT OR REPLACE INTO chain_head SELECT 1, 1, 1, i, zeroblob(32) FROM n";
}

}  // namespace

TEST_CASE("rescue: bounds on what a database may claim") {
    Wreck wreck(1);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 100);
    const std::string table = "DROP TABLE chain_head; CREATE TABLE chain_head(a, b, c, seq, hash);";
    CHECK(need(wreck.rescue(forged(image, table + links(limits::kRescueEvents)))).taken ==
          real.size());
    CHECK(error_of(wreck.rescue(forged(image, table + links(limits::kRescueEvents + 1)))) ==
          ErrorCode::too_large);
}

TEST_CASE("rescue: lost events are named up to a bound, and counted beyond it") {
    for (const std::size_t lost : {limits::kRescueTold, limits::kRescueTold + 1}) {
        Wreck wreck(1);
        const Image image = wreck.closed();
        const std::size_t there = read_pending(image, 100).size();
        const auto report = need(wreck.rescue(forged(image, "INSERT INTO pending VALUES (1, 1, " +
                                                                std::to_string(there + lost) +
                                                                ", zeroblob(32), x'', NULL)")));
        CHECK(report.taken == there);
        CHECK(report.unreadable_count == lost);
        CHECK(report.unreadable.size() == limits::kRescueTold);
        CHECK(report.unreadable.front() == Seq{static_cast<std::uint32_t>(there + 1)});
    }
}

TEST_CASE("rescue: of one event that is read in many ways the right one is found, up to a bound") {
    for (const std::size_t wrong : {limits::kRescueVersions - 1, limits::kRescueVersions}) {
        Wreck wreck(1);
        const Image image = wreck.closed();
        const std::size_t there = read_pending(image, 100).size();
        std::string sql = "CREATE TABLE e(a, b, c, d, header, f, g, h, i, j, k, l);";
        const auto version = [](const std::string& commitment) {
            return "INSERT INTO e SELECT shard, device, epoch, seq, header, " + commitment +
                   ", NULL, NULL, NULL, NULL, NULL, NULL FROM event WHERE device = 1 AND seq = 1;";
        };
        for (std::size_t i = 0; i < wrong; ++i) sql += version("randomblob(32)");
        sql += version("commitment") + "DELETE FROM event WHERE device = 1 AND seq = 1";
        const auto report = need(wreck.rescue(forged(image, sql), true));
        INFO(wrong);
        const std::size_t lost = wrong < limits::kRescueVersions ? 0 : 1;
        CHECK(report.unreadable_count == lost);
        CHECK(report.taken + report.refused.size() == there - lost);
    }
}

TEST_CASE("rescue: a text that lies on many pages takes no other's place") {
    Wreck wreck(1);
    const Image image = wreck.closed();
    std::string sql = "CREATE TABLE b(shard, device, epoch, seq, salt, content);";
    const std::string first =
        " FROM body WHERE device = 1 AND seq = (SELECT min(seq) FROM body WHERE device = 1);";
    for (std::size_t i = 0; i < limits::kRescueVersions; ++i)
        sql += "INSERT INTO b SELECT shard, device, epoch, seq, zeroblob(16), x'00'" + first;
    sql += "INSERT INTO b SELECT *" + first + "DELETE" + first;
    const auto found = proven(forged(image, sql));
    for (const auto& [seq, known] : read_pending(image, 100)) {
        REQUIRE(found.contains(seq));
        CHECK(found.at(seq).body.has_value() == known.content.has_value());
    }
}

// ---- Rows that share what they overflow into ----------------------------------------------------

namespace {

constexpr std::size_t kCells = 8;         ///< on one page
constexpr std::size_t kOwnBytes = 489;    ///< of a row, on its own page
constexpr std::size_t kContent = 12'733;  ///< the rest fills three pages
constexpr std::size_t kRow = kContent + 32;

void put_number(Bytes& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// A page of bodies (rows of an index, https://www.sqlite.org/fileformat2.html#b_tree_pages), of which
/// each goes on at page 2.
Bytes page_of_bodies() {
    Bytes page = {0x0a, 0, 0, 0, kCells, 0, 0, 0};
    Bytes cells;
    for (std::uint32_t i = 0; i < kCells; ++i) {
        const std::size_t at = 8 + 2 * kCells + cells.size();
        page.push_back(static_cast<std::uint8_t>(at >> 8));
        page.push_back(static_cast<std::uint8_t>(at));
        Bytes cell = {0x80 | kRow >> 7, kRow & 0x7f};
        const Bytes types = {9, 1, 1, 1, 4, 44, 0x81, 0xc7, 0x06};  // the last: 12 + 2 * kContent
        append(cell, types);
        append(cell, Bytes{1, 1, 1});
        put_number(cell, i + 1);
        cell.resize(2 + kOwnBytes);
        put_number(cell, 2);
        append(cells, cell);
    }
    append(page, cells);
    page.resize(rescue::kPageBytes);
    return page;
}

/// A database with that page, the three that its rows share, and more that are empty.
Result<rescue::Pieces> collect_shared(std::size_t pages) {
    Bytes all = page_of_bodies();
    for (const std::uint32_t next : {3u, 4u, 0u}) {
        put_number(all, next);
        all.resize(all.size() + rescue::kPageBytes - 4);
    }
    all.resize(pages * rescue::kPageBytes);
    Image image;
    image.files[kApp].write(0, all);
    SimDisk disk(1, image);
    XF_ASSIGN(const auto database, disk.open(kApp));
    XF_ASSIGN(const auto wal, disk.open(kAppWal));
    XF_ASSIGN(const auto file, rescue::PageFile::open(*database, *wal));
    sync::Certificate whose;
    whose.shard.no = ShardNo{1};
    whose.device.no = DeviceNo{1};
    whose.device.epoch = Epoch{1};
    return rescue::collect(file, whose);
}

}  // namespace

TEST_CASE("rescue: no more is kept in memory than is in the files") {
    const std::size_t enough = kCells * kContent / rescue::kPageBytes + 1;
    const auto pieces = need(collect_shared(enough));
    REQUIRE(pieces.bodies.size() == kCells);
    for (const auto& [seq, bodies] : pieces.bodies) CHECK(bodies.at(0).content.size() == kContent);
    CHECK(error_of(collect_shared(enough - 1)) == ErrorCode::too_large);
}

// ---- Of whose rows they may be ------------------------------------------------------------------

TEST_CASE("rescue: a household's head is not taken for the device's, whose numbers are the same") {
    Wreck wreck(1, 2);  // device 2 in its epoch 1; household 1 is scope 2, 1
    wreck.hub.up = true;
    for (int i = 0; i < 20; ++i) wreck.hub.award(HouseholdNo{1}, Points(1));
    for (int i = 0; i < 2; ++i) wreck.kiosk.settle(70'000);
    REQUIRE(wreck.kiosk.client->snapshot().freshness.unsent == 0);
    wreck.hub.up = false;
    for (int i = 1; i < 4; ++i) wreck.file(i);
    const std::uint32_t unsent = wreck.kiosk.client->snapshot().freshness.unsent;
    const Image image = wreck.closed();
    REQUIRE(need(Opened(image).db->integer("SELECT number > 20 FROM scope_head WHERE shard = 1"
                                           " AND kind = 2 AND subject = 1")) == 1);
    const auto report = need(wreck.rescue(image));
    CHECK(report.device == wreck.no);
    CHECK(report.taken == unsent);
    CHECK(report.whole());
}

TEST_CASE("rescue: a household's own browser, within what a visitor may write") {
    TestHub hub;
    TestDevice phone(hub, "手机");
    phone.log_in(hub.card(0));
    for (int i = 0; i < 2; ++i) phone.settle(70'000);
    hub.up = false;
    for (const char* text : {"路灯坏了", "水管漏了"}) {
        phone.client->submit(app::GoTo{app::Place::request_form});
        phone.client->submit(app::ChooseCategory{app::RequestCategory::roads});
        phone.client->submit(app::FileRequest{text});
        REQUIRE(phone.shows<app::RequestView>());
    }
    const std::uint32_t unsent = phone.client->snapshot().freshness.unsent;
    REQUIRE(unsent >= 2);
    phone.client.reset();
    const Image image = SimDisk::image_of(phone.store.disk.snapshot(), {Survival::Kind::all});
    store::Database& db = hub.shard().db();
    const auto written = [&] {
        return need(
            db.integer("SELECT count(*) FROM event WHERE device >= ?", sync::kFirstVisitor));
    };
    const std::int64_t before = written();
    const auto today = [&](std::size_t more) {
        return need(hub.shard().visitors().add_events(HouseholdNo{1}, more, hub.clock().now()));
    };
    // One event of the household's day too many: the file is refused as the push would be.
    const std::uint64_t used = today(0);
    today(limits::kVisitorEventsPerDay - used - unsent + 1);
    CHECK(error_of(rescue_image(hub, image)) == ErrorCode::too_large);
    CHECK(written() == before);
    need(db.run("DELETE FROM visitor_day"));
    const auto report = need(rescue_image(hub, image));
    CHECK(report.taken == unsent);
    CHECK(report.whole());
    CHECK(today(0) == unsent);
    CHECK(written() == before + unsent);
}

}  // namespace xf::test
