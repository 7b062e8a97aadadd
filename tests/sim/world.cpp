#include "tests/sim/world.hpp"

#include <algorithm>

namespace xf::sim {

World::World(std::uint64_t seed, const store::Registry& registry)
    : random(seed),
      hub(random.next(), registry),
      network(random.next(),
              [this](const ports::HttpRequest& request) { return hub.answer(request); }),
      registry_(&registry) {}

Status World::found() {
    XF_TRY(hub.start());
    std::vector<Draft> drafts = {budget_of(kBudget), rule(RuleNo{1}, "示例细则", Points(5)),
                                 staff_member(kStaff, "示例干部"), staff_pin(kStaff)};
    for (std::uint32_t i = 0; i < kGoods; ++i) {
        drafts.push_back(goods(GoodsNo{i + 1}, "示例商品", Points(kPrices[i])));
        drafts.push_back(stock(GoodsNo{i + 1}, 1000));
    }
    return hub.append(drafts);
}

Status World::add_town_staff() {
    return hub.append({staff_member(kTownStaff, "示例镇干部"), staff_pin(kTownStaff),
                       staff_roles(kTownStaff, store::role::kTown)});
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
