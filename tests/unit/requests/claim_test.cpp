// Requests without a name: what a claim code opens, what nobody else can do, and what guessing costs.
#include "shared/requests/claim.hpp"

#include "shared/base/limits.hpp"
#include "tests/unit/requests/filing.hpp"

namespace xf::requests {
namespace {

using store::Verdict;
using test::error_of;
using test::need;

struct Anonymous : Filing {
    Anonymous() {
        nameless = need(kiosk->submit(sim::anonymous_filing(claim, 0, "垃圾没人清")));
        need(kiosk->sync(world.hub));
        need(desk->sync(world.hub));
        other = need(world.add_client("自助机二", store::capability::kKiosk));
    }
    Claim claim_of(const char* code) { return *Claim::from(code, kiosk->log().shard().uuid); }
    /// The hub's turn with the code at that kiosk.
    Result<sync::ClientSession::Outcome> ask(sim::Client& at, const Claim& with) {
        const std::uint64_t have = need(at.session().have_of(with.pseudonym()));
        return at.sync(world.hub, {}, {{with.pseudonym(), with.proof(), have}});
    }
    void finish_nameless() {
        need(desk->submit(step(kAcceptedType, std::nullopt)));
        need(desk->submit(step(kFinishedType, "已清运")));
        need(desk->sync(world.hub));
    }
    sim::Draft step(std::uint32_t type, std::optional<std::string_view> text) const {
        return sim::by_staff(type, sim::kStaff, claim.pseudonym(), nameless, text);
    }
    sim::Draft answer(const Claim& by, const EventKey& about, const char* text = "",
                      Answer said = Answer::satisfied) const {
        return sim::answered(by, {claim.pseudonym(), nameless}, about, said, text);
    }
    Request see(sim::Client& client) { return need(find(client.log().place(), nameless)); }

    Claim claim = claim_of("3467ACDE"), stranger = claim_of("WXYTRQPN");
    EventKey nameless;
    sim::Client* other = nullptr;
};

}  // namespace

TEST_CASE("claim: any kiosk opens a request by its code, closes it, and keeps nothing of it") {
    Anonymous village;
    village.finish_nameless();
    sim::Client& kiosk = *village.other;
    CHECK(error_of(find(kiosk.log().place(), village.nameless)) == ErrorCode::unknown_reference);
    need(village.ask(kiosk, village.claim));
    const Request request = village.see(kiosk);
    CHECK(request.anonymous());
    CHECK(request.standing.state == State::finished);
    CHECK(request.steps.size() == 3);
    need(kiosk.submit(village.answer(village.claim, request.last_move()->key)));
    need(village.ask(kiosk, village.claim));
    need(village.desk->sync(village.world.hub));
    CHECK(village.see(*village.desk).standing.state == State::closed);
    need(kiosk.forget(village.claim.pseudonym()));
    CHECK(error_of(find(kiosk.log().place(), village.nameless)) == ErrorCode::unknown_reference);
    need(sim::check_nobody_left(kiosk));
    need(sim::check_course(village.world.hub.shard().log().place()));
    need(sim::check_convergence(village.world.hub, *village.desk, {}));
    need(sim::check_rebuild(village.world.hub));
}

TEST_CASE("claim: a desk learns a pseudonym and a day, and no more") {
    Anonymous village;
    const Request request = village.see(*village.desk);
    CHECK(request.person == village.claim.pseudonym());
    CHECK(request.steps[0].actor == store::Actor{});
    CHECK((request.steps[0].at.seconds + kChinaOffsetSeconds) % 86'400 == 0);
}

TEST_CASE(
    "claim: who files without a name says neither who nor when, and uses no other's pseudonym") {
    Anonymous village;
    sim::Client& kiosk = *village.kiosk;
    const sim::Draft honest = sim::anonymous_filing(village.stranger, 0, "x");
    sim::Draft draft = honest;
    draft.day_only = false;
    CHECK(village.forged(kiosk, draft) == Verdict::rejected(ErrorCode::not_anonymous));
    draft = honest;
    draft.actor = store::Actor::of(village.person());
    draft.auth = store::AuthMethod::card_and_pin;
    CHECK(village.forged(*village.other, draft) == Verdict::rejected(ErrorCode::not_anonymous));
    draft = honest;
    draft.data = FiledAnonymously{village.claim.pseudonym(), 0, village.stranger.key(),
                                  village.stranger.proof_check()}
                     .data();
    CHECK(village.forged(*village.counter, draft) == Verdict::rejected(ErrorCode::bad_claim));
    CHECK(village.forged(*village.second, sim::anonymous_filing(village.claim, 0, "y")) ==
          Verdict::rejected(ErrorCode::claim_taken));
    CHECK(village.forged(*village.desk, honest) == Verdict::rejected(ErrorCode::not_permitted));
}

TEST_CASE("claim: an answer needs the code's signature, whatever the device says") {
    Anonymous village;
    village.finish_nameless();
    need(village.ask(*village.other, village.claim));
    const EventKey about = village.see(*village.other).last_move()->key;
    sim::Draft draft = village.answer(village.claim, about);
    // The pseudonym of one request does nothing in another's scope.
    sim::Draft foreign = village.answer(village.stranger, about);
    CHECK(village.forged(*village.kiosk, foreign) == Verdict::rejected(ErrorCode::foreign_scope));
    // Its own actor, but signed by another code; or by none.
    foreign.actor = store::Actor::of(village.claim.pseudonym());
    CHECK(village.forged(*village.counter, foreign) == Verdict::rejected(ErrorCode::bad_claim));
    sim::Draft unsigned_one =
        sim::answered(village.claim.pseudonym(), village.nameless, about, Answer::satisfied, "");
    unsigned_one.auth = store::AuthMethod::claim_code;
    unsigned_one.day_only = true;
    CHECK(village.forged(*village.second, unsigned_one) == Verdict::rejected(ErrorCode::bad_claim));
    // A pseudonym has no card, and staff no claim code.
    unsigned_one.auth = store::AuthMethod::card_and_pin;
    CHECK(village.forged(*village.other, unsigned_one) ==
          Verdict::rejected(ErrorCode::not_permitted));
    draft.actor = store::Actor::of(sim::kStaff);
    draft.auth = store::AuthMethod::staff_pin;
    CHECK(village.forged(*village.desk, draft) == Verdict::rejected(ErrorCode::not_permitted));
    CHECK(need(find(village.world.hub.shard().log().place(), village.nameless)).standing.state ==
          State::finished);
}

TEST_CASE("claim: other words than the signed ones, or the same answer again, are refused") {
    Anonymous village;
    village.finish_nameless();
    need(village.ask(*village.other, village.claim));
    const EventKey about = village.see(*village.other).last_move()->key;
    const sim::Draft reopened = village.answer(village.claim, about, "没清完", Answer::not_solved);
    sim::Draft changed = reopened;
    changed.content = Said{"清完了"}.content();
    CHECK(village.forged(*village.counter, changed) == Verdict::rejected(ErrorCode::bad_claim));
    need(village.other->submit(reopened));
    need(village.ask(*village.other, village.claim));
    need(village.desk->sync(village.world.hub));
    village.finish_nameless();
    CHECK(village.forged(*village.second, reopened) == Verdict::rejected(ErrorCode::wrong_state));
}

TEST_CASE("claim: events of other kinds know no pseudonyms") {
    Anonymous village;
    sim::Draft named = sim::filing(village.claim.pseudonym(), 1, "x");
    CHECK(village.forged(*village.kiosk, named) == Verdict::rejected(ErrorCode::unknown_reference));
    sim::Draft old_close =
        sim::by_person(kClosedType, village.claim.pseudonym(), village.nameless, std::nullopt);
    CHECK(village.forged(*village.counter, old_close) ==
          Verdict::rejected(ErrorCode::unknown_reference));
}

TEST_CASE(
    "claim: wrong codes are refused by the hub, and after a few it stops listening for a while") {
    Anonymous village;
    sim::Client& kiosk = *village.other;
    for (int i = 0; i < limits::kPinTries; ++i)
        CHECK(error_of(village.ask(kiosk, village.stranger)) == ErrorCode::foreign_scope);
    CHECK(error_of(village.ask(kiosk, village.claim)) == ErrorCode::locked_out);
    // Cards, and everything else, are taken as ever; and other devices are not concerned.
    const auto here = need(kiosk.at_hand(village.person(), village.family.card));
    need(kiosk.sync(village.world.hub, {}, {here}));
    need(village.ask(*village.kiosk, village.claim));
    village.world.advance_ms(29'000);
    CHECK(error_of(village.ask(kiosk, village.claim)) == ErrorCode::locked_out);
    village.world.advance_ms(2'000);
    need(village.ask(kiosk, village.claim));
    // The right one forgives nothing, or an own code would buy guesses at others; time does.
    CHECK(error_of(village.ask(kiosk, village.stranger)) == ErrorCode::foreign_scope);
    CHECK(error_of(village.ask(kiosk, village.claim)) == ErrorCode::locked_out);
    village.world.advance_ms(61'000);
    need(village.ask(kiosk, village.claim));
}

}  // namespace xf::requests
