// Version 1 for ever: its databases are opened by today's program, say what they said, and go on; its
// public log is verified. And the next version, whatever it brings: a migration that is cut off at any
// point is made up for.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "shared/app/registry.hpp"
#include "shared/store/migrations.hpp"
#include "tests/support/no_transport.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/app/town.hpp"
#include "tests/unit/disclosure/log_check.hpp"
#include "tests/unit/frozen/corpus.hpp"
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

constexpr std::int64_t kNow = 1'795'300'000;  // some days after everything in the corpus

/// The kiosk of version 1, under today's program.
struct OldKiosk {
    StoreFixture store{11, frozen_database("client.db.z")};
    NoTransport transport;
    std::unique_ptr<app::Storage> storage = need(app::Storage::open(
        kDatabaseName, store.vfs.name(), {store.clock, store.random, store.disk, transport}));

    app::Village& village() const { return *storage->village(); }
};

/// Its village, under today's hub.
struct OldHub {
    explicit OldHub(const sync::Certificate& certificate)
        : identity{certificate.town, frozen_hub_key()} {
        REQUIRE(identity.key.public_key() == certificate.hub_key);
        shard = need(sync::HubShard::open(need(store.open()), projector, certificate.shard,
                                          certificate.log_key));
        store.clock.set_wall({kNow});
    }
    Result<Bytes> sync(const Bytes& body) {
        return sync::HubSession(identity, store.clock, app::hub_hooks()).sync(*shard, body);
    }

    StoreFixture store{12, frozen_database("hub.db.z")};
    store::Projector projector{app::registry()};
    sync::HubIdentity identity;
    std::unique_ptr<sync::HubShard> shard;
};

void exchange(OldKiosk& kiosk, OldHub& hub) {
    sync::ClientSession& session = kiosk.village().session;
    need(session.take_reply(need(hub.sync(need(session.request({}, {}))))));
}

/// A device's chain, made anew from its events, ends where it is kept that it ends.
void check_chain(const store::EventStore& log, DeviceNo device, const Hash& start) {
    store::ChainHead made{Seq{0}, start};
    for (;;) {
        const Seq next{made.seq.value + 1};
        const auto stored = need(log.find({device, Epoch{1}, next}));
        if (!stored) break;
        made = {next, store::chain_next(made.hash, stored->event)};
    }
    CAPTURE(device.value);
    const store::ChainHead kept = need(log.chain_head(device, Epoch{1}, start));
    CHECK(made.seq.value > 0);
    CHECK(made.seq == kept.seq);
    CHECK(made.hash == kept.hash);
}

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

std::string both(const store::Place& client, const store::Place& hub) {
    return "client\n" + summary_of(client) + "hub\n" + summary_of(hub);
}

/// Rebuilding gives the rows that are there.
template <typename Log>
void check_rebuild(Log& log, store::Database& db) {
    const store::Projector projector(app::registry());
    const Hash before = need(projector.digest(db));
    auto transaction = need(db.begin());
    need(log.rebuild());
    CHECK(need(projector.digest(db)) == before);
}

}  // namespace

TEST_CASE("frozen: databases of version 1 say what they said, and go on") {
    OldKiosk kiosk;
    OldHub hub(*kiosk.storage->identity().certificate);
    CHECK(both(kiosk.village().place(), hub.shard->log().place()) ==
          text_of(frozen("summary.txt")));
    check_rebuild(kiosk.village().log, kiosk.storage->db());
    check_rebuild(hub.shard->log(), hub.shard->db());

    const auto waiting = need(kiosk.village().log.pending_count());
    REQUIRE(waiting > 0);
    exchange(kiosk, hub);
    CHECK(need(kiosk.village().log.pending_count()) == 0);
    const Bytes item = requests::Filed{PersonNo{20}, 1}.data();
    store::Header header;
    header.type = requests::kFiledType;
    header.time = {kNow};
    header.data = item;
    header.actor = store::Actor::of(PersonNo{20});
    header.auth = store::AuthMethod::card_and_pin;
    auto transaction = need(kiosk.storage->db().begin());
    const EventKey key = need(kiosk.village().log.submit(
        header, store::Body{{}, requests::Said{"新版程序写的"}.content()}));
    need(transaction.commit());
    exchange(kiosk, hub);
    const auto stored = need(hub.shard->log().store().find(key));
    REQUIRE(stored);
    CHECK(stored->position->verdict == store::Verdict::accepted());
    check_rebuild(hub.shard->log(), hub.shard->db());
}

TEST_CASE("frozen: chains of version 1 lead from their beginnings to where they led") {
    OldKiosk kiosk;
    const sync::Certificate certificate = *kiosk.storage->identity().certificate;
    OldHub hub(certificate);
    const Uuid& shard = certificate.shard.uuid;
    const auto start = [&](const Uuid& device) {
        return store::chain_start(shard, device, Epoch{1});
    };
    check_chain(kiosk.village().log.store(), certificate.device.no, start(certificate.device.uuid));
    store::EventStore& log = hub.shard->log().store();
    check_chain(log, kHubDevice, start(Uuid{}));
    auto devices = need(hub.shard->db().prepare("SELECT no, uuid FROM device"));
    std::size_t count = 0;
    need(devices.each([&](const store::Row& row) {
        check_chain(log, row.number<DeviceNo>(0), start(row.fixed<Uuid>(1)));
        ++count;
    }));
    CHECK(count == 2);
}

TEST_CASE("frozen: a database of version 1 that is damaged is rescued") {
    OldKiosk kiosk;
    OldHub hub(*kiosk.storage->identity().certificate);
    const auto waiting = need(kiosk.village().log.pending_count());
    const Image image = frozen_database("client.db.z");
    SimDisk disk(1, image);
    disk.damage(kDatabaseName, 0, Bytes(4096, 0xab));
    const auto database = need(disk.open(kApp)), wal = need(disk.open(kAppWal));
    const auto pages = need(rescue::PageFile::open(*database, *wal));
    const auto identity = need(rescue::decode_identity(frozen("identity.cbor")));
    const auto pieces = need(rescue::collect(pages, identity.certificate));
    const auto report = need(rescue::take_rescued(*hub.shard, app::hub_hooks(), hub.store.clock,
                                                  pieces, identity, false));
    CHECK(report.taken == waiting);
    CHECK(report.whole());
}

TEST_CASE("frozen: the public log of version 1 is verified") {
    std::map<std::string, Bytes> files;
    const Bytes bytes = frozen("public.cbor");
    cbor::Reader in(bytes);
    const std::size_t count = need(in.array(1000));
    for (std::size_t i = 0; i < count; ++i) {
        need(in.array_of(2));
        const std::string path(need(in.text(200)));
        const ByteView content = need(in.bytes(1u << 20));
        files[path].assign(content.begin(), content.end());
    }
    const OldKiosk kiosk;
    const auto key = need(tlog::VerifierKey::parse(kiosk.storage->identity().certificate->log_key));
    const auto read = [&](const std::string& path) -> Result<Bytes> {
        const auto found = files.find(path);
        if (found == files.end()) return ErrorCode::not_found;
        return found->second;
    };
    const auto log = need(LogCheck(read, key).check());
    CHECK(log.leaves.size() == 2);
    CHECK(log.leaves[0].title == "关于清理沟渠的通知");
    files.begin()->second[0] ^= 1;
    CHECK_FALSE(LogCheck(read, key).check().ok());
}

// ---- The next version ---------------------------------------------------------------------------

namespace {

using store::Arrival;
using store::Place;

/// A feature that understands one more type, and counts it: its tables are made anew.
const store::Registry& next_registry() {
    static const store::Feature kFeature{
        .name = "next",
        .types = {{900, "next", store::ScopeKind::household, false, store::capability::kHub}},
        .tables = {"next_filed"},
        .schema =
            "CREATE TABLE next_filed(device INTEGER, seq INTEGER,"
            " PRIMARY KEY(device, seq)) STRICT, WITHOUT ROWID;",
        .judge = [](const Place&, const Arrival&) -> Result<store::Verdict> {
            return store::Verdict::accepted();
        },
        .apply = [](const Place& place, const Arrival& arrival) -> Status {
            if (arrival.header.type != requests::kFiledType) return {};
            return place.db.run("INSERT INTO next_filed VALUES (?, ?)", arrival.key.device,
                                arrival.key.seq);
        },
    };
    static const store::Registry kRegistry = [] {
        std::vector<const store::Feature*> features = app::registry().features();
        features.push_back(&kFeature);
        return store::Registry(std::move(features));
    }();
    return kRegistry;
}

/// As the next version's client opens its database: a column more in the log, a component more, and
/// all tables of features made anew.
Status open_as_next(StoreFixture& store, const sync::Certificate& certificate) {
    XF_ASSIGN(store::Database db, store.open());
    std::vector<std::string> names;
    std::vector<std::vector<std::string_view>> steps;
    XF_ASSIGN(store::Statement rows, db.prepare("SELECT component, version FROM schema_version"
                                                " WHERE component <> 'next'"));
    XF_TRY(rows.each([&](const store::Row& row) {
        names.emplace_back(row.column_text(0));
        // What was taken is not looked at again. `log` may have taken the next step already.
        const bool log = names.back() == "log";
        const auto taken =
            log ? store::EventStore::kSchema.size() : static_cast<std::size_t>(row.column_int(1));
        steps.emplace_back(taken, "");
        if (log) steps.back().push_back("ALTER TABLE event ADD COLUMN next INTEGER");
    }));
    constexpr std::string_view kNext[] = {"CREATE TABLE next(a INTEGER PRIMARY KEY) STRICT"};
    std::vector<store::Schema> schemas = {{"next", kNext}};
    for (std::size_t i = 0; i < names.size(); ++i) schemas.push_back({names[i], steps[i]});
    XF_TRY(store::migrate(db, schemas));
    const store::Projector projector(next_registry());
    store::ClientLog log(db, projector, certificate.shard, certificate.device);
    XF_ASSIGN(store::Transaction transaction, db.begin());
    XF_ASSIGN(const bool stale, projector.prepare(db));
    if (stale) XF_TRY(log.rebuild());
    XF_TRY(transaction.commit());
    XF_ASSIGN(const std::int64_t filed, db.integer("SELECT count(*) FROM next_filed"));
    return filed > 0 ? Status() : Status(ErrorCode::internal);
}

/// What does not depend on a version.
std::string told_by(StoreFixture& store, ShardNo shard) {
    store::Database db = need(store.open());
    return summary_of({db, shard, {}});
}

}  // namespace

TEST_CASE(
    "next version: a migration that is cut off anywhere is made up for, and nothing is lost") {
    const OldKiosk kiosk;
    const sync::Certificate certificate = *kiosk.storage->identity().certificate;
    const Image image = frozen_database("client.db.z");
    std::uint64_t operations = 0;
    {
        StoreFixture whole(1, image);
        const std::string before = told_by(whole, certificate.shard.no);
        const std::uint64_t begun = whole.disk.operations();
        need(open_as_next(whole, certificate));
        operations = whole.disk.operations() - begun;
        CHECK(told_by(whole, certificate.shard.no) == before);
        need(open_as_next(whole, certificate));
    }
    REQUIRE(operations > 20);
    std::size_t cut_before = 0, cut_after = 0;
    for (std::uint64_t at = 0; at < operations; ++at) {
        CAPTURE(at);
        StoreFixture store(at + 1, image);
        const std::string before = told_by(store, certificate.shard.no);
        store.disk.set_fault(Fault::power_cut, store.disk.operations() + at);
        static_cast<void>(open_as_next(store, certificate));
        store.disk.cut_power({Survival::Kind::subset, at});
        CHECK(told_by(store, certificate.shard.no) == before);
        // Today's program still opens what was not migrated yet, and nothing that was. It writes: a copy.
        StoreFixture copy(at + 1, SimDisk::image_of(store.disk.snapshot(), {Survival::Kind::all}));
        NoTransport transport;
        const auto today = app::Storage::open(kDatabaseName, copy.vfs.name(),
                                              {copy.clock, copy.random, copy.disk, transport});
        ++(today.ok() ? cut_before : cut_after);
        if (!today.ok()) CHECK(today.error().code == ErrorCode::database_newer);
        need(open_as_next(store, certificate));
        CHECK(told_by(store, certificate.shard.no) == before);
    }
    CHECK(cut_before > 0);
    CHECK(cut_after > 0);
}

// ---- How the corpus was made --------------------------------------------------------------------

// Never again for version 1: for the next one, into a folder that is kept (XF_FREEZE_INTO=DIR, a new
// one). The hashes in corpus.cpp are then its guard. Without that it goes to a folder that does not last,
// so that the way to freeze is there when it is needed.
TEST_CASE("frozen: a corpus of today's version can be made") {
    const TempFolder passing;
    const char* const kept = std::getenv("XF_FREEZE_INTO");
    const std::filesystem::path into(kept ? std::string(kept) : passing / "corpus");
    REQUIRE(std::filesystem::create_directory(into));  // fails where there is one already

    TestHub hub;
    hub.publish("关于清理沟渠的通知\n\n全体村民：\n\n请自带铁锹。\n");
    hub.publish("关于停水的通知\n\n全体村民：\n\n明天停水。\n");
    TestDevice kiosk(hub, app::DeviceRole::kiosk, "大厅");
    TestDevice counter(hub, app::DeviceRole::counter, "一号柜台");
    hub.award(HouseholdNo{1}, Points(100));
    hub.award(HouseholdNo{2}, Points(30));
    for (TestDevice* device : {&kiosk, &counter, &kiosk, &counter}) device->settle(20'000);
    counter.identify(hub.card(0));
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    counter.client->submit(app::ConfirmRedemption{});
    counter.client->submit(app::SignOff{});
    const auto file = [&](const char* text) {
        kiosk.client->submit(app::GoTo{app::Place::request_form});
        kiosk.identify(hub.card(1));
        kiosk.client->submit(app::ChooseCategory{app::RequestCategory::roads});
        kiosk.client->submit(app::FileRequest{text});
        REQUIRE(kiosk.shows<app::RequestView>());
        kiosk.client->submit(app::SignOff{});
    };
    file("示例诉求：村口的路灯不亮了");
    for (TestDevice* device : {&kiosk, &counter, &kiosk, &counter}) device->settle(70'000);
    hub.up = false;
    file("示例诉求：没有网络时写的");
    file("示例诉求：没有网络时又写的一条");
    const auto save = [&](const char* name, ByteView bytes) {
        std::ofstream(into / name, std::ios::binary) << as_text(bytes);
    };
    kiosk.client.reset();
    const Image client = SimDisk::image_of(kiosk.store.disk.snapshot(), {Survival::Kind::all});
    REQUIRE(content(client, kAppWal).empty());
    save("client.db.z", squeezed(content(client, kApp)));
    CHECK(unsqueezed(squeezed(content(client, kApp))) == content(client, kApp));
    save("hub.db.z", squeezed(content(hub.image(), kApp)));
    cbor::Writer files;
    files.array(hub.log_files.files().size());
    for (const auto& [path, bytes] : hub.log_files.files()) files.array(2).text(path).bytes(bytes);
    save("public.cbor", files.out());
    StoreFixture copy(1, client);
    store::Database db = need(copy.open());
    const std::string summary = both({db, ShardNo{1}, {}}, hub.place());
    CHECK(summary.find("\npending 2\n") != std::string::npos);
    save("summary.txt", as_bytes(summary));
    save("events.txt", as_bytes(event_samples()));
    const Bytes identity = content(client, kApp + "-id");
    save("identity.cbor", identity);
    save("sealed.bin", sealed_sample(identity));
    for (const char* name : {"client.db.z", "hub.db.z", "public.cbor", "summary.txt", "events.txt",
                             "identity.cbor", "sealed.bin"})
        CHECK(std::filesystem::file_size(into / name) > 0);
}

}  // namespace xf::test
