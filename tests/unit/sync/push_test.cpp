// What a device pushes becomes records exactly once, in its order, each with a verdict.
#include "shared/base/limits.hpp"
#include "shared/requests/feature.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::sync {
namespace {

using store::Verdict;
using test::error_of;
using test::need;

std::int64_t count(sim::Hub& hub, std::string_view sql) {
    return need(hub.shard().db().integer(sql));
}

/// An event of the counter's, with this type and data.
store::Event event_with(std::uint32_t type, Bytes data) {
    return sim::event_of({type, std::move(data), std::nullopt, {}, {}});
}

}  // namespace

TEST_CASE("push: the same push a thousand times is taken once") {
    Village village;
    sim::Forger forger(*village.counter);
    const store::ChainHead before = forger.chain;
    const store::Event event = sim::event_of(village.tens(village.family, 2));
    const EventKey key{village.counter->no(), {1}, Seq{before.seq.value + 1}};
    for (int i = 0; i < 1000; ++i) {
        forger.chain = before;
        const ShardPull pull = need(forger.push(village.world.hub, {event}));
        REQUIRE(pull.known == key.seq);
        REQUIRE(pull.held.empty());
        REQUIRE(std::any_of(pull.records.begin(), pull.records.end(), [&](const auto& record) {
            return record.key == key && record.verdict == Verdict::accepted() && !record.event;
        }));
    }
    CHECK(village.posted(village.family.no) == Points(80));
    CHECK(count(village.world.hub, "SELECT count(*) FROM event WHERE device = 1") == 1);
    village.check_hub();
}

TEST_CASE("push: the answer is lost after the commit, and the retry gets the first verdict") {
    Village village;
    const EventKey key = need(village.counter->submit(village.tens(village.family, 4)));
    const Bytes lost = need(village.counter->session().request({}, {}));
    need(village.world.hub.session().sync(village.world.hub.shard(), lost));
    CHECK(need(village.counter->log().pending_count()) == 1);

    need(village.counter->sync(village.world.hub));
    CHECK(need(village.counter->log().pending_count()) == 0);
    CHECK(need(village.counter->log().store().find(key))->position->verdict == Verdict::accepted());
    CHECK(village.posted(village.family.no) == Points(60));
    village.sync_all();
    village.sync_all();
    village.check_all();
}

TEST_CASE("push: a rejected event stays visible and blocks nothing behind it") {
    Village village;
    sim::Forger forger(*village.counter);
    const ShardPull pull =
        need(forger.push(village.world.hub, {sim::event_of(village.tens(village.family, 50)),
                                             sim::event_of(village.tens(village.family, 1))}));
    REQUIRE(pull.records.size() >= 2);
    CHECK(pull.records[0].verdict == Verdict::rejected(ErrorCode::over_lease));
    CHECK(pull.records[1].verdict == Verdict::accepted());
    CHECK(village.posted(village.family.no) == Points(90));
    // In the household's history stand the award and both.
    CHECK(count(village.world.hub, "SELECT count(*) FROM points_line WHERE household = 1") == 3);
    village.check_hub();
    need(village.second->sync(village.world.hub));
    need(sim::check_rebuild(*village.second));
}

TEST_CASE("push: two counters and the last point") {
    Village village;
    // Each holds 40 of 100; together they want 90 in tens.
    for (int i = 0; i < 4; ++i) need(village.counter->submit(village.tens(village.family, 1)));
    for (int i = 0; i < 4; ++i) need(village.second->submit(village.tens(village.family, 1)));
    CHECK(error_of(village.counter->submit(village.tens(village.family, 1))) ==
          ErrorCode::over_lease);
    CHECK(error_of(village.second->submit(village.tens(village.family, 1))) ==
          ErrorCode::over_lease);
    for (int round = 0; round < 4; ++round) village.sync_all();
    CHECK(village.posted(village.family.no) == Points(20));
    village.check_all();

    // Online, a wish lends what is left to whoever asks first: the reserve too, and what the other
    // gives back.
    village.wish(*village.counter, Points(20));
    const Points first = village.held(*village.counter, village.family.no);
    const Points other = village.held(*village.second, village.family.no);
    CHECK(first + other == Points(20));
    CHECK(first > other);
    village.check_hub();
}

TEST_CASE("push: what a device may not write is refused by name") {
    Village village;
    sim::Forger kiosk(*village.kiosk), counter(*village.counter);
    const points::LeaseChange grab{village.counter->no(), {1}, {{village.family.no, Points(9)}}};
    ShardPull pull = need(
        kiosk.push(village.world.hub, {sim::event_of(village.tens(village.family, 1)),
                                       sim::event_of(sim::award(village.family.no, Points(5)))}));
    CHECK(pull.records.at(0).verdict == Verdict::rejected(ErrorCode::not_permitted));
    CHECK(pull.records.at(1).verdict == Verdict::rejected(ErrorCode::not_permitted));
    pull = need(counter.push(
        village.world.hub,
        {event_with(points::kLeaseMovedType, grab.data()),
         event_with(points::kBudgetGrantedType, points::BudgetGranted{Points(5)}.data())}));
    CHECK(pull.records.at(0).verdict == Verdict::rejected(ErrorCode::not_permitted));
    CHECK(pull.records.at(1).verdict == Verdict::rejected(ErrorCode::not_permitted));
    village.check_hub();
}

TEST_CASE("push: amounts and shapes that nobody may write") {
    Village village;
    sim::Forger forger(*village.counter);
    const HouseholdNo household = village.family.no;
    const auto line = [&](std::uint32_t quantity, std::int64_t price) {
        return sim::event_of(
            sim::redemption(village.family, {{GoodsNo{3}, quantity, Points(price)}}));
    };
    const auto raw = [&](std::initializer_list<std::int64_t> items) {
        cbor::Writer out;
        out.array(items.size());
        for (const std::int64_t item : items) out.integer(item);
        return event_with(points::kRedemptionType, out.take());
    };
    using P = points::RedemptionLine;
    const store::Event of_nobody =
        sim::event_of(sim::redemption(household, {P{GoodsNo{3}, 1, Points(1)}}));
    const store::Event of_a_stranger = [&] {
        sim::Draft draft = sim::redemption(village.neighbour, {P{GoodsNo{3}, 1, Points(1)}});
        draft.actor = store::Actor::of(village.family.persons[0]);
        return sim::event_of(draft);
    }();
    const std::pair<store::Event, ErrorCode> cases[] = {
        {line(0, 10), ErrorCode::bad_amount},
        {line(limits::kQuantity + 1, 1), ErrorCode::bad_amount},
        {line(1, 0), ErrorCode::bad_amount},
        {line(1, -10), ErrorCode::bad_amount},
        {line(1, limits::kAmount + 1), ErrorCode::bad_amount},
        {line(limits::kQuantity, limits::kAmount), ErrorCode::bad_amount},
        {line(1, INT64_MAX), ErrorCode::bad_amount},
        {line(1, INT64_MIN), ErrorCode::bad_amount},
        {line(1, limits::kAmount), ErrorCode::over_lease},
        {line(limits::kQuantity, 1), ErrorCode::over_lease},
        {raw({}), ErrorCode::malformed},
        {raw({1}), ErrorCode::malformed},
        {raw({1, 3, 1}), ErrorCode::malformed},
        {raw({1, 3, 1, 10, 3}), ErrorCode::malformed},
        {raw({-1, 3, 1, 10}), ErrorCode::malformed},
        {raw({1, 3, -1, 10}), ErrorCode::malformed},
        {of_nobody, ErrorCode::not_permitted},
        {of_a_stranger, ErrorCode::foreign_scope},
        {sim::event_of(sim::redemption(
             village.family, std::vector<P>(limits::kLines + 1, P{GoodsNo{3}, 1, Points(1)}))),
         ErrorCode::too_large},
    };
    for (const auto& [event, reason] : cases) {
        INFO(to_hex(event.header));
        const ShardPull pull = need(forger.push(village.world.hub, {event}));
        forger.cursor = pull.up_to;
        REQUIRE(pull.records.size() == 1);
        CHECK(pull.records[0].verdict == Verdict::rejected(reason));
    }
    CHECK(village.posted(household) == Points(100));
    village.check_hub();
    // The other devices take all of it over, and make of it what the hub made.
    for (sim::Client* other : {village.second, village.kiosk, village.desk}) {
        need(other->sync(village.world.hub));
        need(sim::check_rebuild(*other));
    }
    need(sim::check_convergence(village.world.hub, *village.desk, {}));
}

TEST_CASE("push: what a device may not write concerns the device alone") {
    Village village;
    sim::Forger forger(*village.kiosk);
    const std::int64_t lines =
        need(village.world.hub.shard().db().integer("SELECT count(*) FROM points_line"));
    const ShardPull pull =
        need(forger.push(village.world.hub, {sim::event_of(village.tens(village.family, 1))}));
    REQUIRE(pull.records.size() == 1);
    CHECK(pull.records[0].verdict == Verdict::rejected(ErrorCode::not_permitted));
    const auto stored = need(village.world.hub.store().find(pull.records[0].key));
    CHECK(stored->position->scope ==
          store::Scope{store::ScopeKind::device, village.kiosk->no().value});
    CHECK(need(village.world.hub.shard().db().integer("SELECT count(*) FROM points_line")) ==
          lines);
    village.check_hub();
}

TEST_CASE("push: sixteen lines are a redemption") {
    Village village;
    const EventKey key = need(village.counter->submit(sim::redemption(
        village.family,
        std::vector<points::RedemptionLine>(limits::kLines, {GoodsNo{1}, 1, Points(1)}))));
    need(village.counter->sync(village.world.hub));
    CHECK(village.verdict_of(key) == Verdict::accepted());
}

TEST_CASE("push: a lease is given back once, and only one's own") {
    Village village;
    sim::Forger forger(*village.counter);
    const auto give_back = [&](DeviceNo device, Epoch epoch,
                               std::vector<points::LeaseShare> shares) {
        const ShardPull pull = need(forger.push(
            village.world.hub,
            {event_with(points::kLeaseReturnedType,
                        points::LeaseChange{device, epoch, std::move(shares)}.data())}));
        forger.cursor = pull.up_to;
        return pull.records.at(0).verdict;
    };
    const DeviceNo own = village.counter->no();
    const HouseholdNo household = village.family.no;
    CHECK(give_back(village.second->no(), {1}, {{household, Points(1)}}) ==
          Verdict::rejected(ErrorCode::foreign_scope));
    CHECK(give_back(own, {2}, {{household, Points(1)}}) ==
          Verdict::rejected(ErrorCode::foreign_scope));
    CHECK(give_back(own, {1}, {{household, Points(-1)}}) ==
          Verdict::rejected(ErrorCode::bad_amount));
    CHECK(give_back(own, {1}, {{household, Points(41)}}) ==
          Verdict::rejected(ErrorCode::over_lease));
    // Twice in one event is still more than there is: refused, not an error of the whole push.
    CHECK(give_back(own, {1}, {{household, Points(30)}, {household, Points(30)}}) ==
          Verdict::rejected(ErrorCode::over_lease));
    CHECK(give_back(own, {1}, {{household, Points(10)}, {household, Points(10)}}) ==
          Verdict::accepted());
    village.check_hub();
}

TEST_CASE("push: an unknown type is parked, told each time, and blocks nothing") {
    Village village;
    sim::Forger forger(*village.counter);
    const store::ChainHead before = forger.chain;
    const std::vector<store::Event> events = {event_with(4000, cbor::Writer().array(0).take()),
                                              sim::event_of(village.tens(village.family, 1))};
    for (int i = 0; i < 3; ++i) {
        forger.chain = before;
        const ShardPull pull = need(forger.push(village.world.hub, events));
        REQUIRE(pull.held.size() == 1);
        CHECK(pull.held[0].verdict == Verdict::parked());
        CHECK(pull.known.value == before.seq.value + 2);
    }
    CHECK(count(village.world.hub, "SELECT count(*) FROM held_event") == 1);
    CHECK(count(village.world.hub, "SELECT count(*) FROM device WHERE broken") == 0);
    CHECK(village.posted(village.family.no) == Points(90));
    // Other bytes in its place are another device's.
    forger.chain = before;
    const ShardPull pull =
        need(forger.push(village.world.hub, {event_with(4001, cbor::Writer().array(0).take())}));
    CHECK(pull.held.at(0).verdict == Verdict::quarantined());
    CHECK(count(village.world.hub, "SELECT count(*) FROM device WHERE broken") == 1);
    village.check_hub();
}

TEST_CASE("push: a gap is not filled with guesses: the hub says where to go on") {
    Village village;
    sim::Forger forger(*village.counter);
    forger.chain.seq = {5};
    const ShardPull pull =
        need(forger.push(village.world.hub, {sim::event_of(village.tens(village.family, 1))}));
    CHECK(pull.held.empty());
    CHECK(pull.known == Seq{0});
    CHECK(village.posted(village.family.no) == Points(100));
    CHECK(count(village.world.hub, "SELECT count(*) FROM device WHERE broken") == 0);
}

TEST_CASE("push: more than one push holds goes in several, in order") {
    Village village;
    need(village.world.hub.append({sim::award(village.family.no, Points(10'000))}));
    need(village.counter->sync(village.world.hub));
    for (std::size_t i = 0; i < limits::kPushEvents + 20; ++i)
        need(
            village.counter->submit(sim::redemption(village.family, {{GoodsNo{1}, 1, Points(1)}})));
    CHECK(need(village.counter->log().unsent(limits::kPushEvents)).events.size() ==
          limits::kPushEvents);
    need(village.counter->sync(village.world.hub));
    CHECK(need(village.counter->log().pending_count()) == 20);
    const store::Unsent rest = need(village.counter->log().unsent(limits::kPushEvents));
    CHECK(rest.first.value == limits::kPushEvents + 1);
    village.sync_all();
    for (int round = 0; round < 3; ++round) village.sync_all();
    village.check_all();
}

TEST_CASE("push: long texts are sent in as many requests as they need") {
    Village village;
    const std::string text(limits::kTextBytes, 'x');
    constexpr std::size_t kRequests = 200;  // 1.2 MB, more than one request may have
    for (std::size_t i = 0; i < kRequests; ++i)
        need(village.kiosk->submit(sim::filing(village.family.persons[0], 1, text)));
    const store::Unsent unsent = need(village.kiosk->log().unsent(limits::kPushEvents));
    CHECK(unsent.events.size() >= limits::kPushBytes / (limits::kTextBytes + 200));
    CHECK(unsent.events.size() < kRequests);
    for (int round = 0; round < 4; ++round) need(village.kiosk->sync(village.world.hub));
    CHECK(need(village.kiosk->log().pending_count()) == 0);
    village.sync_all();
    village.sync_all();
    village.check_all();
}

TEST_CASE("push: nested data that a reply could not carry never becomes a record") {
    Village village;
    sim::Forger forger(*village.counter);
    cbor::Writer deep;
    deep.array(2).uint(village.family.no.value).array(1).array(0);
    const Request request = forger.request({event_with(points::kRedemptionType, deep.take())});
    CHECK(error_of(forger.send(village.world.hub, request)) == ErrorCode::malformed);
    // One level less is a record, rejected, and every reply can carry it.
    cbor::Writer shallow;
    shallow.array(2).uint(village.family.no.value).array(0);
    sim::Forger again(*village.counter);
    need(again.push(village.world.hub, {event_with(points::kRedemptionType, shallow.take())}));
    need(village.second->sync(village.world.hub));
    need(village.desk->sync(village.world.hub));
}

TEST_CASE("push: nobody files for a person who does not exist") {
    Village village;
    CHECK(error_of(village.kiosk->submit(sim::filing(PersonNo{999}, 1, "x"))) ==
          ErrorCode::unknown_reference);
    sim::Draft draft = sim::filing(PersonNo{999}, 1, "x");
    draft.actor = store::Actor::of(sim::kStaff);
    CHECK(error_of(village.desk->submit(draft)) == ErrorCode::unknown_reference);
    sim::Forger forger(*village.kiosk);
    const ShardPull pull = need(forger.push(village.world.hub, {sim::event_of(draft)}));
    CHECK(pull.records.at(0).verdict == Verdict::rejected(ErrorCode::unknown_reference));
}

}  // namespace xf::sync
