// A damaged database on the person's screen: it is sealed to the hub from there, or later, from where
// the device is enrolled anew; and what was in it comes back.
#include "shared/store/set_aside.hpp"
#include "tests/unit/rescue/odd_disk.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

using app::DamagedView;
using app::EnrolView;
using app::SealedState;

const std::string kSealed = kApp + ".sealed";
const std::string kIdentity = kApp + std::string(store::kIdentitySuffix);

Result<rescue::RescueReport> rescue_file(TestHub& hub, const Bytes& file) {
    SimDisk disk(1);
    const auto database = need(disk.open("database")), wal = need(disk.open("wal"));
    rescue::SealedReader reader(hub.key(), *database, *wal);
    XF_TRY(reader.take(file));
    XF_ASSIGN(const rescue::Sealed sealed, reader.finish());
    const rescue::IdentityCopy& identity = sealed.identity;
    XF_ASSIGN(const auto pages, rescue::PageFile::open(*database, *wal));
    XF_ASSIGN(const auto pieces, rescue::collect(pages, identity.certificate));
    return rescue::take_rescued(hub.shard(), app::hub_hooks(), hub.clock(), pieces, identity,
                                false);
}

SealedState state_of(const TestDevice& device) {
    const app::View& view = device.client->snapshot().view;
    if (const auto* damaged = std::get_if<DamagedView>(&view)) return damaged->sealed;
    return std::get<EnrolView>(view).sealed;
}

void seal(TestDevice& device, SealedState then = SealedState::done) {
    REQUIRE(state_of(device) == SealedState::offered);
    device.client->submit(app::SealAside{});
    CHECK(state_of(device) == SealedState::busy);
    CHECK(device.client->snapshot().sealed_as.empty());
    CHECK(device.client->next_step_ms() <= device.hub->clock().monotonic_ms());
    device.settle();
    CHECK(state_of(device) == then);
    CHECK(device.client->snapshot().sealed_as == kSealed);
}

/// The kiosk starts, and finds its database damaged.
void damage(Wreck& wreck, const char* set_aside_as = "app.db.damaged-1") {
    wreck.closed();
    wreck.kiosk.store.disk.damage(kApp, 0, Bytes(200, 0xab));
    wreck.kiosk.restart();
    REQUIRE(wreck.kiosk.shows<DamagedView>());
    REQUIRE(wreck.kiosk.view<DamagedView>().set_aside_as == set_aside_as);
}

/// The device goes on as a new one.
void enrol_anew(Wreck& wreck) {
    wreck.hub.up = true;
    wreck.kiosk.client->submit(app::GoTo{app::Place::home});
    wreck.kiosk.settle(20'000);
    wreck.kiosk.enrol(wreck.hub.enrol_code(app::DeviceRole::kiosk, "大厅"));
    wreck.kiosk.settle(20'000);
    CHECK(wreck.kiosk.client->snapshot().freshness.online);
}

/// The kiosk starts with its files on another disk but for the database.
void start_on(TestDevice& device, ports::Disk& disk) {
    device.client = std::make_unique<app::Client>(
        app::ClientPorts{device.hub->clock(), device.store.random, disk, device.transport},
        device.config);
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

    enrol_anew(wreck);
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

TEST_CASE("damaged: of two that were set aside each is sealed, the one of this damage first") {
    Wreck wreck;
    damage(wreck);
    enrol_anew(wreck);
    wreck.hub.up = false;
    wreck.file(1);
    damage(wreck, "app.db.damaged-2");
    // The first file is taken away, and not touched meanwhile.
    seal(wreck.kiosk, SealedState::offered);
    const auto second = need(rescue_file(wreck.hub, content(wreck.image(), kSealed)));
    CHECK(second.device == DeviceNo{2});
    CHECK(second.taken > 0);
    CHECK(second.unreadable_count == 0);
    seal(wreck.kiosk);
    const auto first = need(rescue_file(wreck.hub, content(wreck.image(), kSealed)));
    CHECK(first.device == DeviceNo{1});
    CHECK(first.taken > 0);
    CHECK(first.unreadable_count == 0);
    // After the first place was emptied, the next damage goes there, and is the first again.
    enrol_anew(wreck);
    wreck.closed();
    need(need(wreck.kiosk.store.disk.open("app.db.damaged-1"))->truncate(0));
    wreck.kiosk.restart();
    damage(wreck);
    seal(wreck.kiosk, SealedState::offered);
    CHECK(need(rescue_file(wreck.hub, content(wreck.image(), kSealed))).device == DeviceNo{3});
}

TEST_CASE("damaged: a fault that may pass seals nothing, and what a newer program wrote neither") {
    Wreck wreck;
    wreck.come();
    SECTION("the disk refuses something") {
        wreck.kiosk.store.disk.set_fault(Fault::failed_flush, wreck.kiosk.store.disk.operations());
        wreck.kiosk.client->submit(app::SignOff{});
        REQUIRE(wreck.kiosk.shows<DamagedView>());
        CHECK(wreck.kiosk.view<DamagedView>().code == ErrorCode::storage_failed);
    }
    SECTION("a newer program") {
        wreck.kiosk.client.reset();
        need(need(wreck.kiosk.store.open())
                 .script("INSERT INTO schema_version VALUES ('from the future', 1)"));
        wreck.kiosk.restart();
        REQUIRE(wreck.kiosk.shows<DamagedView>());
        CHECK(wreck.kiosk.view<DamagedView>().code == ErrorCode::database_newer);
    }
    CHECK(state_of(wreck.kiosk) == SealedState::none);
}

TEST_CASE("damaged: while nothing passes by itself, the program rests") {
    Wreck wreck(1);
    damage(wreck);
    wreck.hub.clock().advance_ms(120'000);
    wreck.kiosk.client->step();
    CHECK(wreck.kiosk.client->next_step_ms() > wreck.hub.clock().monotonic_ms());
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

TEST_CASE("damaged: a row that decayed does not take the place of a good copy of the identity") {
    const std::string row =
        GENERATE("seed = zeroblob(32)", "certificate_signed = x'00'", "certificate_signed = NULL");
    CAPTURE(row);
    Wreck wreck(1);
    const Image decayed = forged(wreck.closed(), "UPDATE device_identity SET " + row);
    const Bytes before = content(decayed, kIdentity);
    wreck.kiosk.store.disk.put_in(decayed);
    wreck.kiosk.restart();
    CHECK(content(wreck.image(), kIdentity) == before);
    CHECK(rescue::decode_identity(before).ok());
}

TEST_CASE("damaged: a copy of the identity that can't be read or written stops nobody") {
    Wreck wreck(1);
    wreck.closed();
    OddDisk odd(wreck.kiosk.store.disk, kIdentity);
    SECTION("not read: it is written anew") {
        wreck.kiosk.store.disk.damage(kIdentity, 50, Bytes(9, 1));
        odd.refuse_reads(0, rescue::kIdentityBytes);
        start_on(wreck.kiosk, odd);
        CHECK(rescue::decode_identity(content(wreck.image(), kIdentity)).ok());
    }
    SECTION("not written") {
        wreck.kiosk.store.disk.damage(kIdentity, 50, Bytes(9, 1));
        odd.refuses_writes = true;
        start_on(wreck.kiosk, odd);
    }
    CHECK(wreck.kiosk.shows<app::HomeView>());
    wreck.kiosk.client.reset();
}

TEST_CASE("damaged: a database is set aside though its identity's copy can't be read") {
    Wreck wreck(1);
    wreck.closed();
    wreck.kiosk.store.disk.damage(kApp, 0, Bytes(200, 0xab));
    const Bytes damaged = content(wreck.image(), kApp);
    OddDisk odd(wreck.kiosk.store.disk, kIdentity);
    odd.refuse_reads(0, rescue::kIdentityBytes);
    start_on(wreck.kiosk, odd);
    REQUIRE(wreck.kiosk.shows<DamagedView>());
    CHECK(wreck.kiosk.view<DamagedView>().set_aside_as == "app.db.damaged-1");
    CHECK(content(wreck.image(), "app.db.damaged-1") == damaged);
    wreck.kiosk.client.reset();
}

}  // namespace xf::test
