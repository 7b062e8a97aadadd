// The bytes of POST /v1/recover: how a device hands back what a restored hub has lost.
//
//   body      = signature(64 bytes, by the device's key) ‖ request
//   request   = [version, certificate(bytes), counter, nonce(16), hub epoch, cursor,
//                asked in, [record …], [statement …], checkpoint(bytes), last]
//   record    = record_wire.hpp, always with its event; `step` counts from the one before, from 0 for
//               the first
//   statement = [statement(bytes), signature(64), heads(bytes)]     statement_store.hpp
//
//   reply     = signature(64 bytes, by the hub's key) ‖ [version, nonce(16), hub epoch, step, common,
//               after]
//
// `certificate` is the signed one of the enrolment: a hub whose backup is older than the enrolment
// knows the device by it. `checkpoint`: the newest of the shard's public log that the device has
// verified, or nothing; no device that knows a longer log may meet another one. `counter` is the one of POST /v1/sync. `hub epoch` and `cursor` say where the
// device stands. `asked in` is the hub epoch of the reply that asked for this part of the report: a hub
// that was restored once more in between has none of the parts before. It is 0 in the first request,
// which has neither records nor statements: a device sends nothing to whom it does not know by a
// signature over its nonce.
#pragma once

#include "shared/sync/statement_store.hpp"

namespace xf::sync {

inline constexpr std::string_view kRecoverContentType = "application/vnd.xinfeng.recover";

struct RecoveryRequest {
    Bytes certificate;
    std::uint64_t counter = 0;
    Nonce nonce{};
    std::uint64_t hub_epoch = 0;
    std::uint64_t cursor = 0;
    std::uint64_t asked_in = 0;
    std::vector<store::Record> records;  ///< ascending
    std::vector<KeptStatement> statements;
    Bytes checkpoint;   ///< as it was signed; may be empty
    bool last = false;  ///< the report is complete
};

/// What the device is to do next.
enum class RecoveryStep : std::uint8_t {
    report = 0,  ///< send the records after `after` of the scopes that it holds as a whole
    wait = 1,    ///< reported; the hub waits for others
    sync = 2,    ///< roll back to `common` and sync in the hub's epoch
};

struct RecoveryReply {
    Nonce nonce{};
    std::uint64_t hub_epoch = 0;
    RecoveryStep step = RecoveryStep::report;
    std::uint64_t common = 0;  ///< up to there the hub's records are those that the device has
    std::uint64_t after = 0;  ///< shard sequence of the last record that arrived, at least `common`
};

Bytes encode(const RecoveryRequest& request, const SigningKey& device);
Bytes encode(const RecoveryReply& reply, const SigningKey& hub);

/// Without looking at the signature. Errors: malformed, too_large, unsupported_version.
Result<RecoveryRequest> decode_recovery_request(ByteView message);
/// Errors: bad_reply where it is not signed by `hub`.
Result<RecoveryReply> decode_recovery_reply(ByteView body, const PublicKey& hub);
bool recovery_signed_by(const PublicKey& device, const Signed& request);

}  // namespace xf::sync
