// A device that is two, a clone or an old image, is found out by its chain, and can do no harm.
#include "tests/unit/sync/village.hpp"

namespace xf::sync {
namespace {

using store::Verdict;
using test::error_of;
using test::need;

std::int64_t count(sim::Hub& hub, std::string_view sql) {
    return need(hub.shard().db().integer(sql));
}

}  // namespace

TEST_CASE("fork: a clone is lent nothing in the exchange that finds it out") {
    Village village;
    need(village.world.hub.append({sim::award(village.family.no, Points(50))}));
    sim::Forger forger(*village.counter);
    const auto held = [&] {
        return need(village.world.hub.shard().db().integer(
            "SELECT sum(points) FROM points_holding WHERE holder = ?", village.counter->no()));
    };
    const std::int64_t before = held();
    Request forged = forger.request({sim::event_of(village.tens(village.family, 1))});
    forged.shards[0].chain_head = Hash{};
    const ShardPull pull = need(forger.send(village.world.hub, forged));
    REQUIRE(pull.held.size() == 1);
    CHECK(pull.held[0].verdict == Verdict::quarantined());
    CHECK(held() == before);
}

TEST_CASE("fork: a cloned device is found out, and nothing more is taken from either") {
    Village village;
    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.counter->sync(village.world.hub));
    sim::Forger clone(*village.counter);  // with all that the counter has

    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.counter->sync(village.world.hub));
    // The clone knows nothing of that, and goes on from where it was copied.
    clone.counter += 10;
    const std::int64_t records = village.records();
    const store::Event forked = sim::event_of(village.tens(village.family, 2));
    ShardPull pull = need(clone.push(village.world.hub, {forked}));
    REQUIRE(pull.held.size() == 1);
    CHECK(pull.held[0].verdict == Verdict::quarantined());
    CHECK(village.records() == records);
    CHECK(village.posted(village.family.no) == Points(80));
    CHECK(count(village.world.hub, "SELECT count(*) FROM held_event") == 1);  // the evidence
    // Again, and with more: still nothing, and the evidence is kept once.
    pull = need(clone.push(village.world.hub, {sim::event_of(village.tens(village.family, 1))}));
    CHECK(pull.held.at(0).verdict == Verdict::quarantined());
    CHECK(village.records() == records);

    // The honest one, too, is held from now on: the hub can't tell them apart. It learns so.
    need(village.counter->db().run("UPDATE sync_state SET counter = ?", clone.counter));
    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.counter->sync(village.world.hub));
    CHECK(village.records() == records);
    CHECK(need(village.counter->db().integer("SELECT held FROM pending")) == 3);
    CHECK_FALSE(need(village.counter->log().unsent(10)).chain_head);  // and sends it no more
    // What was quarantined does not count here either, and nothing is added to it.
    CHECK(need(village.counter->log().broken()));
    CHECK(village.held(*village.counter, village.family.no) == Points(24));
    CHECK(need(village.counter->db().integer(
              "SELECT posted FROM points_household WHERE household = 1")) == 80);
    CHECK(error_of(village.counter->submit(village.tens(village.family, 1))) ==
          ErrorCode::chain_broken);
    need(village.counter->sync(village.world.hub));
    need(sim::check_rebuild(*village.counter));
    village.check_hub();
    need(sim::check_pending(*village.counter));

    // A new enrolment begins a new epoch with a whole chain, and no lease of the old one.
    const EnrolCode code = need(village.world.hub.new_code(store::capability::kCounter, "柜台一"));
    need(village.counter->enrol(village.world.hub, code));
    CHECK(village.counter->log().own().epoch == Epoch{2});
    CHECK(village.held(*village.counter, village.family.no) == Points(0));
    need(village.counter->sync(village.world.hub));
    village.wish(*village.counter, Points(5));
    const EventKey key = need(
        village.counter->submit(sim::redemption(village.family, {{GoodsNo{1}, 1, Points(1)}})));
    need(village.counter->sync(village.world.hub));
    CHECK(village.verdict_of(key) == Verdict::accepted());
    CHECK_FALSE(need(village.counter->log().broken()));
    village.check_hub();
    need(sim::check_rebuild(*village.counter));
}

TEST_CASE("fork: a chain head that the events do not lead to breaks the epoch") {
    Village village;
    sim::Forger forger(*village.counter);
    Request request = forger.request({sim::event_of(village.tens(village.family, 1))});
    request.shards[0].chain_head->bytes[0] ^= 1;
    const ShardPull pull = need(forger.send(village.world.hub, request));
    CHECK(pull.held.at(0).verdict == Verdict::quarantined());
    CHECK(pull.known == Seq{0});
    CHECK(village.posted(village.family.no) == Points(100));
    village.check_hub();
}

}  // namespace xf::sync
