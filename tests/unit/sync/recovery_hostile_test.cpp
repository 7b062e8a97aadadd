// A restored hub among devices that lie, come late, come twice or come from another lineage.
#include "shared/sync/statement_store.hpp"
#include "tests/unit/sync/recovering.hpp"

namespace xf::sync {
namespace {

/// All that a device would report, in one part, for a test to spoil.
RecoveryRequest whole_report(Village& village, sim::Client& client) {
    ClientLog& log = client.log();
    RecoveryRequest request;
    request.certificate = client.identity().signed_certificate;
    request.counter = 1'000'000;
    request.hub_epoch = 1;
    request.cursor = need(log.store().hub_seq());
    request.asked_in = village.world.hub.shard().log().epoch().value;
    request.last = true;
    const std::uint64_t common = need(village.world.hub.store().hub_seq());
    auto rows = need(log.store().records_after(common));
    while (need(rows.step())) {
        StoredEvent stored = need(EventStore::read(rows));
        const Position& position = *stored.position;
        if (covers(log.own().capabilities, log.own().no, position.scope))
            request.records.push_back({position.hub_seq, stored.key, position.verdict,
                                       position.scope, std::move(stored.event)});
    }
    need(StatementStore(client.db(), sim::kShard).each([&](const KeptStatement& kept) -> Status {
        request.statements.push_back(kept);
        return {};
    }));
    return request;
}

/// Sends it, and lets the device go on from there as if it had been honest.
void send(Village& village, sim::Client& client, const RecoveryRequest& request) {
    const Bytes body = encode(request, client.identity().key);
    const RecoveryReply reply = need(decode_recovery_reply(
        need(village.world.hub.recovery().answer(body)), client.identity().certificate->hub_key));
    CHECK(reply.step == RecoveryStep::wait);
    need(client.db().run("UPDATE sync_state SET counter = 2000000"));
}

/// Records of a device's own scope after `common`.
std::vector<StoredEvent> of_own_scope(sim::Client& client, std::uint64_t common) {
    std::vector<StoredEvent> out;
    need(client.log().store().each_record([&](const StoredEvent& stored) -> Status {
        const Position& position = *stored.position;
        if (position.hub_seq > common && position.scope.kind == ScopeKind::device)
            out.push_back(stored);
        return {};
    }));
    return out;
}

sim::Draft by_hub(std::uint32_t type, Bytes data) {
    sim::Draft out;
    out.type = type;
    out.data = std::move(data);
    out.auth = AuthMethod::hub;
    return out;
}

}  // namespace

TEST_CASE("recovery: whoever reports first takes no other record's place") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    const std::uint64_t common = need(village.world.hub.store().hub_seq());
    RecoveryRequest lies = whole_report(village, *village.kiosk);
    // The kiosk does not have the second counter's scope: it numbers its own records so that they
    // stand where those stood.
    const auto lent = of_own_scope(*village.second, common);
    REQUIRE_FALSE(lent.empty());
    for (const StoredEvent& stored : lent)
        for (std::size_t i = lies.records.size(); i-- > 0;)
            if (lies.records[i].hub_seq < stored.position->hub_seq) {
                lies.records[i].hub_seq = stored.position->hub_seq;
                break;
            }
    send(village, *village.kiosk, lies);
    recover_all(village);
    for (const StoredEvent& stored : lent)
        CHECK(need(village.world.hub.store().find(stored.key)).has_value());
    for (int i = 0; i < 3; ++i) village.sync_all();

    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.second).counts());
    CHECK(village.posted(village.family.no) == day.posted);
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *village.counter);
    check_same_holding(village, *village.second);
    village.check_all();
}

TEST_CASE(
    "recovery: records are placed between the backup and the hub's newest word, or not taken") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    const std::uint64_t common = need(village.world.hub.store().hub_seq());
    RecoveryRequest lies = whole_report(village, *village.kiosk);
    REQUIRE_FALSE(lies.records.empty());
    if (GENERATE(true, false))
        lies.records.front().hub_seq = common;
    else
        lies.records.back().hub_seq = lies.cursor + 1;
    send(village, *village.kiosk, lies);
    CHECK(need(village.world.hub.shard().db().integer(
              "SELECT count(*) FROM recovery_record WHERE hub_seq NOT BETWEEN ? AND ?", common + 1,
              lies.cursor)) == 0);
    recover_all(village);
    village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
}

TEST_CASE("recovery: an order in which nothing was ever done does not stop it") {
    Village village;
    const auto backup = village.world.hub.back_up();
    // More than the town had to award before.
    std::vector<sim::Draft> drafts{sim::budget_of(Points(500'000'000))};
    constexpr int kAwards = 101;
    for (int i = 0; i < kAwards; ++i)
        drafts.push_back(sim::award(village.family.no, Points(1'000'000)));
    need(village.world.hub.append(drafts));
    for (sim::Client* client : {village.kiosk, village.desk}) need(client->sync(village.world.hub));
    const Points before = village.posted(village.family.no);
    need(village.world.hub.restore(backup));

    RecoveryRequest lies = whole_report(village, *village.kiosk);
    const bool withheld = GENERATE(false, true);
    const auto is_grant = [](const Record& record) {
        return record.scope->kind == ScopeKind::village;
    };
    const std::uint64_t end = lies.records.back().hub_seq;
    std::stable_partition(lies.records.begin(), lies.records.end(), std::not_fn(is_grant));
    if (withheld) std::erase_if(lies.records, is_grant);
    for (std::size_t i = lies.records.size(); i-- > 0;)
        lies.records[i].hub_seq = end - (lies.records.size() - 1 - i);
    send(village, *village.kiosk, lies);
    if (withheld)
        need(village.world.hub.recovery().end());
    else
        recover_all(village);
    CHECK(village.posted(village.family.no) == before);
    CHECK(need(village.world.hub.recovery().set_aside()).empty());
    CHECK(need(points::balance(village.world.hub.shard().log().place(), points::Account::budget)) >=
          Points(0));
    village.check_hub();
}

TEST_CASE("recovery: a lease that names a household twice is made up for as one") {
    Village village;
    const Points held = village.held(*village.counter, village.family.no);
    const points::LeaseChange back{
        village.counter->no(),
        village.counter->log().own().epoch,
        {{village.family.no, held}, {village.family.no, held}, {village.family.no, held}}};
    sim::Draft draft;
    draft.type = points::kLeaseReturnedType;
    draft.data = back.data();
    const Scope own{ScopeKind::device, village.counter->no().value};
    const Record record{1,
                        {village.counter->no(), village.counter->log().own().epoch, Seq{900}},
                        Verdict::accepted(),
                        own,
                        sim::event_of(draft)};
    HubShard& shard = village.world.hub.shard();
    {
        Transaction transaction = need(shard.db().begin());
        need(shard.log().adopt(record, village.world.hub.machine.clock.now()));
        need(transaction.commit());
    }
    CHECK(loss(village) == Points(0) - held - held);
    village.check_hub();
}

TEST_CASE("recovery: what can't be applied any more is set aside, and the rest goes on") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    for (sim::Client* client : village.clients())
        if (client != village.desk) report(village, *client);
    cbor::Writer event;
    write(event, sim::event_of(by_hub(points::kRuleSetType, {0x80})));
    need(village.world.hub.shard().db().run(
        "INSERT INTO recovery_record VALUES (?, 1, ?, 0, 900, 1, 0, 1, 900, ?, ?)", sim::kShard,
        ScopeKind::village, Verdict::accepted().encoded(), event.out()));
    CHECK(report(village, *village.desk) == Outcome::done);
    const auto aside = need(village.world.hub.recovery().set_aside());
    REQUIRE(aside.size() == 1);
    CHECK(aside[0].key == EventKey{kHubDevice, Epoch{1}, Seq{900}});
    CHECK(aside[0].reason == ErrorCode::malformed);
    recover_all(village);
    village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.filed).counts());
    village.check_hub();
}

TEST_CASE("recovery: a counter is waited for however long it was silent") {
    Village village;
    test::FakeClock& clock = village.world.hub.machine.clock;
    clock.set_wall({clock.now().seconds + 40LL * 86'400});
    for (sim::Client* client : {village.counter, village.desk})
        need(client->sync(village.world.hub));
    const auto backup = village.world.hub.back_up();
    village.wish(*village.second, Points(10));  // comes back after all
    const EventKey redeemed = need(village.second->submit(village.tens(village.family, 1)));
    need(village.second->sync(village.world.hub));
    need(village.world.hub.restore(backup));
    CHECK(report(village, *village.counter) == Outcome::wait);
    CHECK(report(village, *village.desk) == Outcome::wait);  // nobody else is missing but it
    CHECK(report(village, *village.second) == Outcome::done);
    for (sim::Client* client : {village.counter, village.desk, village.second}) {
        CHECK(report(village, *client) == Outcome::done);
        need(client->sync(village.world.hub));
    }
    CHECK(village.verdict_of(redeemed).counts());
    CHECK(loss(village) == Points(0));
    // A kiosk lends nothing; but it may have seen more of the public log.
    CHECK_FALSE(need(village.world.hub.shard().history().may_publish()));
    CHECK(report(village, *village.kiosk) == Outcome::done);
    CHECK(need(village.world.hub.shard().history().may_publish()));
}

TEST_CASE("recovery: who others say was enrolled after the backup is waited for") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const auto [late, redeemed] = LateCounter(village);
    need(village.world.hub.restore(backup));
    for (sim::Client* client : village.clients()) CHECK(report(village, *client) == Outcome::wait);
    const auto devices = need(village.world.hub.recovery().devices());
    REQUIRE(devices.size() == 5);
    CHECK(devices.back().no == late->no());
    CHECK(devices.back().name == "柜台三");
    CHECK_FALSE(devices.back().reported);
    CHECK(devices.back().awaited);
    CHECK(report(village, *late) == Outcome::done);
    recover_all(village);
    village.sync_all();
    need(late->sync(village.world.hub));
    CHECK(village.verdict_of(redeemed).counts());
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *late);
    village.check_all();
}

TEST_CASE("recovery: a device that was enrolled anew reports, though its former self came first") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const auto former = village.second->identity();
    const std::uint64_t cursor = need(village.second->log().store().hub_seq());
    const auto code = need(village.world.hub.new_code(capability::kCounter, "柜台二"));
    need(village.second->enrol(village.world.hub, code));
    need(village.second->sync(village.world.hub));
    village.wish(*village.second, Points(30));
    const EventKey redeemed = need(village.second->submit(village.tens(village.family, 1)));
    need(village.second->sync(village.world.hub));
    village.sync_all();
    need(village.world.hub.restore(backup));

    RecoveryRequest request;
    request.certificate = former.signed_certificate;
    request.counter = 1'000'000;
    request.hub_epoch = 1;
    request.cursor = cursor + 1;
    request.asked_in = village.world.hub.shard().log().epoch().value;
    request.last = true;
    need(village.world.hub.recovery().answer(encode(request, former.key)));
    recover_all(village);
    village.sync_all();
    CHECK(village.verdict_of(redeemed).counts());
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *village.second);
    village.check_all();
}

TEST_CASE("recovery: from a backup of the lineage that was given up") {
    Village village;
    const auto first = village.world.hub.back_up();
    const DayAfter day(village);
    const auto second = village.world.hub.back_up();
    need(village.world.hub.restore(first));
    need(village.world.hub.recovery().end());  // so that the order is another one than then
    need(village.world.hub.append({sim::award(village.family.no, Points(5))}));
    for (sim::Client* client : village.clients()) CHECK(report(village, *client) == Outcome::done);
    village.sync_all();
    const EventKey later = need(village.counter->submit(village.tens(village.family, 1)));
    for (int i = 0; i < 3; ++i) village.sync_all();
    need(village.world.hub.restore(second));
    recover_all(village);
    for (int i = 0; i < 3; ++i) village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.filed).counts());
    CHECK(village.verdict_of(later).counts());
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *village.counter);
    check_same_holding(village, *village.second);
    village.check_all();
}

TEST_CASE("recovery: from the last backup but one") {
    Village village;
    const auto older = village.world.hub.back_up();
    need(village.world.hub.set_stable());
    const DayAfter day(village);
    static_cast<void>(village.world.hub.back_up());
    need(village.world.hub.set_stable());
    village.sync_all();
    village.sync_all();
    need(village.world.hub.restore(older));
    recover_all(village);
    village.sync_all();
    village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.second).counts());
    CHECK(village.verdict_of(day.filed).counts());
    CHECK(village.posted(village.family.no) == day.posted);
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *village.counter);
    check_same_holding(village, *village.second);
    village.check_all();
}

}  // namespace xf::sync
