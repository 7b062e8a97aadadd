// How a household comes into the log, whether with a new hub or later from a list.
#pragma once

#include "native/hub/household_file.hpp"
#include "shared/ports/random.hpp"
#include "shared/store/feature.hpp"

namespace xf::hub {

/// What all of them are written with, one after the other.
struct HouseholdWriter {
    store::EventSink& sink;
    ports::Random& random;
    UnixTime now;
    PersonNo last_person;  ///< given so far

    /// The household and its members. Within the caller's transaction.
    Status add(const NewHousehold& household);

private:
    Uuid new_uuid();
    Status append(std::uint32_t type, const Bytes& data, Bytes content);
};

/// First line of a list of new cards. The card's number is what its household types to log in.
inline constexpr std::string_view kCardColumns = "kind\tnumber\tname\tcard\tpin\tcard_number";

/// The number of the card of that household, or of that staff member: unlike in all shards.
std::uint32_t card_number(ShardNo shard, std::uint32_t number);

}  // namespace xf::hub
