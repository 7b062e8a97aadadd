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
    if (text) out.content = requests::text_content(*text);
    return out;
}

}  // namespace

store::Header Draft::header(UnixTime now) const {
    store::Header out;
    out.type = type;
    out.time = now;
    out.actor = actor;
    out.auth = auth;
    out.data = data;
    return out;
}

std::optional<store::Body> Draft::body(ports::Random& random) const {
    if (!content) return std::nullopt;
    store::Body out;
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

Draft staff_pin(StaffNo no) {
    return by_hub(people::kStaffPinSetType,
                  people::StaffPinSet{0, no, Bytes(16, 1), Hash{}}.data());
}

Draft erasing(HouseholdNo household, PersonNo person) {
    return by_hub(privacy::kPersonErasedType, privacy::Erased{household, person}.data());
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
            requests::text_content(text), Actor::of(person), AuthMethod::card_and_pin};
}

Draft by_staff(std::uint32_t type, StaffNo staff, PersonNo person, const EventKey& request,
               std::optional<std::string_view> text) {
    return step(type, person, request, Actor::of(staff), AuthMethod::staff_pin, text);
}

Draft by_person(std::uint32_t type, PersonNo person, const EventKey& request,
                std::optional<std::string_view> text) {
    return step(type, person, request, Actor::of(person), AuthMethod::card_and_pin, text);
}

}  // namespace xf::sim
