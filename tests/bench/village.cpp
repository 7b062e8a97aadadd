#include "tests/bench/village.hpp"

#include "shared/app/registry.hpp"
#include "tests/sim/forge.hpp"

namespace xf::bench {

namespace {

const store::Projector& projector() {
    static const store::Projector kProjector(app::registry());
    return kProjector;
}

}  // namespace

Village::Village(store::Database db, std::uint32_t households, std::uint32_t persons)
    : session(identity, clock, app::hub_hooks()),
      shard(need(sync::HubShard::open(std::move(db), projector(),
                                      {sim::kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"},
                                      "示例村+00+AA"))) {
    std::vector<sim::Draft> drafts = {
        sim::budget_of(sim::kBudget), sim::staff_member(sim::kStaff, "示例干部"),
        sim::staff_pin(sim::kStaff), sim::goods(GoodsNo{1}, "示例商品", Points(1))};
    for (std::uint32_t no = 1; no <= households; ++no) {
        sim::Family family{{no}, {}, {}, "123456"};
        for (std::uint32_t person = 0; person < persons; ++person)
            family.persons.push_back({no * persons + person});
        family.card.number = no;
        for (sim::Draft& draft : sim::family_moves_in(family, random))
            drafts.push_back(std::move(draft));
        drafts.push_back(sim::award({no}, Points(10'000)));
    }
    append(drafts);
}

void Village::append(const std::vector<sim::Draft>& drafts) {
    auto transaction = need(shard->db().begin());
    for (const sim::Draft& draft : drafts)
        need(shard->log().append(draft.header(clock.now()), draft.body(random)));
    need(transaction.commit());
}

sync::Enrolled Village::enrol(const app::DeviceIdentity& device) {
    const sync::EnrolCode code = sync::EnrolCode::make(random);
    need(shard->devices().add_code(code, {store::capability::kCounter, "柜台"}, clock.now()));
    const Bytes body = sync::encode_enrol_request(code, device.uuid, device.key.public_key(), {});
    return need(sync::decode_enrol_reply(need(session.enrol(*shard, body)), code, device.uuid, {}));
}

Counter::Counter(Village& village, store::Database database) : db(std::move(database)) {
    need(sim::prepare_client_schema(db));
    identity.emplace(need(app::DeviceIdentity::load(db, clock.now(), village.random)));
    const sync::Enrolled enrolled = village.enrol(*identity);
    log.emplace(db, projector(), enrolled.certificate.shard, enrolled.certificate.device);
    auto transaction = need(db.begin());
    need(projector().prepare(db));
    need(transaction.commit());
    session.emplace(*log, identity->key, village.identity.key.public_key(), clock, village.random);
}

Bytes Counter::request() { return need(session->request({}, {})); }

Bytes Counter::answer(Village& village, ByteView request) {
    return need(village.session.sync(*village.shard, request));
}

bool Counter::take(ByteView reply) { return need(session->take_reply(reply)).more; }

void Counter::redeem(HouseholdNo household) {
    sim::Draft draft = sim::redemption(household, {{GoodsNo{1}, 1, Points(1)}});
    draft.actor = store::Actor::of(PersonNo{household.value});
    auto transaction = need(db.begin());
    need(log->submit(draft.header(clock.now()), std::nullopt));
    need(transaction.commit());
}

}  // namespace xf::bench
