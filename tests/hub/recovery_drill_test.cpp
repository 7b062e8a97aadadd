// The drill: yesterday's backup is restored under three devices with newer events, grants and
// checkpoints. Nothing acknowledged is lost, no point is lent twice, no size of the public log gets a
// second root.
#include <csignal>
#include <filesystem>
#include <memory>

#include "native/hub/data_folder.hpp"
#include "shared/points/queries.hpp"
#include "shared/requests/events.hpp"
#include "shared/shop/feature.hpp"
#include "shared/store/sqlite.hpp"
#include "tests/hub/device.hpp"
#include "tests/hub/log_reader.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;
using Outcome = sync::ClientRecovery::Outcome;

constexpr const char* kVillage = "xingwan";
constexpr HouseholdNo kHousehold{1};

store::Header header_of(std::uint32_t type, const Bytes& data) {
    store::Header header;
    header.type = type;
    header.time = {1'795'219'200};
    header.data = data;
    header.actor = store::Actor::of(PersonNo{1});
    header.auth = store::AuthMethod::card_and_pin;
    return header;
}

struct Drill {
    Drill() : hub(std::make_unique<RunningHub>(data.path())) {
        one.enrol_in_demo(*hub, app::DeviceRole::counter, kVillage);
        two.enrol_in_demo(*hub, app::DeviceRole::counter, kVillage);
        kiosk.enrol_in_demo(*hub, app::DeviceRole::kiosk, kVillage);
        sync_all();
        sync_all();
        reader.look(*hub);
        REQUIRE(reader.state().verdict == disclosure::LogState::Verdict::verified);
        goods = need(shop::find(one.log().place(), GoodsNo{1}));
    }

    void sync_all() {
        for (Device* device : {&one, &two, &kiosk}) need(device->sync(*hub));
    }
    EventKey redeem(Device& counter, std::uint32_t pieces) const {
        const Bytes item = points::Redemption{kHousehold, {{goods.no, pieces, goods.price}}}.data();
        return need(counter.submit(header_of(points::kRedemptionType, item)));
    }
    EventKey file(const char* text) {
        const Bytes item = requests::Filed{PersonNo{1}, 1}.data();
        return need(kiosk.submit(header_of(requests::kFiledType, item),
                                 store::Body{{}, requests::Said{text}.content()}));
    }
    Finished import(const char* name, std::string_view text) const {
        write_file(files / name, text);
        return run_hub(
            {"import", "notice", "--data", folder(), "--village", kVillage, files / name});
    }
    Finished back_up(const char* name) const {
        return run_hub({"backup", "--data", folder(), "--to", files / name, "--same-disk-counts"});
    }
    Finished restore(const std::string& from, const std::string& keys) const {
        return run_hub({"restore", "--from", from, "--keys", keys, "--data", files / "new"});
    }
    std::string recovery(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"recovery", "--data", folder()};
        words.insert(words.end(), more.begin(), more.end());
        const Finished end = run_hub(words);
        INFO(end.err);
        CHECK(end.exit_code == 0);
        return end.out;
    }
    std::string folder() const { return restored ? files / "new" : data.path(); }

    /// The machine is gone; another one gets the backup and the keys that were kept apart.
    void lose_and_restore(const char* backup) {
        fs::copy(data.path() + "/keys", files / "keys");
        hub->stop(SIGKILL);
        const Finished end = restore(files / backup, files / "keys");
        INFO(end.err);
        REQUIRE(end.exit_code == 0);
        restored = true;
        hub = std::make_unique<RunningHub>(folder());
    }

    Outcome report(Device& device) {
        const Bytes checkpoint = &device == &kiosk ? reader.checkpoint() : Bytes{};
        for (int part = 0; part < 100; ++part) {
            const Outcome outcome = need(device.recover(*hub, checkpoint));
            if (outcome != Outcome::more) return outcome;
        }
        FAIL("a report without end");
        return Outcome::more;
    }

    DemoFolder data;
    TempFolder files;
    bool restored = false;
    std::unique_ptr<RunningHub> hub;
    Device one, two, kiosk;
    LogListing log = log_list(data.path())[0];
    LogReader reader{ShardNo{1}, log.path, log.key};
    shop::Goods goods;
};

Points posted(Device& device) {
    return need(points::standing(device.log().place(), kHousehold)).posted;
}

/// At the hub: what the household has is what is available plus what is lent, and nothing is negative.
void check_books(const std::string& folder) {
    store::Database db = need(store::Database::open(
        hub::DataFolder::unlocked(folder).shard_file(kVillage), store::OpenOptions{}));
    CHECK(need(db.integer("SELECT count(*) FROM points_household h WHERE posted <>"
                          " (SELECT sum(points) FROM points_holding"
                          "  WHERE household = h.household)")) == 0);
    CHECK(need(db.integer("SELECT (SELECT sum(balance) FROM points_account) +"
                          " (SELECT sum(posted) FROM points_household)")) == 0);
    CHECK(need(db.integer("SELECT count(*) FROM points_covered")) == 0);
}

}  // namespace

TEST_CASE("drill: yesterday's backup under three devices", "[hub]") {
    Drill drill;
    REQUIRE(drill.import("a.txt", "关于清理沟渠的通知\n\n全体村民：\n\n请自带铁锹。\n").exit_code ==
            0);
    const Finished made = drill.back_up("backup");
    INFO(made.err);
    REQUIRE(made.exit_code == 0);
    CHECK(made.out == drill.files / "backup" + std::string("\n"));
    CHECK_FALSE(fs::exists(drill.files / "backup" + std::string("/keys")));
    CHECK(drill.back_up("backup").err.find("wrong_state") != std::string::npos);

    // A day passes: points are spent at both counters, a request is filed, a notice is published.
    const EventKey first = drill.redeem(drill.one, 1), second = drill.redeem(drill.two, 2);
    const EventKey filed = drill.file("路灯坏了");
    drill.sync_all();
    drill.sync_all();
    REQUIRE(drill.import("b.txt", "关于停水的通知\n\n全体村民：\n\n明天停水。\n").exit_code == 0);
    drill.reader.look(*drill.hub);
    const std::uint64_t leaves = drill.reader.state().size;
    const std::string root = drill.reader.state().root;
    const Points before = posted(drill.kiosk);

    drill.lose_and_restore("backup");
    for (Device* device : {&drill.one, &drill.two, &drill.kiosk})
        CHECK(error_of(device->sync(*drill.hub)) == ErrorCode::recovering);
    CHECK(drill.recovery().find("xingwan\trecovering\tpublishes nothing\n") == 0);
    CHECK(drill.import("c.txt", "关于评比的通知\n\n全体村民：\n\n下周评比。\n")
              .err.find("recovering") != std::string::npos);

    CHECK(drill.report(drill.one) == Outcome::wait);
    const EventKey offline = drill.redeem(drill.one, 1);  // the counter goes on meanwhile
    CHECK(drill.report(drill.two) == Outcome::wait);
    CHECK(drill.recovery().find("missing") != std::string::npos);
    CHECK(drill.report(drill.kiosk) == Outcome::done);  // the last one
    CHECK(drill.report(drill.one) == Outcome::done);
    CHECK(drill.report(drill.two) == Outcome::done);
    drill.sync_all();
    drill.sync_all();
    CHECK(drill.recovery().find("missing") == std::string::npos);

    // The public log first gets what a device knows of it; only then a new leaf.
    CHECK(drill.import("c.txt", "关于评比的通知\n\n全体村民：\n\n下周评比。\n")
              .err.find("recovering") != std::string::npos);
    drill.reader.look(*drill.hub);
    REQUIRE(drill.reader.knows_more());
    drill.reader.give_back(*drill.hub);
    drill.reader.look(*drill.hub);
    CHECK_FALSE(drill.reader.knows_more());
    CHECK(drill.reader.state().size == leaves);
    CHECK(drill.reader.state().root == root);
    CHECK(served_text(*drill.hub, drill.log, leaves - 1).find("停水") != std::string::npos);
    const Finished published =
        drill.import("c.txt", "关于评比的通知\n\n全体村民：\n\n下周评比。\n");
    INFO(published.err);
    REQUIRE(published.exit_code == 0);
    drill.reader.look(*drill.hub);
    CHECK(drill.reader.state().verdict == disclosure::LogState::Verdict::verified);
    CHECK(drill.reader.state().size == leaves + 1);

    // A stranger to all of it sees what was acknowledged, once.
    Device stranger;
    stranger.enrol_in_demo(*drill.hub, app::DeviceRole::desk, kVillage);
    need(stranger.sync(*drill.hub));
    for (const EventKey& key : {first, second, filed, offline}) {
        const auto stored = need(stranger.log().store().find(key));
        REQUIRE((stored && stored->position));
        CHECK(stored->position->verdict.counts());
    }
    CHECK(posted(stranger) == before - drill.goods.price);
    CHECK(posted(drill.one) == posted(stranger));
    CHECK(drill.hub->stop(SIGTERM).exit_code == 0);
    check_books(drill.folder());
}

TEST_CASE("drill: an operator ends the wait, and the missing counter comes after all", "[hub]") {
    Drill drill;
    REQUIRE(drill.back_up("backup").exit_code == 0);
    const EventKey spent = drill.redeem(drill.two, 1);
    drill.sync_all();
    drill.sync_all();
    const Points before = posted(drill.kiosk);
    drill.lose_and_restore("backup");
    CHECK(drill.report(drill.one) == Outcome::wait);
    CHECK(drill.report(drill.kiosk) == Outcome::wait);
    CHECK(drill.recovery({"--village", kVillage, "--allow-publishing"})
              .find("xingwan\trecovering\tmay publish\n") == 0);
    CHECK(drill.import("a.txt", "关于开会的通知\n\n全体村民：\n\n今晚开会。\n").exit_code == 0);
    CHECK(
        drill.recovery({"--village", kVillage, "--end"}).find("xingwan\tserving\tmay publish\n") ==
        0);
    CHECK(drill.report(drill.one) == Outcome::done);
    CHECK(drill.report(drill.kiosk) == Outcome::done);
    need(drill.one.sync(*drill.hub));
    need(drill.kiosk.sync(*drill.hub));
    CHECK(posted(drill.kiosk) == before);  // the others had seen it

    CHECK(error_of(drill.two.sync(*drill.hub)) == ErrorCode::hub_restored);
    CHECK(get(drill.hub->port(), "/healthz").body.starts_with(R"({"ok":true)"));
    CHECK(drill.report(drill.two) == Outcome::done);
    drill.sync_all();
    drill.sync_all();
    drill.sync_all();
    const auto stored = need(drill.two.log().store().find(spent));
    REQUIRE((stored && stored->position));
    CHECK(stored->position->verdict.counts());
    CHECK(posted(drill.kiosk) == before);
    CHECK(drill.hub->stop(SIGTERM).exit_code == 0);
    check_books(drill.folder());
}

TEST_CASE("drill: a backup that is damaged, or has other keys, makes no hub", "[hub]") {
    Drill drill;
    REQUIRE(drill.back_up("backup").exit_code == 0);
    fs::copy(drill.data.path() + "/keys", drill.files / "keys");
    fs::copy(drill.data.path() + "/keys", drill.files / "others");
    write_file(drill.files / "others" + std::string("/hub.key"), std::string(64, '7') + "\n");
    const Finished other = drill.restore(drill.files / "backup", drill.files / "others");
    CHECK(other.exit_code == 1);
    CHECK(other.err.find("bad_signature") != std::string::npos);

    const std::string shard = drill.files / "backup" + std::string("/shards/xingwan.db");
    fs::resize_file(shard, fs::file_size(shard) - 1);
    const Finished damaged = drill.restore(drill.files / "backup", drill.files / "keys");
    CHECK(damaged.exit_code == 1);
    CHECK(damaged.err.find("shards/xingwan.db") != std::string::npos);
    CHECK(drill.restore(drill.files / "keys", drill.files / "keys").err.find("not_found") !=
          std::string::npos);
    CHECK_FALSE(fs::exists(drill.files / "new" + std::string("/hub.json")));

    // Without the command, a village's old database is not taken for the one that the hub has.
    REQUIRE(drill.back_up("second").err.find("Keys are not in it") != std::string::npos);
}

}  // namespace xf::test
