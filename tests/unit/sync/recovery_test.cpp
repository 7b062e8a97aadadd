// A hub that is restored from a backup under its devices: nothing that it had acknowledged is lost, no
// point is lent twice, and nobody can make it believe what it never signed.
#include "shared/people/events.hpp"
#include "tests/unit/sync/recovering.hpp"

namespace xf::sync {

TEST_CASE("recovery: what was acknowledged after the backup comes back from the devices") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    const std::int64_t records = village.records();

    need(village.world.hub.restore(backup));
    CHECK(village.records() < records);
    CHECK(error_of(village.counter->sync(village.world.hub)) == ErrorCode::recovering);
    CHECK(report(village, *village.counter) == Outcome::wait);
    CHECK(error_of(village.counter->sync(village.world.hub)) == ErrorCode::recovering);
    recover_all(village);
    village.sync_all();
    village.sync_all();

    CHECK(village.posted(village.family.no) == day.posted);
    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.second).counts());
    CHECK(village.verdict_of(day.filed).counts());
    CHECK(village.records() >= records);
    CHECK(loss(village) == Points(0));
    check_same_holding(village, *village.counter);
    check_same_holding(village, *village.second);
    village.check_all();
}

TEST_CASE("recovery: what was done while the hub was away counts too") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    const EventKey before = need(village.counter->submit(village.tens(village.family, 1)));
    need(village.world.hub.restore(backup));
    const EventKey during = need(village.counter->submit(village.tens(village.family, 1)));
    recover_all(village);
    village.sync_all();
    CHECK(village.verdict_of(before).counts());
    CHECK(village.verdict_of(during).counts());
    CHECK(village.posted(village.family.no) == day.posted - Points(20));
    village.sync_all();
    village.check_all();
}

TEST_CASE("recovery: a device that is missing is made up for, and explains itself when it comes") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    // Whose counter it is that has not come back; the other one was lent points in between.
    sim::Client* const missing = GENERATE(0, 1) == 0 ? village.counter : village.second;
    for (sim::Client* client : village.clients())
        if (client != missing) CHECK(report(village, *client) == Outcome::wait);
    CHECK(error_of(village.desk->sync(village.world.hub)) == ErrorCode::recovering);
    need(village.world.hub.recovery().end());
    CHECK(error_of(village.world.hub.recovery().end()) == ErrorCode::wrong_state);

    for (sim::Client* client : village.clients())
        if (client != missing) CHECK(report(village, *client) == Outcome::done);
    for (sim::Client* client : village.clients())
        if (client != missing) need(client->sync(village.world.hub));
    village.check_hub();
    CHECK(village.verdict_of(day.redeemed).counts());  // others had seen it
    CHECK(village.verdict_of(day.second).counts());
    CHECK(loss(village) <= Points(0));

    CHECK(error_of(missing->sync(village.world.hub)) == ErrorCode::hub_restored);
    CHECK(report(village, *missing) == Outcome::done);
    village.sync_all();
    village.sync_all();
    village.sync_all();
    village.check_hub();
    CHECK(loss(village) == Points(0));
    CHECK(village.posted(village.family.no) == day.posted);
    check_same_holding(village, *village.counter);
    check_same_holding(village, *village.second);
    village.check_all();
}

TEST_CASE("recovery: a device that was enrolled after the backup is known by its certificate") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const auto [late, redeemed] = LateCounter(village);
    need(village.world.hub.restore(backup));
    CHECK(report(village, *late) == Outcome::wait);
    recover_all(village);
    CHECK(report(village, *late) == Outcome::done);
    need(late->sync(village.world.hub));
    CHECK(village.verdict_of(redeemed).counts());
    check_same_holding(village, *late);

    // Another one gets a number that nobody can have had.
    sim::Client* const newest = need(village.world.add_client("柜台四", capability::kCounter));
    CHECK(newest->no().value > late->no().value);
    village.sync_all();
    village.check_all();
}

TEST_CASE(
    "recovery: a device that was enrolled anew since, and comes late, shows its certificate") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const EnrolCode code = need(village.world.hub.new_code(store::capability::kCounter, "柜台一"));
    need(village.counter->enrol(village.world.hub, code));
    village.sync_all();
    village.wish(*village.counter, Points(10));
    const EventKey reported = need(village.counter->submit(village.tens(village.family, 1)));
    need(village.counter->sync(village.world.hub));
    need(village.world.hub.restore(backup));
    for (sim::Client* client : village.clients())
        if (client != village.counter) CHECK(report(village, *client) == Outcome::wait);
    need(village.world.hub.recovery().end());

    CHECK(error_of(village.counter->sync(village.world.hub)) == ErrorCode::hub_restored);
    for (sim::Client* client : village.clients()) CHECK(report(village, *client) == Outcome::done);
    for (int i = 0; i < 3; ++i) village.sync_all();
    CHECK(village.verdict_of(reported).counts());
    village.check_hub();
}

TEST_CASE("recovery: twice from the same backup, and once in the middle of it") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    report(village, *village.counter);
    report(village, *village.kiosk);
    need(village.world.hub.restore(backup));  // lost again, before all had come
    recover_all(village);
    village.sync_all();
    const EventKey later = need(village.counter->submit(village.tens(village.family, 1)));
    village.sync_all();
    village.sync_all();

    need(village.world.hub.restore(backup));
    recover_all(village);
    village.sync_all();
    village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
    CHECK(village.verdict_of(day.second).counts());
    CHECK(village.verdict_of(day.filed).counts());
    CHECK(village.verdict_of(later).counts());
    CHECK(village.posted(village.family.no) == day.posted - Points(10));
    CHECK(loss(village) == Points(0));
    village.check_all();
}

TEST_CASE("recovery: what a finished backup covers is let go of") {
    Village village;
    const DayAfter day(village);
    const std::uint64_t end = need(village.world.hub.store().hub_seq());
    const auto statements = [&](sim::Client& client) {
        return need(client.db().integer("SELECT count(*) FROM statement WHERE up_to <= ?", end));
    };
    CHECK(statements(*village.counter) > 0);
    const auto bodies = [&] {
        return need(village.kiosk->db().integer("SELECT count(*) FROM body WHERE device = ?",
                                                village.kiosk->no()));
    };
    CHECK(bodies() == 1);  // the request's text, which only this kiosk and the hub have
    need(village.world.hub.set_stable());
    village.sync_all();
    CHECK(statements(*village.counter) > 0);  // the last backup but one has to do
    need(village.world.hub.set_stable());
    village.sync_all();
    for (sim::Client* client : village.clients()) CHECK(statements(*client) == 0);
    need(village.kiosk->forget(village.family.persons[0]));
    CHECK(bodies() == 0);
    village.check_all();

    // It comes again with its person.
    const AtHand present =
        need(village.kiosk->at_hand(village.family.persons[0], village.family.card));
    need(village.kiosk->sync(village.world.hub, {}, {present}));
    CHECK(bodies() == 1);
    village.check_all({village.family.persons[0]});
}

TEST_CASE("recovery: a report that the hub never signed is left out") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    need(village.world.hub.restore(backup));
    // The counter has changed what it says to have redeemed, everywhere in its database.
    const auto stored = need(village.counter->log().store().find(day.redeemed));
    REQUIRE(stored);
    Bytes less = stored->event.header;
    less[less.size() - 2] ^= 1;
    need(village.counter->db().run("UPDATE event SET header = ? WHERE device = ? AND seq = ?", less,
                                   day.redeemed.device, day.redeemed.seq));
    // Of the others only who has nothing to do with it comes.
    report(village, *village.counter);
    CHECK(need(village.world.hub.shard().db().integer(
              "SELECT count(*) FROM recovery_record WHERE device = ? AND seq = ?",
              day.redeemed.device, day.redeemed.seq)) == 0);
    report(village, *village.kiosk);
    CHECK(need(village.world.hub.shard().db().integer(
              "SELECT count(*) FROM recovery_record WHERE device = ? AND seq = ?",
              day.redeemed.device, day.redeemed.seq)) == 1);
    report(village, *village.second);
    report(village, *village.desk);
    CHECK(village.verdict_of(day.redeemed).counts());
    village.check_hub();
}

TEST_CASE("recovery: who is not signed for, or not at all, is sent away") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    sim::Hub& hub = village.world.hub;
    need(hub.restore(backup));
    const app::DeviceIdentity& own = village.counter->identity();
    RecoveryRequest request;
    request.certificate = own.signed_certificate;
    request.counter = 1'000'000;
    request.hub_epoch = 1;
    request.cursor = 100'000;
    request.asked_in = hub.shard().log().epoch().value;
    const auto refusal = [&](const Bytes& body) { return error_of(hub.recovery().answer(body)); };

    const SigningKey stranger = *SigningKey::from_seed(Bytes(32, 9));
    CHECK(refusal(encode(request, stranger)) == ErrorCode::bad_signature);
    CHECK(refusal({}) == ErrorCode::malformed);
    CHECK(refusal(Bytes(limits::kRequestBytes + 1)) == ErrorCode::too_large);
    const Bytes good = encode(request, own.key);
    for (std::size_t size = 64; size < good.size(); size += 7)
        CHECK_FALSE(hub.recovery().answer(ByteView(good).first(size)).ok());

    RecoveryRequest forged = request;
    forged.certificate.back() ^= 1;
    CHECK(refusal(encode(forged, own.key)) == ErrorCode::bad_signature);
    RecoveryRequest future = request;
    future.hub_epoch = UINT32_MAX;
    CHECK(refusal(encode(future, own.key)) == ErrorCode::hub_restored);

    RecoveryRequest with_word = request;
    with_word.statements.push_back({{Signature{}, Bytes{0x80}}, {}});
    CHECK(refusal(encode(with_word, own.key)) == ErrorCode::bad_signature);
    RecoveryRequest foreign = request;
    Record record{100,
                  {DeviceNo{1}, Epoch{1}, Seq{1}},
                  Verdict::accepted(),
                  Scope{ScopeKind::person, village.family.persons[0].value},
                  sim::event_of(sim::filing(village.family.persons[0], 1, "别人的"))};
    foreign.records.push_back(record);
    CHECK(refusal(encode(foreign, own.key)) == ErrorCode::foreign_scope);

    const RecoveryReply reply =
        need(decode_recovery_reply(need(hub.recovery().answer(good)), own.certificate->hub_key));
    CHECK(reply.step == RecoveryStep::report);
    CHECK(refusal(good) == ErrorCode::replayed);
    Bytes altered = need(hub.recovery().answer([&] {
        ++request.counter;
        return encode(request, own.key);
    }()));
    altered.back() ^= 1;
    CHECK(error_of(decode_recovery_reply(altered, own.certificate->hub_key)) ==
          ErrorCode::bad_reply);

    // None of it keeps the honest ones from coming back.
    need(village.counter->db().run("UPDATE sync_state SET counter = 2000000"));
    recover_all(village);
    village.sync_all();
    CHECK(village.verdict_of(day.redeemed).counts());
}

TEST_CASE("recovery: a long report comes in parts, none too large for a request") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const std::string text(5'900, 'x');
    constexpr std::size_t kLong = limits::kRecoveryBytes / 5'900 + 10;
    for (std::size_t i = 0; i < kLong; ++i) {
        need(village.kiosk->submit(sim::filing(village.family.persons[0], 1, text)));
        if (i % 50 == 0) need(village.kiosk->sync(village.world.hub));
    }
    village.sync_all();
    village.sync_all();
    need(village.world.hub.restore(backup));
    CHECK(need(village.desk->recover(village.world.hub)) == Outcome::more);  // presents itself
    CHECK(need(village.desk->recover(village.world.hub)) == Outcome::more);
    CHECK(need(village.desk->recover(village.world.hub)) == Outcome::wait);
    recover_all(village);
    village.sync_all();
    village.sync_all();
    village.check_all();
}

TEST_CASE("recovery: a report has a bound") {
    Village village;
    const auto backup = village.world.hub.back_up();
    const DayAfter day(village);
    sim::Hub& hub = village.world.hub;
    need(hub.restore(backup));
    RecoveryRequest request;
    request.certificate = village.counter->identity().signed_certificate;
    request.counter = 1'000'000;
    request.hub_epoch = 1;
    request.cursor = need(village.counter->log().store().hub_seq());
    request.asked_in = hub.shard().log().epoch().value;
    const Bytes part = encode(request, village.counter->identity().key);
    const auto come_to = [&](std::uint64_t bytes) {
        need(hub.shard().db().run("UPDATE recovery_device SET bytes = ? WHERE device = ?", bytes,
                                  village.counter->no()));
    };
    come_to(limits::kReportBytes - part.size() + 1);
    CHECK(error_of(hub.recovery().answer(part)) == ErrorCode::too_large);
    come_to(limits::kReportBytes - part.size());
    CHECK(hub.recovery().answer(part).ok());

    const auto with_statements = [&](std::size_t count) {
        request.statements.assign(count, KeptStatement{{Signature{}, {}}, {}});
        const Bytes body = encode(request, village.counter->identity().key);
        const auto decoded = decode_recovery_request(need(split(body, body.size())).message);
        return decoded.ok() ? std::nullopt : std::optional(decoded.error().code);
    };
    CHECK_FALSE(with_statements(limits::kRecoveryStatements));
    CHECK(with_statements(limits::kRecoveryStatements + 1) == ErrorCode::too_large);
    static_cast<void>(day);
}

TEST_CASE("recovery: a reply of a hub that was asked something else rolls nothing back") {
    Village village;
    const DayAfter day(village);
    const std::uint64_t cursor = need(village.counter->log().store().hub_seq());
    sim::Client& counter = *village.counter;
    const Bytes unasked =
        encode(RecoveryReply{{}, 2, RecoveryStep::sync, 0, 0}, village.world.hub.identity().key);
    ClientRecovery recovery(counter.session(), counter.identity().signed_certificate);
    CHECK(error_of(recovery.take_reply(unasked)) == ErrorCode::bad_reply);
    need(recovery.request());
    CHECK(error_of(recovery.take_reply(unasked)) == ErrorCode::bad_reply);
    CHECK(need(counter.log().store().hub_seq()) == cursor);
    static_cast<void>(day);
}

}  // namespace xf::sync
