#include "tests/sim/draft.hpp"

#include <algorithm>

namespace xf::sim {
namespace {

using store::Actor;
using store::AuthMethod;

Draft by_hub(std::uint32_t type, Bytes data) {
    return {type, std::move(data), std::nullopt, {}, AuthMethod::hub};
}

Draft step(std::uint32_t type, PersonNo person, const EventKey& request, Actor actor,
           AuthMethod auth, std::optional<std::string_view> text) {
    Draft out{type, requests::Step{person, request}.data(), std::nullopt, actor, auth};
    if (text) out.content = requests::Said{std::string(*text)}.content();
    return out;
}

}  // namespace

store::Header Draft::header(UnixTime now) const {
    store::Header out;
    out.type = type;
    out.time = now;
    if (day_only) out.time.seconds -= (now.seconds + kChinaOffsetSeconds) % 86'400;
    out.actor = actor;
    out.auth = auth;
    out.data = data;
    return out;
}

std::optional<store::Body> Draft::body(ports::Random& random) const {
    if (!content) return std::nullopt;
    store::Body out;
    if (salt)
        out.salt = *salt;
    else
        random.fill(out.salt);
    out.content = *content;
    return out;
}

Draft budget_of(Points points) {
    return by_hub(points::kBudgetGrantedType, points::BudgetGranted{points}.data());
}

Draft rule(RuleNo no, std::string_view text, Points points) {
    return by_hub(points::kRuleSetType, points::RuleSet{no, std::string(text), points}.data());
}

Draft goods(GoodsNo no, std::string_view name, Points price) {
    return by_hub(shop::kGoodsSetType,
                  shop::GoodsSet{no, std::string(name), "件", price, false}.data());
}

Draft stock(GoodsNo no, std::uint32_t quantity) {
    return by_hub(shop::kStockReceivedType, shop::StockReceived{no, quantity}.data());
}

Draft staff_member(StaffNo no, std::string_view name) {
    return by_hub(people::kStaffListedType,
                  people::StaffListed{no, std::string(name), "网格员"}.data());
}

Draft award(HouseholdNo household, Points points) {
    return by_hub(points::kAwardType,
                  points::Award{household, RuleNo{1}, points, PersonNo{0}}.data());
}

Draft rule(const points::RuleDefined& terms) {
    return by_hub(points::kRuleDefinedType, terms.data());
}

Draft staff_roles(StaffNo no, store::Roles roles) {
    return by_hub(people::kStaffRolesSetType, people::StaffRolesSet{no, roles}.data());
}

Draft proposal(StaffNo by, const points::AwardProposed& what,
               const points::AwardEvidence& evidence) {
    return {points::kAwardProposedType, what.data(), evidence.content(), Actor::of(by),
            AuthMethod::staff_pin};
}

Draft review(StaffNo by, HouseholdNo household, const EventKey& award, bool approved) {
    const auto reason =
        approved ? points::AwardReason::true_and_proven : points::AwardReason::not_enough;
    const points::AwardReviewed said{household, award, approved,
                                     static_cast<std::uint32_t>(reason)};
    return {points::kAwardReviewedType, said.data(), std::nullopt, Actor::of(by),
            AuthMethod::staff_pin};
}

Draft objection(PersonNo by, const EventKey& award) {
    const auto reason = static_cast<std::uint32_t>(points::ObjectionReason::wrong_points);
    return {points::kAwardObjectedType, points::AwardObjected{award, reason}.data(), std::nullopt,
            Actor::of(by), AuthMethod::card_and_pin};
}

Draft answer(StaffNo by, HouseholdNo household, const EventKey& award, bool upheld) {
    Draft out = review(by, household, award, !upheld);
    out.type = points::kObjectionAnsweredType;
    const auto reason = static_cast<std::uint32_t>(points::AwardReason::checked_on_site);
    out.data = points::AwardReviewed{household, award, upheld, reason}.data();
    return out;
}

Draft staff_pin(StaffNo no) {
    return by_hub(people::kStaffPinSetType,
                  people::StaffPinSet{0, no, Bytes(16, 1), Hash{}}.data());
}

std::vector<Draft> family_moves_in(const Family& family, ports::Random& random) {
    const auto uuid = [&] { return Uuid::v7(0, random.bytes(10)); };
    const people::HouseholdAdded added{family.no, uuid(), 1, "示例户"};
    std::vector<Draft> out = {by_hub(people::kHouseholdAddedType, added.data())};
    out.back().content = added.content();
    for (const PersonNo no : family.persons) {
        const people::PersonAdded person{family.no, no, uuid(), "示例人"};
        out.push_back(by_hub(people::kPersonAddedType, person.data()));
        out.back().content = person.content();
    }
    const people::CardIssued card{family.no, family.card.number, family.card.verifier(family.pin),
                                  family.card.proof_check()};
    out.push_back(by_hub(people::kCardIssuedType, card.data()));
    return out;
}

Draft redemption(const Family& family, std::vector<points::RedemptionLine> lines) {
    Draft out = redemption(family.no, std::move(lines));
    out.actor = Actor::of(family.persons[0]);
    return out;
}

Draft redemption(HouseholdNo household, std::vector<points::RedemptionLine> lines) {
    return {points::kRedemptionType,
            points::Redemption{household, std::move(lines)}.data(),
            std::nullopt,
            {},
            AuthMethod::card_and_pin};
}

Draft filing(PersonNo person, std::uint32_t category, std::string_view text) {
    return {requests::kFiledType, requests::Filed{person, category}.data(),
            requests::Said{std::string(text)}.content(), Actor::of(person),
            AuthMethod::card_and_pin};
}

Draft by_staff(std::uint32_t type, StaffNo staff, PersonNo person, const EventKey& request,
               std::optional<std::string_view> text) {
    return step(type, person, request, Actor::of(staff), AuthMethod::staff_pin, text);
}

Draft by_person(std::uint32_t type, PersonNo person, const EventKey& request,
                std::optional<std::string_view> text) {
    return step(type, person, request, Actor::of(person), AuthMethod::card_and_pin, text);
}

Draft handed_on(StaffNo staff, PersonNo person, const EventKey& request, requests::Level to,
                std::string_view reason) {
    return {requests::kHandedOnType, requests::HandedOn{{person, request}, to}.data(),
            requests::Said{std::string(reason)}.content(), Actor::of(staff), AuthMethod::staff_pin};
}

Draft visited(StaffNo staff, PersonNo person, const EventKey& request, requests::Answer answer,
              std::string_view text) {
    return {requests::kVisitedType, requests::Visited{{person, request}, answer}.data(),
            requests::Said{std::string(text)}.content(), Actor::of(staff), AuthMethod::staff_pin};
}

namespace {

requests::Answered answer_to(const requests::Step& step, const EventKey& finished,
                             requests::Answer answer) {
    const bool solved = answer != requests::Answer::not_solved;
    return {step, finished, answer, solved ? requests::Cause::none : requests::Cause::other,
            std::nullopt};
}

}  // namespace

Draft answered(PersonNo person, const EventKey& request, const EventKey& finished,
               requests::Answer answer, std::string_view text) {
    return {requests::kAnsweredType, answer_to({person, request}, finished, answer).data(),
            requests::Said{std::string(text)}.content(), Actor::of(person),
            AuthMethod::card_and_pin};
}

Draft anonymous_filing(const requests::Claim& claim, std::uint32_t category,
                       std::string_view text) {
    const requests::FiledAnonymously filed{claim.pseudonym(), category, claim.key(),
                                           claim.proof_check()};
    return {requests::kFiledAnonymouslyType,
            filed.data(),
            requests::Said{std::string(text)}.content(),
            {},
            AuthMethod::none,
            true};
}

Draft answered(const requests::Claim& claim, const requests::Step& step, const EventKey& finished,
               requests::Answer answer, std::string_view text) {
    requests::Answered said = answer_to(step, finished, answer);
    store::Body body;
    body.content = requests::Said{std::string(text)}.content();
    claim.sign(said, body.commitment());
    Draft out{requests::kAnsweredType, said.data(), body.content, Actor::of(claim.pseudonym()),
              AuthMethod::claim_code,  true};
    out.salt = body.salt;
    return out;
}

}  // namespace xf::sim
