// Makes the view of a page from the tables: the only place that turns events and rows into what a
// screen shows. Reads; never writes.
#pragma once

#include "shared/app/demo.hpp"
#include "shared/app/village.hpp"
#include "shared/app/visit.hpp"

namespace xf::app {

struct PresentContext {
    Village& village;
    const Visit& visit;
    const std::optional<Demo>& demo;
};

Result<View> present(const PresentContext& context, const DeviceIdentity& identity);

/// What this device may spend of a household, and what the household has.
struct Spendable {
    Points available;
    Points here;
};
Result<Spendable> spendable(Village& village, HouseholdNo household);

/// Sum of a basket at today's prices.
Result<Points> basket_total(Village& village, const Visit& visit);

/// Text of a receipt's QR code: the redemption with the device's signature over it and its place in
/// the device's chain. "XFR1:" + base32([shard, device, epoch, seq, header, previous hash, signature])
Result<std::string> receipt_qr(Village& village, const DeviceIdentity& identity,
                               const EventKey& key);

}  // namespace xf::app
