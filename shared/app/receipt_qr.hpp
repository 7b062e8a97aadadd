// The receipt that a household carries home: proof of a redemption that needs nobody's database.
//
//   "XFR1:" + base32([shard, device, epoch, seq, header, previous hash, signature])
//
// signed by the device over "xinfeng/receipt/1" ‖ 0 ‖ the other six items' encodings.
#pragma once

#include <string>

#include "shared/app/device_identity.hpp"
#include "shared/store/client_log.hpp"

namespace xf::app {

/// Text of the QR code. Errors: unknown_reference, storage's own.
Result<std::string> receipt_qr(store::ClientLog& log, const DeviceIdentity& identity,
                               const EventKey& key);

}  // namespace xf::app
