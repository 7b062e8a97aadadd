// Whatever is damaged, what is left of a device's own events is found, proven, and taken once.
#include "shared/base/limits.hpp"
#include "shared/store/set_aside.hpp"
#include "shared/sync/hub_recovery.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

constexpr std::size_t kPage = rescue::kPageBytes;
constexpr int kMany = 160;  ///< events on several pages

/// What is proven of an image, by sequence number.
std::map<std::uint32_t, store::Event> proven(Wreck& wreck, const Image& image) {
    SimDisk disk(1, image);
    const auto database = need(disk.open(kApp)), wal = need(disk.open(kAppWal));
    const auto pages = need(rescue::PageFile::open(*database, *wal));
    const auto identity = need(rescue::find_identity(pages, need(rescue::kept_identity(disk, kApp)),
                                                     wreck.hub.key().public_key()));
    const auto& shard = wreck.hub.shard().log().shard();
    const auto& device = identity.certificate.device;
    const Hash start = store::chain_start(shard.uuid, device.uuid, device.epoch);
    const auto found = need(rescue::salvage(pages, identity.certificate, {Seq{0}, start}));
    std::map<std::uint32_t, store::Event> out;
    for (const rescue::Proven& one : found.proven) out[one.seq.value] = one.event;
    return out;
}

Image with_zeros(const Image& image, const std::string& name, std::uint64_t offset,
                 std::size_t count) {
    Image out = image;
    out.files[name].write(offset, Bytes(count));
    return out;
}

bool same(const store::Event& event, const Known& known) {
    const bool body = !known.content || (event.body && event.body->content == *known.content);
    return event.header == known.header && body;
}

/// Where SQLite reads what is not what was written, nobody can tell what it was.
bool sound(const Known& read, const Known& real) {
    return read.linked && read.header == real.header && read.content == real.content;
}

/// Everything that SQLite still reads of the damaged image is proven; nothing else is.
std::size_t check_against_sqlite(Wreck& wreck, const Image& damaged,
                                 const std::map<std::uint32_t, Known>& real) {
    const auto found = proven(wreck, damaged);
    for (const auto& [seq, event] : found) {
        REQUIRE(real.contains(seq));
        CHECK(event.header == real.at(seq).header);
        if (event.body) CHECK(event.body->content == real.at(seq).content);
    }
    for (const auto& [seq, known] : read_pending(damaged, real.rbegin()->first)) {
        if (!sound(known, real.at(seq))) continue;
        INFO("event " << seq);
        REQUIRE(found.contains(seq));
        CHECK(same(found.at(seq), known));
    }
    return found.size();
}

}  // namespace

TEST_CASE("rescue: a database that is whole is taken, once") {
    const bool in_wal = GENERATE(false, true);
    Wreck wreck;
    if (in_wal) {
        wreck.come();
        for (int i = 6; i < 9; ++i) wreck.write(i);
    }
    const Image image = in_wal ? wreck.image() : wreck.closed();
    REQUIRE(content(image, kAppWal).empty() != in_wal);
    const auto real = read_pending(image, 100);
    REQUIRE(real.size() >= 7);
    const auto found = proven(wreck, image);
    REQUIRE(found.size() == real.size());
    for (const auto& [seq, known] : real) CHECK(same(found.at(seq), known));

    auto report = need(wreck.rescue(image));
    CHECK(report.whole());
    CHECK(report.taken == real.size());
    CHECK(report.had_already == 0);
    CHECK(report.name == "大厅");
    const std::int64_t records = wreck.at_hub();
    CHECK(records == static_cast<std::int64_t>(real.size()));
    report = need(wreck.rescue(image));
    CHECK(report.whole());
    CHECK(report.taken == 0);
    CHECK(report.had_already == real.size());
    CHECK(wreck.at_hub() == records);
}

TEST_CASE("rescue: whichever page is zeros, all that can be read is proven, and nothing else") {
    Wreck wreck(kMany);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 300);
    const std::uint64_t pages = image.files.at(kApp).size() / kPage;
    REQUIRE(pages > 40);
    std::size_t fewest = real.size(), hurt = 0;
    for (std::uint64_t page = 0; page < pages; ++page) {
        CAPTURE(page);
        const std::size_t found =
            check_against_sqlite(wreck, with_zeros(image, kApp, page * kPage, kPage), real);
        fewest = std::min(fewest, found);
        hurt += found < real.size() ? 1 : 0;
    }
    CHECK(fewest < real.size());
    CHECK(fewest > 0);
    CHECK(hurt < pages / 4);
}

TEST_CASE("rescue: without its header, or its schema, everything is still found") {
    Wreck wreck;
    const Image image = wreck.closed();
    const auto real = read_pending(image, 100);
    Image damaged = image;
    damaged.files[kApp].write(0, Bytes(kPage, 0xab));
    CHECK_FALSE(Opened(damaged).db.has_value());
    const auto report = need(wreck.rescue(damaged));
    CHECK(report.taken == real.size());
    CHECK(report.whole());
}

TEST_CASE("rescue: of a file that was cut off, what is left") {
    Wreck wreck(kMany);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 300);
    const std::uint64_t size = image.files.at(kApp).size();
    std::size_t some = 0;
    for (std::uint64_t left = 0; left <= size; left += size / 16) {
        Image damaged = image;
        damaged.files[kApp].resize(left);
        const std::size_t found = check_against_sqlite(wreck, damaged, real);
        some += found > 0 && found < real.size() ? 1 : 0;
    }
    CHECK(some > 0);
}

TEST_CASE("rescue: a frame of the WAL that is torn costs no more than itself") {
    Wreck wreck(0);
    wreck.come();
    for (int i = 0; i < 12; ++i) wreck.write(i);
    const Image image = wreck.image();
    const auto real = read_pending(image, 100);
    constexpr std::size_t kHead = 32, kFrame = 24 + kPage;
    const std::size_t frames = (content(image, kAppWal).size() - kHead) / kFrame;
    REQUIRE(frames > 50);
    // Whatever SQLite drops behind the torn frame was acknowledged.
    std::size_t more_than_sqlite = 0;
    for (std::size_t frame = frames / 2; frame < frames - 20; frame += 7) {
        CAPTURE(frame);
        const Image damaged = with_zeros(image, kAppWal, kHead + frame * kFrame + 24 + 1000, 2000);
        const auto found = proven(wreck, damaged);
        for (const auto& [seq, event] : found) CHECK(event.header == real.at(seq).header);
        more_than_sqlite += found.size() > read_pending(damaged, 100).size() ? 1 : 0;
    }
    CHECK(more_than_sqlite > 0);
    // Its own head too.
    const auto found = proven(wreck, with_zeros(image, kAppWal, 0, kHead));
    CHECK(found.size() == real.size());
}

TEST_CASE("rescue: what was never committed is not taken") {
    Wreck wreck(0);
    wreck.come();
    for (int i = 0; i < 4; ++i) wreck.write(i);
    const Image image = wreck.image();
    const auto real = read_pending(image, 100);
    constexpr std::size_t kHead = 32, kFrame = 24 + kPage;
    const std::size_t frames = (content(image, kAppWal).size() - kHead) / kFrame;
    std::size_t fewest = real.size();
    for (std::size_t cut = 1; cut < 12; ++cut) {
        CAPTURE(cut);
        Image damaged = image;
        damaged.files[kAppWal].resize(kHead + (frames - cut) * kFrame);
        const auto found = proven(wreck, damaged);
        CHECK(found.size() == read_pending(damaged, 100).size());
        fewest = std::min(fewest, found.size());
    }
    CHECK(fewest < real.size());
}

namespace {

/// An image in which a page was lost that held some of the events, and not the last one.
Image with_hole(Wreck& wreck, const Image& image, const std::map<std::uint32_t, Known>& real) {
    const std::uint64_t pages = image.files.at(kApp).size() / kPage;
    for (std::uint64_t page = 1; page < pages; ++page) {
        Image damaged = with_zeros(image, kApp, page * kPage, kPage);
        const auto found = proven(wreck, damaged);
        const bool hole = found.size() < real.size() && found.contains(real.rbegin()->first) &&
                          found.contains(real.begin()->first);
        if (hole) return damaged;
    }
    FAIL("no page makes a hole");
    return image;
}

}  // namespace

TEST_CASE("rescue: what lies behind a hole is taken, and the hole is told") {
    Wreck wreck(kMany);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 300);
    const Image damaged = with_hole(wreck, image, real);
    const auto found = proven(wreck, damaged);
    const auto report = need(wreck.rescue(damaged));
    CHECK(report.taken + report.refused.size() == found.size());
    CHECK(report.unreadable_count == real.size() - found.size());
    CHECK(report.unreadable.size() == report.unreadable_count);
    for (const Seq seq : report.unreadable) CHECK_FALSE(found.contains(seq.value));
    for (const auto& [seq, event] : found) {
        const auto stored =
            need(wreck.hub.shard().log().store().find({DeviceNo{1}, Epoch{1}, Seq{seq}}));
        REQUIRE(stored);
        CHECK(stored->event.header == event.header);
    }
    const std::int64_t records = wreck.at_hub();
    const auto again = need(wreck.rescue(damaged));
    CHECK(again.taken == 0);
    CHECK(again.whole());
    CHECK(wreck.at_hub() == records);
    // Nor is the hole filled by a better copy that turns up: the hub went on without it.
    const auto late = need(wreck.rescue(image));
    CHECK(late.taken == 0);
    CHECK(wreck.at_hub() == records);
}

TEST_CASE("rescue: what the hub has got before is not taken again") {
    Wreck wreck(3);
    wreck.hub.up = true;
    wreck.kiosk.settle(70'000);
    REQUIRE(wreck.kiosk.client->snapshot().freshness.unsent == 0);
    const std::int64_t before = wreck.at_hub();
    wreck.hub.up = false;
    for (int i = 3; i < 6; ++i) wreck.file(i);
    const auto report = need(wreck.rescue(wreck.closed()));
    CHECK(report.whole());
    CHECK(report.had_already == static_cast<std::uint32_t>(before));
    CHECK(report.taken >= 3);
    CHECK(wreck.at_hub() == before + report.taken);
}

TEST_CASE("rescue: the identity is found in the database where its copy is gone") {
    Wreck wreck;
    Image image = wreck.closed();
    image.files.erase(kApp + std::string(store::kIdentitySuffix));
    const auto report = need(wreck.rescue(image));
    CHECK(report.whole());
    CHECK(report.taken > 0);
    image.files[kApp].resize(0);
    CHECK(error_of(wreck.rescue(image)) == ErrorCode::unknown_device);
}

TEST_CASE("rescue: of a quarantined device nothing is taken, as of its own push") {
    Wreck wreck;
    need(wreck.hub.shard().devices().set_broken(DeviceNo{1}));
    const Image image = wreck.closed();
    const auto real = read_pending(image, 100);
    for (int i = 0; i < 2; ++i) {
        const auto report = need(wreck.rescue(image));
        CHECK(report.taken == 0);
        CHECK(report.refused.size() == real.size());
        for (const rescue::Refused& one : report.refused)
            CHECK(one.verdict == store::Verdict::quarantined());
        CHECK(wreck.at_hub() == 0);
    }
    // A hole changes nothing about that.
    Wreck other(kMany);
    need(other.hub.shard().devices().set_broken(DeviceNo{1}));
    const Image whole = other.closed();
    CHECK(need(other.rescue(with_hole(other, whole, read_pending(whole, 300)))).taken == 0);
    CHECK(other.at_hub() == 0);
}

TEST_CASE("rescue: a device that was copied is refused whole") {
    Wreck wreck(1);
    wreck.hub.up = true;
    wreck.kiosk.settle(70'000);
    wreck.kiosk.client.reset();
    const Image common = wreck.image();
    wreck.kiosk.restart();
    wreck.hub.up = false;
    for (int i = 0; i < 3; ++i) wreck.file(i);
    const Image copy = wreck.closed();

    wreck.kiosk.store.disk.put_in(common);
    wreck.hub.up = true;
    wreck.kiosk.restart();
    wreck.file(9);
    wreck.kiosk.settle(70'000);
    const std::int64_t before = wreck.at_hub();
    CHECK(error_of(wreck.rescue(copy)) == ErrorCode::chain_broken);
    CHECK(wreck.at_hub() == before);
    // The one that the hub knows is not harmed by it.
    wreck.file(10);
    wreck.kiosk.settle(70'000);
    CHECK(wreck.at_hub() > before);
}

TEST_CASE("rescue: whoever may not push is not rescued either") {
    Wreck wreck;
    const Image image = wreck.closed();
    need(sync::begin_recovery(wreck.hub.shard(), Epoch{2}, wreck.hub.clock().now()));
    CHECK(error_of(wreck.rescue(image)) == ErrorCode::recovering);

    Wreck other;
    const Image files = other.closed();
    need(other.hub.shard().db().run("UPDATE device SET epoch = 2"));
    CHECK(error_of(other.rescue(files)) == ErrorCode::stale_epoch);
    need(other.hub.shard().db().run("UPDATE device SET epoch = 1, key = zeroblob(32)"));
    CHECK(error_of(other.rescue(files)) == ErrorCode::bad_signature);
    need(other.hub.shard().db().run("DELETE FROM device"));
    CHECK(error_of(other.rescue(files)) == ErrorCode::unknown_device);
    CHECK(other.at_hub() == 0);
}

namespace {

/// The kiosk's database with rows that nobody ever wrote.
Image forged(const Image& image, const std::string& sql) {
    Opened opened(image);
    need(opened.db->script(sql));
    opened.db.reset();
    return SimDisk::image_of(opened.store.disk.snapshot(), {Survival::Kind::all});
}

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
        const auto report = need(wreck.rescue(
            forged(image, "UPDATE chain_head SET seq = " + std::to_string(there + lost) +
                              ", hash = zeroblob(32) WHERE device = 1")));
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
        const auto report = need(wreck.rescue(forged(image, sql)));
        INFO(wrong);
        const std::size_t lost = wrong < limits::kRescueVersions ? 0 : 1;
        CHECK(report.unreadable_count == lost);
        CHECK(report.taken + report.refused.size() == there - lost);
    }
}

}  // namespace xf::test
