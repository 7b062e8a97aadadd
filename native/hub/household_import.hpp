// Takes a village's list of households into its log: all of it, or nothing.
#pragma once

#include "native/hub/household_file.hpp"
#include "shared/base/crypto.hpp"
#include "shared/ports/random.hpp"
#include "shared/sync/hub.hpp"

namespace xf::hub {

/// What the log holds of a card that somebody else made (shared/people/card.hpp).
struct ImportedCard {
    HouseholdNo household;
    std::uint32_t number = 0;
    Hash verifier;
    Hash proof_check;
    sync::PinHash pin;  ///< for a login with the typed number
};

struct HouseholdList {
    std::string text;
    bool check_only = false;
    /// One for each household that is new, or none at all.
    std::vector<ImportedCard> cards;
};

struct ImportReport {
    ShardNo shard;
    std::vector<HouseholdNo> fresh;  ///< that are new
    std::size_t known = 0;           ///< that are here already, exactly so
    std::vector<std::string> problems;
};

/// Nothing is written where there are problems, where all is known, or to check only. Errors: of the
/// file as a whole; wrong_state when the cards are not those of the new households.
Result<ImportReport> import_households(sync::HubShard& shard, const HouseholdList& list,
                                       UnixTime now, ports::Random& random);

}  // namespace xf::hub
