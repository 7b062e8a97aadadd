// Programs of different ages around one hub: an older client keeps, checks and passes over what it
// does not know, and makes something of it once it is updated.
#include "tests/unit/sync/village.hpp"

namespace xf::sync {
namespace {

using namespace store;
using test::error_of;
using test::need;

constexpr std::uint32_t kPraiseType = 900;
constexpr std::uint32_t kHintType = 901;

Result<Verdict> judge(const Place&, const Arrival&) { return Verdict::accepted(); }

Status apply(const Place& place, const Arrival& arrival) {
    if (arrival.header.type != kPraiseType || !arrival.counts()) return {};
    cbor::Reader in = arrival.header.reader();
    XF_TRY(in.array_of(1));
    XF_ASSIGN(const std::uint32_t household, in.uint32());
    return place.db.run(
        "INSERT INTO praise VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1", household);
}

/// A feature of a later version: 表扬, seen by everybody, and a hint for staff only.
const Feature& praise() {
    static const Feature kFeature{
        .name = "praise",
        .types = {{kPraiseType, "praise", ScopeKind::household, false, capability::kHub},
                  {kHintType, "hint", ScopeKind::staff, false, capability::kHub}},
        .tables = {"praise"},
        .schema =
            "CREATE TABLE praise(household INTEGER PRIMARY KEY, times INTEGER NOT NULL) STRICT;",
        .judge = judge,
        .apply = apply,
    };
    return kFeature;
}

const Registry& later_registry() {
    static const Registry kRegistry = [] {
        std::vector<const Feature*> features = app::registry().features();
        features.push_back(&praise());
        return Registry(std::move(features));
    }();
    return kRegistry;
}

sim::Draft of_type(std::uint32_t type, std::uint32_t subject) {
    return {type, cbor::Writer().array(1).uint(subject).take(), std::nullopt, {}, AuthMethod::hub};
}

}  // namespace

TEST_CASE("versions: an older client holds and checks what it does not know") {
    sim::World world(1, later_registry());
    need(world.found());
    const auto family = *need(world.add_family(1));
    sim::Client* old = need(world.add_client("旧柜台", capability::kCounter, &app::registry()));
    sim::Client* fresh = need(world.add_client("新柜台", capability::kCounter));
    sim::Client* desk = need(world.add_client("旧工作台", capability::kDesk, &app::registry()));
    need(world.hub.append({of_type(kPraiseType, family.no.value), of_type(kHintType, 1),
                           sim::award(family.no, Points(100)),
                           of_type(kPraiseType, family.no.value)}));
    for (int round = 0; round < 3; ++round)
        for (sim::Client* client : {old, fresh, desk}) need(client->sync(world.hub));
    CHECK(need(fresh->db().integer("SELECT times FROM praise")) == 2);
    for (sim::Client* client : {old, fresh, desk}) {
        need(sim::check_convergence(world.hub, *client, {}));
        need(sim::check_rebuild(*client));
    }
    // Also what comes after it, and its own work.
    need(old->submit(sim::redemption(family, {{GoodsNo{1}, 1, Points(1)}})));
    need(old->sync(world.hub));
    need(sim::check_convergence(world.hub, *old, {}));
}

TEST_CASE("versions: after an update, what was kept becomes rows") {
    sim::World world(2, later_registry());
    need(world.found());
    const auto family = *need(world.add_family(1));
    sim::Client* old = need(world.add_client("旧柜台", capability::kCounter, &app::registry()));
    need(world.hub.append({of_type(kPraiseType, family.no.value)}));
    need(old->sync(world.hub));

    const Projector updated(later_registry());
    Transaction transaction = need(old->db().begin());
    CHECK(need(updated.prepare(old->db())));
    ClientLog log(old->db(), updated, old->log().shard(), old->log().own());
    need(log.rebuild());
    CHECK(need(old->db().integer("SELECT times FROM praise")) == 1);
    CHECK_FALSE(need(updated.prepare(old->db())));
}

TEST_CASE("versions: a feature that understands more types is built anew, with the same tables") {
    static const Feature kBefore = [] {
        Feature feature = praise();
        feature.types.pop_back();
        return feature;
    }();
    Database db = need(Database::open_in_memory());
    const Registry before({&kBefore}), after({&praise()});
    CHECK(need(Projector(before).prepare(db)));
    CHECK_FALSE(need(Projector(before).prepare(db)));
    need(db.run("INSERT INTO praise VALUES (1, 1)"));
    CHECK(need(Projector(after).prepare(db)));
    CHECK(need(db.integer("SELECT count(*) FROM praise")) == 0);
}

TEST_CASE("versions: what a newer client writes is parked by an older hub, and kept by both") {
    static const Feature kWish = [] {
        Feature feature = praise();
        feature.types[0].writers = capability::kCounter;
        return feature;
    }();
    std::vector<const Feature*> features = app::registry().features();
    features.push_back(&kWish);
    const Registry newer(std::move(features));

    sim::World world(3);
    need(world.found());
    const auto family = *need(world.add_family(1));
    sim::Client* client = need(world.add_client("新柜台", capability::kCounter, &newer));
    need(client->sync(world.hub));
    sim::Draft of_counter = of_type(kPraiseType, family.no.value);
    of_counter.auth = AuthMethod::none;
    need(client->submit(of_counter));
    need(world.hub.append({sim::award(family.no, Points(100))}));
    for (int round = 0; round < 2; ++round) need(client->sync(world.hub));
    CHECK(need(client->db().integer("SELECT held FROM pending")) == 4);
    CHECK(need(client->db().integer("SELECT times FROM praise")) == 1);  // its own, on top
    // Nothing is blocked by it.
    const EventKey key =
        need(client->submit(sim::redemption(family, {{GoodsNo{1}, 1, Points(1)}})));
    for (int round = 0; round < 2; ++round) need(client->sync(world.hub));
    CHECK(need(world.hub.store().find(key))->position->verdict == Verdict::accepted());
    CHECK(need(client->log().pending_count()) == 1);
    need(sim::check_rebuild(*client));
    const std::int64_t records = need(world.hub.shard().db().integer("SELECT count(*) FROM event"));

    // The hub is updated: what it parked becomes a record, and its writer learns so.
    world.hub.stop();
    need(world.hub.start(newer));
    CHECK(need(world.hub.shard().db().integer("SELECT count(*) FROM held_event")) == 0);
    CHECK(need(world.hub.shard().db().integer("SELECT count(*) FROM event")) == records + 1);
    for (int round = 0; round < 2; ++round) need(client->sync(world.hub));
    CHECK(need(client->log().pending_count()) == 0);
    CHECK(need(client->db().integer("SELECT times FROM praise")) == 1);
    need(sim::check_rebuild(*client));
    need(sim::check_rebuild(world.hub));
}

}  // namespace xf::sync
