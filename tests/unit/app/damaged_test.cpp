// A damaged database on the person's screen: it is sealed to the hub from there, or later, from where
// the device is enrolled anew; and what was in it comes back.
#include "shared/store/set_aside.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

using app::DamagedView;
using app::EnrolView;
using app::SealedState;

const std::string kSealed = kApp + ".sealed";

Result<rescue::RescueReport> rescue_file(TestHub& hub, const Bytes& file) {
    SimDisk disk(1);
    const auto database = need(disk.open("database")), wal = need(disk.open("wal"));
    rescue::SealedReader reader(hub.key(), *database, *wal);
    XF_TRY(reader.take(file));
    XF_ASSIGN(const Bytes copy, reader.finish());
    XF_ASSIGN(const auto pages, rescue::PageFile::open(*database, *wal));
    XF_ASSIGN(const auto identity, rescue::find_identity(pages, copy, hub.key().public_key()));
    return rescue::take_rescued(hub.shard(), app::hub_hooks(), hub.clock(), pages, identity);
}

SealedState state_of(const TestDevice& device) {
    const app::View& view = device.client->snapshot().view;
    if (const auto* damaged = std::get_if<DamagedView>(&view)) return damaged->sealed;
    return std::get<EnrolView>(view).sealed;
}

void seal(TestDevice& device) {
    REQUIRE(state_of(device) == SealedState::offered);
    device.client->submit(app::SealAside{});
    CHECK(state_of(device) == SealedState::busy);
    CHECK(device.client->snapshot().sealed_as.empty());
    CHECK(device.client->next_step_ms() <= device.hub->clock().monotonic_ms());
    device.settle();
    CHECK(state_of(device) == SealedState::done);
    CHECK(device.client->snapshot().sealed_as == kSealed);
}

/// The kiosk starts, and finds its database damaged.
void damage(Wreck& wreck) {
    wreck.closed();
    wreck.kiosk.store.disk.damage(kApp, 0, Bytes(200, 0xab));
    wreck.kiosk.restart();
    REQUIRE(wreck.kiosk.shows<DamagedView>());
    REQUIRE(wreck.kiosk.view<DamagedView>().set_aside_as == "app.db.damaged-1");
}

}  // namespace

TEST_CASE("damaged: sealed from the screen that says so, and rescued") {
    Wreck wreck;
    const std::size_t there = read_pending(wreck.closed(), 100).size();
    damage(wreck);
    seal(wreck.kiosk);
    const auto report = need(rescue_file(wreck.hub, content(wreck.image(), kSealed)));
    CHECK(report.whole());
    CHECK(report.taken == there);
    CHECK(wreck.at_hub() == static_cast<std::int64_t>(there));

    // The device goes on as a new one, and sees what was taken.
    wreck.hub.up = true;
    wreck.kiosk.client->submit(app::GoTo{app::Place::home});
    wreck.kiosk.settle(20'000);
    wreck.kiosk.enrol(wreck.hub.enrol_code(app::DeviceRole::kiosk, "大厅"));
    wreck.kiosk.settle(20'000);
    CHECK(wreck.kiosk.client->snapshot().freshness.online);
    const auto again = need(rescue_file(wreck.hub, content(wreck.image(), kSealed)));
    CHECK(again.taken == 0);
}

TEST_CASE("damaged: sealed later, where the device is enrolled anew") {
    Wreck wreck;
    damage(wreck);
    wreck.kiosk.client->submit(app::GoTo{app::Place::home});
    wreck.kiosk.restart();
    wreck.kiosk.client->submit(app::GoTo{app::Place::enrol});
    REQUIRE(wreck.kiosk.shows<EnrolView>());
    seal(wreck.kiosk);
    CHECK(need(rescue_file(wreck.hub, content(wreck.image(), kSealed))).whole());
}

TEST_CASE("damaged: with all places taken, the database itself is sealed") {
    Wreck wreck;
    wreck.closed();
    for (const char* name : {"app.db.damaged-1", "app.db.damaged-2"})
        need(need(wreck.kiosk.store.disk.open(name))->write(0, Bytes(1)));
    wreck.kiosk.store.disk.damage(kApp, 0, Bytes(200, 0xab));
    wreck.kiosk.restart();
    REQUIRE(wreck.kiosk.shows<DamagedView>());
    CHECK(wreck.kiosk.view<DamagedView>().set_aside_as.empty());
    seal(wreck.kiosk);
    CHECK(need(rescue_file(wreck.hub, content(wreck.image(), kSealed))).whole());
}

TEST_CASE("damaged: a disk that is full says so, and it can be tried again") {
    Wreck wreck(1);
    damage(wreck);
    wreck.kiosk.store.disk.set_fault(Fault::disk_full, wreck.kiosk.store.disk.operations() + 2);
    wreck.kiosk.client->submit(app::SealAside{});
    wreck.kiosk.settle();
    REQUIRE(wreck.kiosk.client->snapshot().message);
    CHECK(wreck.kiosk.client->snapshot().message->code == ErrorCode::storage_full);
    CHECK(content(wreck.image(), kSealed).empty());
    wreck.kiosk.store.disk.clear_faults();
    seal(wreck.kiosk);
}

TEST_CASE("damaged: without a copy of the identity nothing is offered") {
    Wreck wreck(1);
    wreck.closed();
    wreck.kiosk.store.disk.damage(kApp, 0, Bytes(200, 0xab));
    wreck.kiosk.store.disk.damage(kApp + std::string(store::kIdentitySuffix), 50, Bytes(9, 1));
    wreck.kiosk.restart();
    CHECK(state_of(wreck.kiosk) == SealedState::none);
    wreck.kiosk.client->submit(app::SealAside{});
    wreck.kiosk.settle();
    CHECK(state_of(wreck.kiosk) == SealedState::none);
}

TEST_CASE("damaged: the copy of the identity follows the enrolment, and the log-out") {
    TestHub hub;
    TestDevice phone(hub, "手机");
    const Bytes guest = need(rescue::kept_identity(phone.store.disk, kApp));
    CHECK_FALSE(rescue::decode_identity(guest).ok());
    phone.log_in(hub.card(0));
    const auto visitor =
        need(rescue::decode_identity(need(rescue::kept_identity(phone.store.disk, kApp))));
    CHECK(visitor.certificate.visitor());
    phone.client->submit(app::SignOff{});
    phone.settle();
    const Bytes after = need(rescue::kept_identity(phone.store.disk, kApp));
    CHECK_FALSE(rescue::decode_identity(after).ok());
    CHECK(as_text(after).find(as_text(visitor.key.seed())) == std::string_view::npos);
}

}  // namespace xf::test
