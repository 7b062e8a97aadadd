// People who are erased: their names and texts go everywhere and do not come back, whoever still had
// them and by whatever way they come; chains, points and everybody else stay as they were.
#include "shared/store/erasure.hpp"

#include <algorithm>

#include "shared/privacy/feature.hpp"
#include "shared/sync/hub_erasure.hpp"
#include "tests/unit/sync/recovering.hpp"

namespace xf::privacy {
namespace {

using namespace store;
using Outcome = sync::ClientRecovery::Outcome;
using test::error_of;
using test::need;

constexpr std::string_view kName = "王待删除人";
constexpr std::string_view kText = "待删除人的诉求原文";
constexpr std::string_view kAnswer = "给待删除人的答复原文";

/// The village, and one person of the family whose name and texts can be searched for.
struct Town : sync::Village {
    Town() {
        const people::PersonAdded added{family.no, person, Uuid::v7(0, Bytes(10, 7)),
                                        std::string(kName)};
        need(world.hub.append(
            {{people::kPersonAddedType, added.data(), added.content(), {}, AuthMethod::hub}}));
        sync_all();
    }

    /// Filed at the kiosk, taken up and finished at the desk: everybody has what is theirs of it.
    void file_and_finish() {
        filed = need(kiosk->submit(sim::filing(person, 1, kText)));
        sync_all();
        sync_all();
        step(requests::kAcceptedType, std::nullopt);
        step(requests::kFinishedType, kAnswer);
        sync_all();
        sync_all();
    }
    void step(std::uint32_t type, std::optional<std::string_view> text) {
        need(desk->submit(sim::by_staff(type, sim::kStaff, person, filed, text)));
    }
    void erase() {
        need(world.hub.append({sim::erasing(family.no, person)}));
        Transaction transaction = need(world.hub.shard().db().begin());
        need(sync::drop_copies(world.hub.shard()));
        need(transaction.commit());
        need(wipe_traces(world.hub.shard().db()));
    }
    /// On no disk, once the hub and the clients have cleared their files of it.
    void check_wiped() {
        need(wipe_traces(world.hub.shard().db()));
        CHECK_FALSE(any_trace(world.hub.machine));
        for (sim::Client* client : clients()) {
            need(wipe_traces(client->db()));
            INFO(client->name());
            CHECK_FALSE(any_trace(client->machine));
        }
    }
    /// Everything that a machine has on its disk, in free pages and in the WAL, too.
    static bool on_disk(const sim::Machine& machine, std::string_view text) {
        const auto image =
            test::SimDisk::image_of(machine.disk.snapshot(), {test::Survival::Kind::all, 0});
        return std::any_of(image.files.begin(), image.files.end(), [&](const auto& file) {
            Bytes bytes(file.second.size());
            file.second.read(0, bytes);
            return as_text(bytes).find(text) != std::string_view::npos;
        });
    }
    static bool any_trace(const sim::Machine& machine) {
        return on_disk(machine, kName) || on_disk(machine, kText) || on_disk(machine, kAnswer);
    }
    bool body_at_hub(const EventKey& key) {
        return need(world.hub.store().find(key))->event.body.has_value();
    }

    const PersonNo person{70};
    EventKey filed;
};

}  // namespace

TEST_CASE("erasure: names and texts go from every disk, points and chains stay") {
    Town town;
    town.file_and_finish();
    need(town.counter->submit(town.tens(town.family, 1)));
    town.sync_all();
    const Points before = town.posted(town.family.no);
    REQUIRE(Town::on_disk(town.world.hub.machine, kName));
    REQUIRE(Town::on_disk(town.world.hub.machine, kText));
    REQUIRE(Town::on_disk(town.desk->machine, kAnswer));
    REQUIRE(Town::on_disk(town.kiosk->machine, kName));

    town.erase();
    CHECK_FALSE(Town::any_trace(town.world.hub.machine));
    town.sync_all();
    for (sim::Client* client : town.clients()) {
        need(wipe_traces(client->db()));
        INFO(client->name());
        CHECK_FALSE(Town::any_trace(client->machine));
        CHECK(need(people::person(client->log().place(), town.person)).name.empty());
        for (const auto& one : need(people::persons_of(client->log().place(), town.family.no)))
            CHECK(one.no != town.person);
    }
    CHECK(town.posted(town.family.no) == before);
    CHECK(need(people::persons_of(town.world.hub.shard().log().place(), town.family.no)).size() ==
          town.family.persons.size());
    town.check_all();  // rebuilt tables are the same ones
}

TEST_CASE("erasure: what pages left behind when they were split goes, too") {
    Town town;
    // Longer and longer, and from two devices in turn: rows are put between others.
    std::string text(kText);
    for (int i = 0; i < 40; ++i) {
        text += kText;
        for (sim::Client* client : {town.second, town.kiosk})
            need(client->submit(sim::filing(town.person, 1, text)));
        town.sync_all();
    }
    town.erase();
    CHECK_FALSE(Town::any_trace(town.world.hub.machine));
}

TEST_CASE("erasure: it happens once, and a second time nothing changes") {
    Town town;
    town.file_and_finish();
    town.erase();
    const std::int64_t records = town.records();
    town.erase();
    CHECK(town.records() == records + 1);  // on the record that it was asked for
    CHECK(need(town.world.hub.shard().db().integer("SELECT count(*) FROM erased")) == 1);
    town.sync_all();
    town.check_all();
}

TEST_CASE("erasure: a device that was away for a month brings nothing back") {
    Town town;
    town.file_and_finish();
    // Offline, it does not know, and goes on writing.
    const EventKey late = need(town.kiosk->submit(sim::filing(town.person, 2, kText)));
    const EventKey spent = need(town.counter->submit(town.tens(town.family, 1)));
    town.erase();
    town.world.advance_ms(30ull * 86'400'000);

    for (int round = 0; round < 3; ++round) town.sync_all();  // leases move as well
    CHECK(town.verdict_of(late) == Verdict::rejected(ErrorCode::person_erased));
    CHECK_FALSE(town.body_at_hub(late));
    CHECK(town.verdict_of(spent).counts());
    need(town.world.hub.shard().log().erasure().note_traces());
    town.check_wiped();
    CHECK(error_of(town.kiosk->submit(sim::filing(town.person, 2, kText))) ==
          ErrorCode::person_erased);
    town.check_all();
}

TEST_CASE("erasure: the same push a second time, and one whose body is gone already") {
    Town town;
    town.file_and_finish();
    need(town.kiosk->submit(sim::filing(town.person, 2, kText)));
    const Bytes first = need(town.kiosk->session().request({}, {}));
    town.erase();
    // The hub has taken it, the answer was lost, and everything is sent again.
    need(town.world.hub.session().sync(town.world.hub.shard(), first));
    need(town.kiosk->sync(town.world.hub));
    const EventKey own =
        need(town.kiosk->submit(sim::filing(town.family.persons[0], 1, "路灯坏了")));
    town.sync_all();
    CHECK(town.verdict_of(own).counts());
    CHECK_FALSE(need(town.world.hub.shard().devices().broken(town.kiosk->no())));
    town.sync_all();
    town.check_all();
}

TEST_CASE("erasure: who is erased while an own text waits in the queue") {
    Town town;
    town.file_and_finish();
    town.erase();
    // It hears of it with the reply to a request that did not have the text yet.
    const Bytes request = need(town.second->session().request({}, {}));
    const EventKey waiting = need(town.second->submit(sim::filing(town.person, 3, kText)));
    need(town.second->session().take_reply(
        need(town.world.hub.session().sync(town.world.hub.shard(), request))));
    CHECK_FALSE(need(town.second->log().store().find(waiting))->event.body.has_value());
    need(town.second->sync(town.world.hub));
    CHECK(town.verdict_of(waiting) == Verdict::rejected(ErrorCode::person_erased));
    town.sync_all();
    town.check_all();
}

TEST_CASE("erasure: a household's name goes with the household, not with one of its people") {
    Town town;
    const auto name = [&](sim::Client& client) {
        return need(people::household(client.log().place(), town.family.no)).name;
    };
    town.erase();
    town.sync_all();
    CHECK_FALSE(name(*town.kiosk).empty());
    need(town.world.hub.append({sim::erasing(town.family.no, PersonNo{0})}));
    town.sync_all();
    CHECK(name(*town.kiosk).empty());
    CHECK(need(erased(town.kiosk->log().place(), {ScopeKind::household, town.family.no.value})));
    town.check_all();
}

TEST_CASE("erasure: a backup from before it, and devices that know of it") {
    Town town;
    const auto backup = town.world.hub.back_up();
    town.file_and_finish();
    town.erase();
    // The kiosk has not heard of it when the hub is lost.
    for (sim::Client* client : {town.counter, town.second, town.desk})
        need(client->sync(town.world.hub));
    const std::int64_t records = town.records();
    need(town.world.hub.restore(backup));
    CHECK(Town::on_disk(town.world.hub.machine, kName));
    recover_all(town);
    town.sync_all();
    town.sync_all();
    CHECK(town.records() >= records);
    CHECK_FALSE(town.body_at_hub(town.filed));
    town.check_wiped();
    town.check_all();
}

TEST_CASE("erasure: a backup from before it, when only the hub knew, and says it once more") {
    Town town;
    const auto backup = town.world.hub.back_up();
    town.file_and_finish();
    town.erase();
    need(town.world.hub.restore(backup));
    town.erase();  // out of the list beside its keys, before anyone is answered
    recover_all(town);
    town.sync_all();
    town.sync_all();
    CHECK_FALSE(town.body_at_hub(town.filed));
    town.check_wiped();
    town.check_all();
}

TEST_CASE("erasure: what the hub keeps apart is erased, too") {
    Town town;
    town.file_and_finish();
    need(town.kiosk->submit(sim::filing(town.person, 2, kText)));
    need(town.world.hub.shard().devices().set_broken(town.kiosk->no()));  // a copied device, say
    need(town.kiosk->sync(town.world.hub));
    REQUIRE(need(town.world.hub.shard().db().integer("SELECT count(*) FROM held_event")) == 1);
    town.erase();
    CHECK_FALSE(Town::any_trace(town.world.hub.machine));
}

TEST_CASE("erasure: a program that did not know of it catches up when it is updated") {
    std::vector<const Feature*> features;
    for (const Feature* feature : app::registry().features())
        if (feature != &privacy::feature()) features.push_back(feature);
    const Registry older(std::move(features));
    Town town;
    sim::Client* const old = need(town.world.add_client("旧版本", capability::kDesk, &older));
    town.file_and_finish();
    need(old->sync(town.world.hub));
    town.erase();
    need(old->sync(town.world.hub));
    REQUIRE(Town::on_disk(old->machine, kText));  // it does not know what it was told

    old->stop();
    need(old->start(app::registry()));
    need(wipe_traces(old->db()));
    CHECK_FALSE(Town::any_trace(old->machine));
    need(sim::check_rebuild(old->projector(), old->log()));
}

TEST_CASE("erasure: only the hub erases, and only what it can read") {
    Town town;
    sim::Draft draft = sim::erasing(town.family.no, town.person);
    draft.auth = AuthMethod::card_and_pin;
    draft.actor = Actor::of(town.family.persons[0]);
    CHECK(error_of(town.kiosk->submit(draft)) == ErrorCode::not_permitted);
    CHECK_FALSE(need(erased(town.kiosk->log().place(), {ScopeKind::person, town.person.value})));
}

TEST_CASE("notice: who has read it at one device is not asked at another") {
    Town town;
    const PersonNo reader = town.family.persons[0];
    const auto accept = [&](PersonNo whose, PersonNo actor, HouseholdNo household) {
        return sim::Draft{kNoticeAcceptedType,
                          NoticeAccepted{household, whose, kNoticeVersion}.data(), std::nullopt,
                          Actor::of(actor), AuthMethod::card_and_pin};
    };
    CHECK(error_of(town.kiosk->submit(accept(reader, town.neighbour.persons[0],
                                             town.neighbour.no))) == ErrorCode::not_permitted);
    CHECK(error_of(town.kiosk->submit(accept(reader, reader, town.neighbour.no))) ==
          ErrorCode::foreign_scope);
    CHECK_FALSE(need(knows_notice(town.counter->log().place(), reader)));
    need(town.kiosk->submit(accept(reader, reader, town.family.no)));
    CHECK(need(knows_notice(town.kiosk->log().place(), reader)));  // before the hub has it
    town.sync_all();
    town.sync_all();
    CHECK(need(knows_notice(town.counter->log().place(), reader)));
    CHECK_FALSE(need(knows_notice(town.counter->log().place(), town.person)));
    town.check_all();
}

}  // namespace xf::privacy
