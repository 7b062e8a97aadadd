#include "tests/sim/world.hpp"

#include <algorithm>

namespace xf::sim {

World::World(std::uint64_t seed, const store::Registry& registry)
    : random(seed),
      hub(random.next(), registry),
      network(random.next(),
              [this](const ports::HttpRequest& request) { return hub.answer(request); }),
      registry_(&registry) {}

std::vector<points::RuleDefined> award_rules() {
    using points::Evidence;
    const auto rule = [](RuleNo no, std::int64_t points) {
        points::RuleDefined out{.rule = no, .category = "示例", .text = "示例细则"};
        out.points = Points(points);
        return out;
    };
    auto reviewed = rule(kReviewedRule, 30), instant = rule(kInstantRule, 5),
         shown = rule(kShownRule, 20), deduction = rule(kDeductionRule, -60);
    reviewed.cap = 2;
    instant.instant = true;
    instant.cap = 3;
    shown.publicity_days = 1;
    shown.evidence = Evidence::witness;
    return {reviewed, instant, shown, deduction};
}

Status World::found() {
    XF_TRY(hub.start());
    std::vector<Draft> drafts = {budget_of(kBudget),
                                 rule(RuleNo{1}, "示例细则", Points(5)),
                                 staff_member(kStaff, "示例干部"),
                                 staff_pin(kStaff),
                                 staff_member(kSupervisor, "示例监督"),
                                 staff_pin(kSupervisor),
                                 staff_roles(kSupervisor, store::role::kSupervisor),
                                 staff_member(kTownOfficer, "示例镇干部"),
                                 staff_pin(kTownOfficer),
                                 staff_roles(kTownOfficer, store::role::kTown)};
    for (const points::RuleDefined& terms : award_rules()) drafts.push_back(rule(terms));
    for (std::uint32_t i = 0; i < kGoods; ++i) {
        drafts.push_back(goods(GoodsNo{i + 1}, "示例商品", Points(kPrices[i])));
        drafts.push_back(stock(GoodsNo{i + 1}, 1000));
    }
    return hub.append(drafts);
}

Result<const Family*> World::add_family(std::size_t persons) {
    Family family;
    family.no = {static_cast<std::uint32_t>(families_.size() + 1)};
    for (std::size_t i = 0; i < persons; ++i) family.persons.push_back({++last_person_});
    family.card.number = 1000 + family.no.value;
    random.fill(family.card.secret);
    family.pin = std::to_string(100'000 + random.below(900'000));
    XF_TRY(hub.append(family_moves_in(family, hub.machine.random)));
    families_.push_back(std::move(family));
    return &families_.back();
}

Result<Client*> World::add_client(std::string name, store::Capabilities capabilities,
                                  const store::Registry* registry) {
    XF_ASSIGN(const sync::EnrolCode code, hub.new_code(capabilities, name));
    auto device = std::make_unique<Device>(network, std::move(name), capabilities, random.next(),
                                           registry != nullptr ? *registry : *registry_);
    Client& client = device->client;
    devices_.push_back(std::move(device));
    XF_TRY(client.start());
    XF_TRY(client.enrol(hub, code));
    return &client;
}

void World::advance_ms(std::uint64_t ms) {
    hub.machine.clock.advance_ms(ms);
    for (const auto& device : devices_) device->client.machine.clock.advance_ms(ms);
    network.advance_ms(ms);
}

const Family& World::family_of(PersonNo person) const {
    const auto found = std::find_if(families_.begin(), families_.end(), [&](const Family& family) {
        return std::find(family.persons.begin(), family.persons.end(), person) !=
               family.persons.end();
    });
    XF_ASSERT(found != families_.end());
    return *found;
}

}  // namespace xf::sim
