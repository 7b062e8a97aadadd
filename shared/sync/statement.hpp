// What the hub's signature under a reply stands for. It covers the reply's records by their digest,
// so that a device can keep the hub's word on how long each scope is without keeping other people's
// texts: a hub that was restored from a backup takes its own word back (recovery.hpp).
//
//   statement = [version, nonce(16), clock, [[shard, hub epoch, up to, heads(32), digest(32)] …]]
//
//   heads     as in the shard pull (wire.hpp)
//   digest    SHA-256 of the shard pull's encoding
//
// Version 1 signs the whole reply instead, and leaves nothing to keep.
#pragma once

#include "shared/sync/wire.hpp"

namespace xf::sync {

struct StatementEntry {
    ShardNo shard;
    std::uint64_t hub_epoch = 0;
    std::uint64_t up_to = 0;
    Hash heads;
};

/// A statement with its signature, as a device keeps it and hands it back.
struct SignedStatement {
    Signature signature;
    Bytes statement;

    bool signed_by(const PublicKey& hub) const;
    void sign(const SigningKey& hub);
    /// Its shards, in the reply's order. Errors: malformed.
    Result<std::vector<StatementEntry>> entries() const;
};

/// The statement of a reply of version 2, which the caller still has to check. Errors: malformed,
/// unsupported_version for version 1.
Result<SignedStatement> statement_of(const Signed& reply);

}  // namespace xf::sync
