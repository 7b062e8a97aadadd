// What the hub lets a logged in browser see and write, whatever the browser sends.

#include "shared/points/events.hpp"
#include "shared/requests/events.hpp"
#include "tests/unit/sync/phone.hpp"

namespace xf::test {
namespace {

using namespace store;

// TestHub: household 1 has person 10, household 2 has 20 and 21.
constexpr HouseholdNo kOwn{1}, kOther{2};
constexpr PersonNo kSelf{10}, kStranger{20};

struct Visit {
    TestHub hub;
    Phone phone{hub};

    Visit() { need(phone.log_in(hub.card(0))); }

    sync::Request with_person(PersonNo person) {
        sync::Request request = phone.request();
        request.shards[0].at_hand.push_back({person, {}, 0});
        return request;
    }
    /// Sends one event, which has to be refused for that, aside from everybody's records.
    void check_refused(Event event, ErrorCode reason) {
        need(phone.sync({std::move(event)}));
        CHECK(phone.verdict_of(phone.chain.seq) == Verdict::rejected(reason));
        CHECK(phone.scope_of(phone.chain.seq) == Scope{ScopeKind::device, phone.no().value});
    }
};

Event by_resident(std::uint32_t type, Bytes data, PersonNo actor) {
    sim::Draft draft;
    draft.type = type;
    draft.data = std::move(data);
    draft.actor = Actor::of(actor);
    draft.auth = AuthMethod::card_and_pin;
    return sim::event_of(draft);
}

}  // namespace

TEST_CASE("visitor: sees the village and its own household, and no other's cards") {
    Visit visit;
    visit.hub.award(kOwn, Points(5));
    visit.hub.award(kOther, Points(7));
    const sync::ShardPull pull = need(visit.phone.sync());
    CHECK_FALSE(pull.more);
    std::size_t own = 0, village = 0;
    for (const Record& record : pull.records) {
        REQUIRE(record.scope);
        if (record.scope->kind == ScopeKind::village)
            ++village;
        else if (*record.scope == Scope{ScopeKind::household, kOwn.value})
            ++own;
        else
            FAIL_CHECK("a record of another scope");
    }
    CHECK(own == 4);  // household, person, card, award
    CHECK(village > 0);
    CHECK(pull.up_to == need(visit.hub.shard().log().store().hub_seq()));
}

TEST_CASE("visitor: files a request, and has its own persons' records") {
    Visit visit;
    need(visit.phone.sync({filing_of(kSelf, kSelf)}));
    CHECK(visit.phone.verdict_of(Seq{1}) == Verdict::accepted());
    CHECK(visit.phone.scope_of(Seq{1}) == Scope{ScopeKind::person, kSelf.value});
    const sync::ShardPull pull = need(visit.phone.send(visit.with_person(kSelf)));
    CHECK(pull.person_records.size() == 1);
    CHECK(error_of(visit.phone.send(visit.with_person(kStranger))) == ErrorCode::foreign_scope);
    CHECK(error_of(visit.phone.send(visit.with_person(PersonNo{999}))) == ErrorCode::foreign_scope);
}

TEST_CASE("visitor: the neighbour's card in hand opens nothing more") {
    Visit visit;
    sync::Request request = visit.phone.request();
    request.shards[0].at_hand.push_back({kStranger, visit.hub.card(1).proof(), 0});
    CHECK(error_of(visit.phone.send(request)) == ErrorCode::foreign_scope);
}

TEST_CASE("visitor: no points are lent to it") {
    Visit visit;
    visit.hub.award(kOwn, Points(100));
    sync::Request request = visit.with_person(kSelf);
    request.shards[0].wishes.push_back({kOwn, Points(10)});
    CHECK(error_of(visit.phone.send(request)) == ErrorCode::not_permitted);
    need(visit.phone.sync());
    CHECK(need(visit.hub.shard().db().integer("SELECT count(*) FROM event WHERE scope_kind = 5")) ==
          0);
}

TEST_CASE("visitor: writes as and about its own household only") {
    Visit visit;
    const EventKey nothing{DeviceNo{1}, Epoch{1}, Seq{1}};
    visit.check_refused(filing_of(kStranger, kStranger), ErrorCode::foreign_scope);
    visit.check_refused(filing_of(kSelf, kStranger), ErrorCode::foreign_scope);
    visit.check_refused(filing_of(kSelf, PersonNo{999}), ErrorCode::foreign_scope);
    visit.check_refused(filing_of(PersonNo{999}, kSelf), ErrorCode::foreign_scope);
    sim::Draft nobody = sim::filing(kSelf, 1, "x");
    nobody.actor = {};
    nobody.auth = AuthMethod::none;
    visit.check_refused(sim::event_of(nobody), ErrorCode::not_permitted);
    sim::Draft staff = sim::by_staff(requests::kAcceptedType, StaffNo{1}, kSelf, nothing, {});
    visit.check_refused(sim::event_of(staff), ErrorCode::not_permitted);
    sim::Draft hub = sim::award(kOwn, Points(1000));
    visit.check_refused(sim::event_of(hub), ErrorCode::not_permitted);
    const points::Redemption redemption{kOwn, {{GoodsNo{1}, 1, Points(5)}}};
    visit.check_refused(by_resident(points::kRedemptionType, redemption.data(), kSelf),
                        ErrorCode::not_permitted);
    // What this hub does not know is not kept for later.
    visit.check_refused(by_resident(4000, cbor::Writer().array(0).take(), kSelf),
                        ErrorCode::unknown_type);
    CHECK(need(visit.hub.shard().db().integer("SELECT count(*) FROM held_event")) == 0);
}

TEST_CASE("visitor: closes its own requests, not others'") {
    Visit visit;
    Phone neighbour(visit.hub, 2);
    need(neighbour.log_in(visit.hub.card(1)));
    need(neighbour.sync({filing_of(kStranger, kStranger)}));
    const EventKey theirs{neighbour.no(), Epoch{1}, Seq{1}};
    sim::Draft close = sim::by_person(requests::kClosedType, kSelf, theirs, {});
    need(visit.phone.sync({sim::event_of(close)}));
    CHECK(visit.phone.verdict_of(Seq{1}) == Verdict::rejected(ErrorCode::foreign_scope));
}

TEST_CASE("visitor: ends when its time, its card or its PIN does, and when it says so") {
    Visit visit;
    SECTION("time") {
        visit.hub.clock().advance_ms((limits::kVisitS - 1) * 1000);
        need(visit.phone.sync());
        visit.hub.clock().advance_ms(1000);
    }
    SECTION("card revoked in the middle") {
        need(visit.phone.sync());
        visit.hub.revoke_card(0);
    }
    SECTION("PIN changed") {
        people::Card card = visit.hub.card(0);
        const people::CardIssued issued{kOwn, card.number, card.verifier("135790"),
                                        card.proof_check()};
        const Bytes data = issued.data();
        Header header;
        header.type = people::kCardIssuedType;
        header.auth = AuthMethod::hub;
        header.data = data;
        auto transaction = need(visit.hub.shard().db().begin());
        need(visit.hub.shard().log().append(header, std::nullopt));
        need(transaction.commit());
    }
    SECTION("logout") {
        Phone other(visit.hub, 2);
        CHECK_FALSE(other.log_out().ok());  // not theirs to end
        other.uuid = visit.phone.uuid;
        CHECK(error_of(other.log_out()) == ErrorCode::bad_signature);
        need(visit.phone.sync());
        need(visit.phone.log_out());
    }
    CHECK(error_of(visit.phone.sync({filing_of(kSelf, kSelf)})) == ErrorCode::login_ended);
    CHECK(need(visit.hub.shard().db().integer("SELECT count(*) FROM event WHERE device >= ?",
                                              sync::kFirstVisitor)) == 0);
}

TEST_CASE("visitor: a request counts once, and a copied browser ends the login") {
    Visit visit;
    const sync::Request once = visit.phone.request({filing_of(kSelf, kSelf)});
    need(visit.phone.send(once));
    CHECK(error_of(visit.phone.send(once)) == ErrorCode::replayed);
    // A second browser with the same key writes another event of the same name.
    Phone copy = visit.phone;
    copy.chain = {Seq{0}, chain_start(visit.phone.enrolled->certificate.shard.uuid,
                                      visit.phone.uuid, Epoch{1})};
    sim::Draft other = sim::filing(kSelf, 2, "水管坏了");
    const sync::ShardPull pull = need(copy.sync({sim::event_of(other)}));
    REQUIRE(pull.held.size() == 1);
    CHECK(pull.held[0].verdict == Verdict::quarantined());
    visit.phone.counter = copy.counter;
    CHECK(error_of(visit.phone.sync()) == ErrorCode::login_ended);
    CHECK(need(visit.hub.shard().db().integer("SELECT count(*) FROM held_event")) == 1);
}

TEST_CASE("visitor: another's certificate is of no use without its key") {
    Visit visit;
    Phone thief(visit.hub, 2);
    thief.uuid = visit.phone.uuid;
    thief.enrolled = visit.phone.enrolled;
    CHECK(error_of(thief.sync()) == ErrorCode::bad_signature);
    Phone nobody(visit.hub, 3);
    nobody.enrolled = visit.phone.enrolled;
    CHECK(error_of(nobody.sync()) == ErrorCode::unknown_device);
}

TEST_CASE("visitor: so many events of one login") {
    Visit visit;
    std::vector<Event> events(limits::kVisitorEvents, filing_of(kSelf, kSelf));
    need(visit.phone.sync(std::move(events)));
    const ChainHead full = visit.phone.chain;
    CHECK(error_of(visit.phone.sync({filing_of(kSelf, kSelf)})) == ErrorCode::too_large);
    visit.phone.chain = full;
    need(visit.phone.sync());  // and still reads
}

TEST_CASE("visitor: so many events of one household in a day, however often it logs in") {
    Visit visit;
    const std::vector<Event> events(limits::kVisitorEvents, filing_of(kSelf, kSelf));
    need(visit.phone.sync(events));
    static_assert(limits::kVisitorEventsPerDay == 2 * limits::kVisitorEvents);
    Phone second(visit.hub, 2), third(visit.hub, 3);
    need(second.log_in(visit.hub.card(0)));
    need(second.sync(events));
    need(third.log_in(visit.hub.card(0)));
    const ChainHead before = third.chain;
    CHECK(error_of(third.sync({filing_of(kSelf, kSelf)})) == ErrorCode::too_large);
    third.chain = before;
    visit.hub.clock().advance_ms(86'400'000);
    need(third.log_in(visit.hub.card(0)));
    need(third.sync({filing_of(kSelf, kSelf)}));
    CHECK(third.verdict_of(Seq{1}) == Verdict::accepted());
}

}  // namespace xf::test
