// A whole town in one process: a hub, its devices, and the people with their cards. Made from one
// seed; time moves only when it is told to. Unit tests use it with exchanges in one call
// (Client::sync); the simulator sends them over the network.
#pragma once

#include "shared/app/registry.hpp"
#include "tests/sim/client.hpp"
#include "tests/support/sim_transport.hpp"

namespace xf::sim {

class World {
public:
    explicit World(std::uint64_t seed, const store::Registry& registry = app::registry());

    /// Starts the hub and gives the village its staff, rule, goods and budget.
    Status found();
    /// Somebody of the town, at the village's desks.
    /// A family of that many persons, with a card.
    Result<const Family*> add_family(std::size_t persons);
    /// A new, enrolled device, whose program may know other features than the hub's.
    Result<Client*> add_client(std::string name, store::Capabilities capabilities,
                               const store::Registry* registry = nullptr);

    /// All clocks, and the network.
    void advance_ms(std::uint64_t ms);

    Client& client(std::size_t index) { return devices_[index]->client; }
    test::SimTransport& transport(std::size_t index) { return devices_[index]->transport; }
    std::size_t clients() const { return devices_.size(); }
    const std::vector<Family>& families() const { return families_; }
    const Family& family_of(PersonNo person) const;

    test::SeededRandom random;
    Hub hub;
    test::SimNetwork network;

private:
    struct Device {
        Device(test::SimNetwork& network, std::string name, store::Capabilities capabilities,
               std::uint64_t seed, const store::Registry& registry)
            : transport(network),
              client(std::move(name), capabilities, seed, registry, transport) {}

        test::SimTransport transport;
        Client client;
    };

    const store::Registry* registry_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::vector<Family> families_;
    std::uint32_t last_person_ = 0;
};

inline constexpr StaffNo kStaff{1};
inline constexpr StaffNo kSupervisor{2};   ///< reviews what the other one proposes
inline constexpr StaffNo kTownOfficer{3};  ///< may do both, but not to the same award
/// Rules of every kind, after the old one: reviewed, instant, shown for a day, a deduction.
inline constexpr RuleNo kReviewedRule{2}, kInstantRule{3}, kShownRule{4}, kDeductionRule{5};
/// Their terms.
std::vector<points::RuleDefined> award_rules();
inline constexpr std::uint32_t kGoods = 4;  ///< kinds of goods, numbered from 1
inline constexpr std::int64_t kPrices[kGoods] = {1, 3, 10, 40};
inline constexpr Points kBudget{100'000'000};

}  // namespace xf::sim
