// Writes a village of the town file into its shard, as events of the hub.
#pragma once

#include <string>
#include <vector>

#include "native/hub/secrets.hpp"
#include "native/hub/town_file.hpp"
#include "shared/sync/hub.hpp"

namespace xf::hub {

struct IssuedCard {
    HouseholdNo household;
    std::string name;
    std::string card;  ///< the card's text, as its QR code has it
    std::string pin;
    std::uint32_t number = 0;  ///< of the card, to be typed
};

struct IssuedPin {
    StaffNo staff;
    std::string name;
    std::string post;
    std::string card;
    std::string pin;
};

/// What has to reach people outside of the program.
struct IssuedSecrets {
    std::vector<IssuedCard> cards;
    std::vector<IssuedPin> staff;
};

struct SeedPorts {
    UnixTime now;
    ports::Random& random;
    SecretSource& secrets;
};

/// One transaction. Errors: faults; the town file was checked.
Result<IssuedSecrets> seed_village(sync::HubShard& shard, const TownVillage& village,
                                   const SeedPorts& ports);

}  // namespace xf::hub
