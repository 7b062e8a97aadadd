// What can't be read any more: it is told, and the hub goes on without it only where nobody can bring it.
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

constexpr std::size_t kPage = rescue::kPageBytes;
constexpr int kMany = 160;  ///< events on several pages

/// An image in which a page was lost that held some of the events, and not the last one.
Image with_hole(const Image& image, const std::map<std::uint32_t, Known>& real) {
    const std::uint64_t pages = image.files.at(kApp).size() / kPage;
    for (std::uint64_t page = 1; page < pages; ++page) {
        Image damaged = with_zeros(image, kApp, page * kPage, kPage);
        const auto found = proven(damaged);
        const bool hole = found.size() < real.size() && found.contains(real.rbegin()->first) &&
                          found.contains(real.begin()->first);
        if (hole) return damaged;
    }
    FAIL("no page makes a hole");
    return image;
}

}  // namespace

TEST_CASE(
    "rescue: what lies behind a hole is taken of a device that is gone, and the hole is told") {
    Wreck wreck(kMany);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 300);
    const Image damaged = with_hole(image, real);
    const auto found = proven(damaged);
    const auto report = need(wreck.rescue(damaged, true));
    CHECK(report.taken + report.refused.size() == found.size());
    CHECK(report.unreadable_count == real.size() - found.size());
    CHECK(report.unreadable.size() == report.unreadable_count);
    for (const Seq seq : report.unreadable) CHECK_FALSE(found.contains(seq.value));
    for (const auto& [seq, event] : found) {
        const auto stored =
            need(wreck.hub.shard().log().store().find({wreck.no, Epoch{1}, Seq{seq}}));
        REQUIRE(stored);
        CHECK(stored->event.header == event.header);
    }
    const std::int64_t records = wreck.at_hub();
    // The same again; and a better copy that turns up late, because the hub went on without the hole.
    for (const Image& late : {damaged, image}) {
        const auto again = need(wreck.rescue(late, true));
        CHECK(again.taken == 0);
        CHECK_FALSE(again.whole());
        CHECK(again.unreadable == report.unreadable);
        CHECK(again.unreadable_count == report.unreadable_count);
        CHECK(wreck.at_hub() == records);
    }
}

TEST_CASE("rescue: a device with a hole in its file that lives after all loses nothing") {
    Wreck wreck(kMany);
    const Image image = wreck.closed();
    const auto real = read_pending(image, 300);
    CHECK(error_of(wreck.rescue(with_hole(image, real))) == ErrorCode::wrong_state);
    CHECK(wreck.at_hub() == 0);
    wreck.hub.up = true;
    wreck.kiosk.restart();
    for (int i = 0; i < 5; ++i) wreck.kiosk.settle(70'000);
    CHECK(wreck.kiosk.client->snapshot().freshness.unsent == 0);
    CHECK_FALSE(wreck.kiosk.client->snapshot().freshness.refused);
    CHECK(wreck.at_hub() >= static_cast<std::int64_t>(real.size()));
}

TEST_CASE("rescue: what the hub keeps apart, or has lost, is told again each time") {
    Wreck wreck;
    const Image image = wreck.closed();
    CHECK(need(wreck.rescue(image)).whole());
    store::Database& db = wreck.hub.shard().db();
    const Seq third{3};
    const auto stored = need(wreck.hub.shard().log().store().find({wreck.no, Epoch{1}, third}));
    REQUIRE(stored);
    cbor::Writer bytes;
    store::write(bytes, stored->event);
    need(db.run("DELETE FROM event WHERE device = 1 AND seq = 3"));
    const auto lost = need(wreck.rescue(image));
    CHECK(lost.unreadable == std::vector<Seq>{third});
    CHECK(lost.refused.empty());
    need(db.run("INSERT INTO held_event VALUES (1, 1, 1, 3, ?, ?)",
                store::Verdict::parked().encoded(), bytes.out()));
    const auto parked = need(wreck.rescue(image));
    CHECK(parked.unreadable_count == 0);
    REQUIRE(parked.refused.size() == 1);
    CHECK(parked.refused[0].seq == third);
    CHECK(parked.refused[0].type == need(stored->event.parsed()).type);
    CHECK(parked.refused[0].verdict == store::Verdict::parked());
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
    CHECK(need(other.rescue(with_hole(whole, read_pending(whole, 300)))).taken == 0);
    CHECK(other.at_hub() == 0);
}

}  // namespace xf::test
