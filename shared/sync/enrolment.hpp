// How a device becomes part of a shard. The one-time code is never sent: both sides prove that they
// know it, so that it fixes the hub's key for the device as well as the device's key for the hub.
//
//   enrol body   = [version, code id, device uuid, device key(32), nonce(16), mac(32)]
//                  mac = HMAC-SHA-256(secret, "xinfeng/enroll/1" ‖ 0 ‖ the other items' encodings)
//   enrol reply  = [certificate, signature(64), mac(32)]
//                  mac = HMAC-SHA-256(secret, "xinfeng/enrolled/1" ‖ 0 ‖ nonce ‖ certificate)
//   certificate  = [version, algorithm, town, hub key(32), hub epoch, shard, shard uuid, shard name,
//                   device, device uuid, epoch, capabilities, device name, log, issued,
//                   device key(32)]
//                | [… as above …, household, expires]    version 3: a visitor's (login.hpp)
//
// `log` is the verifier key of the shard's public log (docs/public-log.md). The certificate is
// signed by the hub, so that a restored hub can recognise its devices, also those that it has never
// heard of. Algorithm 1 is Ed25519. Who asks in version 1 gets a certificate without the device's key.
#pragma once

#include "shared/store/client_log.hpp"
#include "shared/sync/device_table.hpp"

namespace xf::sync {

struct Certificate {
    std::string town;
    PublicKey hub_key;
    std::uint64_t hub_epoch = 1;
    store::ShardIdentity shard;
    store::OwnDevice device;
    std::string device_name;
    std::string log_key;
    UnixTime issued;
    std::optional<PublicKey> device_key;  ///< not in version 1
    UnixTime expires;                     ///< of a visitor's login

    bool visitor() const { return device.grant().visitor(); }

    Bytes encoded() const;
    static Result<Certificate> decode(ByteView bytes);
};

/// A certificate with the hub's signature, as the device keeps it: [certificate, signature(64)].
/// Errors: malformed; bad_signature where it is not `hub`'s.
Result<Certificate> read_signed_certificate(ByteView bytes, const PublicKey& hub);
/// The hub that such a certificate names, whoever signed it. Errors: malformed.
Result<PublicKey> hub_named_by(ByteView bytes);

struct EnrolRequest {
    std::uint64_t version = 0;
    std::string code_id;
    Uuid device;
    PublicKey key;
    std::array<std::uint8_t, 16> nonce{};
    Hash mac;
};

Bytes encode_enrol_request(const EnrolCode& code, const Uuid& device, const PublicKey& key,
                           const std::array<std::uint8_t, 16>& nonce);
/// Errors: malformed, unsupported_version.
Result<EnrolRequest> decode_enrol_request(ByteView body);
/// True when whoever made it knows the code's secret.
bool knows_code(const EnrolRequest& request, std::string_view secret);

Bytes encode_enrol_reply(const Certificate& certificate, const SigningKey& hub,
                         std::string_view secret, const std::array<std::uint8_t, 16>& nonce);
struct Enrolled {
    Certificate certificate;
    Bytes signed_certificate;  ///< [certificate, signature], as the device keeps it
};
/// Errors: bad_reply where it does not come from who gave the code.
Result<Enrolled> decode_enrol_reply(ByteView body, const EnrolCode& code, const Uuid& device,
                                    const std::array<std::uint8_t, 16>& nonce);

}  // namespace xf::sync
