// The drill: yesterday's backup is restored under three devices with newer events, grants and
// checkpoints. Nothing acknowledged is lost, no point is lent twice, no size of the public log gets a
// second root.
#include "tests/hub/drill.hpp"

namespace xf::test {
namespace {

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

TEST_CASE("drill: what somebody knows of the public log keeps it closed until it is given up",
          "[hub]") {
    Drill drill;
    REQUIRE(drill.back_up("backup").exit_code == 0);
    REQUIRE(drill.import("b.txt", "关于停水的通知\n\n全体村民：\n\n明天停水。\n").exit_code == 0);
    drill.reader.look(*drill.hub);
    const std::string leaves = std::to_string(drill.reader.state().size);
    drill.sync_all();
    drill.lose_and_restore("backup");
    CHECK(drill.report(drill.one) == Outcome::wait);

    // The wait is over; but who did not come may know more, and so may who is no device.
    const auto publish = [&] {
        return drill.import("c.txt", "关于评比的通知\n\n全体村民：\n\n下周评比。\n");
    };
    CHECK(drill.recovery({"--village", kVillage, "--end"})
              .find("xingwan\tserving\tpublishes nothing\n") == 0);
    CHECK(publish().err.find("recovering") != std::string::npos);
    const auto hand_in = [&](std::string_view checkpoint) {
        write_file(drill.files / "checkpoint", checkpoint);
        return run_hub({"recovery", "--data", drill.folder(), "--village", kVillage, "--checkpoint",
                        drill.files / "checkpoint"});
    };
    CHECK(hand_in("43 leaves\n").err.find("bad_signature") != std::string::npos);
    const Finished known = hand_in(as_text(drill.reader.checkpoint()));
    INFO(known.err);
    CHECK(known.out.find("knows " + leaves + " leaves") != std::string::npos);

    CHECK(drill.recovery({"--village", kVillage, "--allow-publishing"})
              .find("xingwan\tserving\tmay publish\n") == 0);
    CHECK(publish().err.find("an operator knows " + leaves) != std::string::npos);
    CHECK(drill.recovery({"--village", kVillage, "--give-up-leaves"}).find("knows") ==
          std::string::npos);
    CHECK(publish().exit_code == 0);
    drill.reader.look(*drill.hub);
    CHECK(drill.reader.state().verdict == disclosure::LogState::Verdict::changed);
}

TEST_CASE("drill: lists are not taken over while devices may bring others back", "[hub]") {
    Drill drill;
    REQUIRE(drill.back_up("backup").exit_code == 0);
    drill.redeem(drill.one, 1);
    drill.sync_all();
    drill.lose_and_restore("backup");
    write_file(drill.files / "list.csv", "户号,户主,网格,成员\n501,张三,1,张三、李四\n");
    const auto import = [&] {
        return run_hub({"import", "households", "--data", drill.folder(), "--village", kVillage,
                        drill.files / "list.csv"});
    };
    const auto set_roles = [&] {
        return run_hub({"staff", "roles", "--data", drill.folder(), "--village", kVillage,
                        "--staff", "1", "--roles", "staff"});
    };
    CHECK(import().err.find("recovering") != std::string::npos);
    CHECK(set_roles().err.find("recovering") != std::string::npos);
    for (Device* device : {&drill.one, &drill.two, &drill.kiosk})
        static_cast<void>(drill.report(*device));
    const Finished taken = import(), set = set_roles();
    INFO(taken.err + set.err);
    CHECK(taken.exit_code == 0);
    CHECK(set.exit_code == 0);
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
    CHECK_FALSE(fs::exists(drill.files / "new" + std::string("/keys")));  // nothing was begun

    const std::string shard = drill.files / "backup" + std::string("/shards/xingwan.db");
    fs::resize_file(shard, fs::file_size(shard) - 1);
    const Finished damaged = drill.restore(drill.files / "backup", drill.files / "keys");
    CHECK(damaged.exit_code == 1);
    CHECK(damaged.err.find("shards/xingwan.db") != std::string::npos);
    CHECK(drill.restore(drill.files / "keys", drill.files / "keys").err.find("not_found") !=
          std::string::npos);
    CHECK_FALSE(fs::exists(drill.files / "new" + std::string("/hub.json")));

    // Nothing of all that is in the way of the right one.
    REQUIRE(drill.back_up("whole").exit_code == 0);
    CHECK(drill.restore(drill.files / "whole", drill.files / "keys").exit_code == 0);

    // Without the command, a village's old database is not taken for the one that the hub has.
    REQUIRE(drill.back_up("second").err.find("Keys are not in it") != std::string::npos);
}

}  // namespace xf::test
