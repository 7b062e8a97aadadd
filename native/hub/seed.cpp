#include "native/hub/seed.hpp"

#include <algorithm>
#include <map>

#include "native/hub/household_events.hpp"
#include "native/hub/seed_awards.hpp"
#include "native/hub/seed_disclosure.hpp"
#include "shared/people/events.hpp"
#include "shared/points/events.hpp"
#include "shared/shop/events.hpp"

namespace xf::hub {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::size_t kDemoLogins = 4;

/// One event of the hub, by staff where they are named.
struct Act {
    std::uint32_t type;
    UnixTime time;
    std::optional<StaffNo> by;
};

struct DatedAward {
    const TownAward* award;
    HouseholdNo household;
    PersonNo person;  ///< 0: the household as a whole
    UnixTime time;
};

class Seeder {
public:
    Seeder(sync::HubShard& shard, const TownVillage& village, const SeedPorts& ports)
        : log_(shard.log()),
          logins_(shard.logins()),
          village_(village),
          ports_(ports),
          writer_{log_, ports.random, ports.now, PersonNo{0}} {}

    Result<IssuedSecrets> write() {
        XF_TRY(write_staff());
        XF_TRY(write_catalogues());
        for (const TownHousehold& household : village_.households)
            XF_TRY(write_household(household));
        XF_TRY(write_awards());
        XF_TRY(seed_awards(log_, village_, first_persons_, ports_.now, ports_.random));
        XF_TRY(write_disclosure());
        return std::move(issued_);
    }

private:
    Status append(const Act& act, const Bytes& data, std::optional<Bytes> content = std::nullopt) {
        store::Header header;
        header.type = act.type;
        header.time = act.time;
        header.auth = store::AuthMethod::hub;
        if (act.by) header.actor = store::Actor::of(*act.by);
        header.data = data;
        if (!content) return log_.append(header, std::nullopt);
        store::Body body;
        ports_.random.fill(body.salt);
        body.content = *std::move(content);
        return log_.append(header, std::move(body));
    }

    Status append(std::uint32_t type, const Bytes& data,
                  std::optional<Bytes> content = std::nullopt) {
        return append(Act{type, ports_.now, std::nullopt}, data, std::move(content));
    }

    Status write_staff() {
        for (const TownStaff& staff : village_.staff) {
            XF_TRY(append(people::kStaffListedType,
                          people::StaffListed{staff.no, staff.name, staff.post}.data()));
            if (staff.roles)
                XF_TRY(append(people::kStaffRolesSetType,
                              people::StaffRolesSet{staff.no, *staff.roles}.data()));
            if (staff.desk) XF_TRY(write_staff_pin(staff));
        }
        return {};
    }

    Status write_staff_pin(const TownStaff& staff) {
        const std::string label = village_.slug + "/staff/" + std::to_string(staff.no.value);
        const SecretSource::StaffPin secret = ports_.secrets.staff_pin(label);
        const people::Card card = ports_.secrets.card(
            label, card_number(log_.shard().no, staff.no.value), people::Card::Kind::staff);
        issued_.staff.push_back({staff.no, staff.name, staff.post, card.text(), secret.pin});
        const std::uint32_t role = store::capability::kDesk;
        const people::StaffPinSet set{role, staff.no, secret.salt, secret.hash};
        XF_TRY(append(people::kStaffPinSetType, set.data()));
        const people::StaffCardIssued issued{role, staff.no, card.number, card.proof_check()};
        return append(people::kStaffCardIssuedType, issued.data());
    }

    Status write_catalogues() {
        XF_TRY(append(points::kBudgetGrantedType, points::BudgetGranted{village_.budget}.data()));
        for (const TownRule& rule : village_.rules)
            XF_TRY(rule.terms ? append(points::kRuleDefinedType, rule.terms->data())
                              : append(points::kRuleSetType,
                                       points::RuleSet{rule.no, rule.text, rule.points}.data()));
        for (const TownGoods& goods : village_.goods) {
            XF_TRY(append(shop::kGoodsSetType, shop::GoodsSet{goods.no, goods.name, goods.unit,
                                                              goods.price, goods.service}
                                                   .data()));
            if (goods.stock > 0)
                XF_TRY(append(shop::kStockReceivedType,
                              shop::StockReceived{goods.no, goods.stock}.data()));
        }
        return {};
    }

    Status write_household(const TownHousehold& household) {
        const std::uint32_t first_person = writer_.last_person.value + 1;
        first_persons_[household.no] = PersonNo{first_person};
        XF_TRY(writer_.add({household.no, household.name, household.grid, household.persons}));
        for (const TownAward& award : household.awards)
            awards_.push_back({&award, household.no,
                               PersonNo{award.person == 0 ? 0 : first_person + award.person - 1},
                               time_of(award, household.no)});
        return issue_card(household);
    }

    Status issue_card(const TownHousehold& household) {
        const std::string label =
            village_.slug + "/household/" + std::to_string(household.no.value);
        const std::uint32_t number = card_number(log_.shard().no, household.no.value);
        const people::Card card = ports_.secrets.card(label, number);
        const std::string pin = ports_.secrets.pin(label);
        issued_.cards.push_back({household.no, household.name, card.text(), pin, number});
        XF_TRY(set_login(label, card, pin));
        return append(
            people::kCardIssuedType,
            people::CardIssued{household.no, number, card.verifier(pin), card.proof_check()}
                .data());
    }

    /// A demo starts at once: there only the first households log in with a typed number.
    Status set_login(const std::string& label, const people::Card& card, const std::string& pin) {
        if (ports_.secrets.demo() && issued_.cards.size() > kDemoLogins) return {};
        return logins_.set_pin(card.number, card.verifier(pin),
                               ports_.secrets.pin_hash(label, pin));
    }

    /// Within working hours of that day in China, never in the future.
    UnixTime time_of(const TownAward& award, HouseholdNo household) const {
        const std::int64_t day =
            china_day(ports_.now).days - static_cast<std::int64_t>(award.days_ago);
        const std::int64_t minute =
            8 * 60 + 30 + (household.value * 37 + award.rule.value * 11) % 540;
        const std::int64_t at = day * kDaySeconds - kChinaOffsetSeconds + minute * 60;
        return {std::min(at, ports_.now.seconds)};
    }

    /// In the order in which they were made.
    Status write_awards() {
        std::stable_sort(awards_.begin(), awards_.end(),
                         [](const DatedAward& a, const DatedAward& b) { return a.time < b.time; });
        std::map<std::uint32_t, Points> points;
        for (const TownRule& rule : village_.rules) points[rule.no.value] = rule.points;
        for (const DatedAward& dated : awards_) {
            const points::Award award{dated.household, dated.award->rule,
                                      points.at(dated.award->rule.value), dated.person};
            XF_TRY(append(Act{points::kAwardType, dated.time, dated.award->staff}, award.data()));
        }
        return {};
    }

    /// By the first of the staff: the head of the village.
    Status write_disclosure() {
        return seed_disclosure(
            village_.disclosure, ports_.now, ports_.random,
            [&](std::uint32_t type, UnixTime time, const Bytes& data,
                std::optional<Bytes> content) {
                return append(Act{type, time, village_.staff.front().no}, data, std::move(content));
            });
    }

    store::HubLog& log_;
    sync::LoginStore& logins_;
    const TownVillage& village_;
    const SeedPorts& ports_;
    IssuedSecrets issued_;
    HouseholdWriter writer_;
    std::vector<DatedAward> awards_;
    std::map<HouseholdNo, PersonNo> first_persons_;
};

}  // namespace

Result<IssuedSecrets> seed_village(sync::HubShard& shard, const TownVillage& village,
                                   const SeedPorts& ports) {
    XF_ASSIGN(store::Transaction transaction, shard.db().begin());
    XF_ASSIGN(IssuedSecrets issued, Seeder(shard, village, ports).write());
    XF_TRY(transaction.commit());
    return issued;
}

}  // namespace xf::hub
