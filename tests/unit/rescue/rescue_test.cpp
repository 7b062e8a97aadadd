// Whatever is damaged, what is left of a device's own events is found, proven, and taken once.
#include "shared/sync/hub_recovery.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

constexpr std::size_t kPage = rescue::kPageBytes;
constexpr int kMany = 160;  ///< events on several pages

bool is(const store::Event& event, const Known& known) {
    const bool body = !known.content || (event.body && event.body->content == *known.content);
    return event.header == known.header && body;
}

/// Where SQLite reads what is not what was written, nobody can tell what it was.
bool sound(const Known& read, const Known& real) {
    return read.linked && read.header == real.header && read.content == real.content;
}

/// Everything that SQLite still reads of the damaged image is proven; nothing else is.
std::size_t check_against_sqlite(const Image& damaged, const std::map<std::uint32_t, Known>& real) {
    const auto found = proven(damaged);
    for (const auto& [seq, event] : found) {
        REQUIRE(real.contains(seq));
        CHECK(event.header == real.at(seq).header);
        if (event.body) CHECK(event.body->content == real.at(seq).content);
    }
    for (const auto& [seq, known] : read_pending(damaged, real.rbegin()->first)) {
        if (!sound(known, real.at(seq))) continue;
        INFO("event " << seq);
        REQUIRE(found.contains(seq));
        CHECK(is(found.at(seq), known));
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
    const auto found = proven(image);
    REQUIRE(found.size() == real.size());
    for (const auto& [seq, known] : real) CHECK(is(found.at(seq), known));

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
            check_against_sqlite(with_zeros(image, kApp, page * kPage, kPage), real);
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
        const std::size_t found = check_against_sqlite(damaged, real);
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
        const auto found = proven(damaged);
        for (const auto& [seq, event] : found) CHECK(event.header == real.at(seq).header);
        more_than_sqlite += found.size() > read_pending(damaged, 100).size() ? 1 : 0;
    }
    CHECK(more_than_sqlite > 0);
    // Its own head too.
    const auto found = proven(with_zeros(image, kAppWal, 0, kHead));
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
        const auto found = proven(damaged);
        CHECK(found.size() == read_pending(damaged, 100).size());
        fewest = std::min(fewest, found.size());
    }
    CHECK(fewest < real.size());
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

}  // namespace xf::test
