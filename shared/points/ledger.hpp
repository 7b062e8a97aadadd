// The tables of points: accounts, holdings, recalls and the lines of a household's history.
#pragma once

#include "shared/points/events.hpp"

namespace xf::points {

/// Accounts of the institution; households have their own table.
enum class Account : std::uint8_t { mint = 1, budget = 2, shop = 3, loss = 4 };

extern const std::string_view kLedgerSchema;
extern const std::vector<std::string_view> kLedgerTables;

/// Adds to an account; budget and shop stay ≥ 0, mint and loss ≤ 0. Errors: bad_amount when they would
/// not.
Status post(const store::Place& place, Account account, Points change);

/// Adds to a household's posted points, and to its score. Errors: bad_amount below zero.
Status post_household(const store::Place& place, HouseholdNo household, Points posted,
                      Points score);

/// Adds to a holding: of a device's lease, or (kHubDevice) of what is available at the hub.
/// Errors: over_lease when it would fall below zero.
Status post_holding(const store::Place& place, HouseholdNo household, DeviceNo holder, Epoch epoch,
                    Points change);

Result<Points> balance(const store::Place& place, Account account);
Result<Points> holding(const store::Place& place, HouseholdNo household, DeviceNo holder,
                       Epoch epoch);

/// What the institution laid out for a holding, and has not got back.
Status add_covered(const store::Place& place, HouseholdNo household, DeviceNo holder, Epoch epoch,
                   Points change);

/// Sets what a device is asked to give back of a household; 0 clears it.
Status set_recall(const store::Place& place, HouseholdNo household, DeviceNo device, Epoch epoch,
                  Points points);
Result<Points> recall(const store::Place& place, HouseholdNo household, DeviceNo device,
                      Epoch epoch);

}  // namespace xf::points
