// Who a device is, in a small file beside its database: a damaged database can then still be sealed
// to its hub, and what is rescued out of it be proven to be this device's.
//
//   <database>-id   [version, seed(32), signed certificate, check(32)]
//
//   check           SHA-256 over the encodings of the other items
//
// The database has the last word, as long as what it says is an identity; this is written anew whenever
// it differs. The seed lies as open here as it does there.
#pragma once

#include <string_view>

#include "shared/ports/block_device.hpp"
#include "shared/sync/enrolment.hpp"

namespace xf::rescue {

inline constexpr std::size_t kIdentityBytes = 4096;

struct IdentityCopy {
    SigningKey key;
    Bytes signed_certificate;         ///< as the hub signed it (enrolment.hpp)
    sync::Certificate certificate{};  ///< the same, by the hub key that it names itself
};

Bytes encode_identity(const SigningKey& key, ByteView signed_certificate);
/// Errors: malformed, also where there is no enrolment in it, or that of another key;
/// unsupported_version; bad_signature.
Result<IdentityCopy> decode_identity(ByteView bytes);

/// Writes the copy that belongs to that database, unless it is there. Errors: storage's.
Status keep_identity(ports::Disk& disk, std::string_view database, ByteView encoded);
/// The bytes of that copy, at most kIdentityBytes of them; none where there is none.
Result<Bytes> kept_identity(ports::Disk& disk, std::string_view database);

}  // namespace xf::rescue
