// The bytes of POST /v1/sync and /v1/enroll. CBOR in the strict subset of shared/base/cbor.hpp.
//
//   sync body    = signature(64 bytes, by the device's key) ‖ request
//   request      = [version, device uuid, counter, clock, nonce(16), [shard push …]]
//   shard push   = [shard, epoch, hub epoch, grant version, cursor, first seq, [event …],
//                   chain head(32) | null, [wish …], [at hand …]]
//   wish         = [household, points]
//   at hand      = [person, card proof(32), number held]
//
//   sync reply   = signature(64 bytes, by the hub's key) ‖ reply
//   reply        = [version, nonce(16), clock, [shard pull …]]
//   shard pull   = [shard, hub epoch, grant version, up to, more, known seq, [held …], [record …],
//                   [person record …], heads(32), stable]
//   held         = [seq, verdict]                            quarantined or parked: no record
//   record       = as in record_wire.hpp; short for the receiver's own of the request's epoch. `step`
//                  counts from the previous record's shard sequence, from the cursor for the first;
//                  of person records, which are a backfill, from 0
//
//   `stable` is the shard sequence up to which a finished backup covers the records.
//   `heads` = SHA-256 over the encodings [kind, subject, number, hash] of every scope that a record
//   of this reply belongs to, ascending: the receiver recomputes it from its own tables, so hashes
//   are covered by the signature without being sent.
//
// A signature covers a domain text and the message, so that one kind can't be passed off as another.
// Under a reply it covers the reply's statement (statement.hpp).
//
// Version 1 is still spoken with those who ask in it: there, a shard pull has no `stable`, and the
// signature covers the reply itself.
#pragma once

#include <map>

#include "shared/store/feature.hpp"

namespace xf::sync {

inline constexpr std::uint64_t kWireVersion = 2;
inline constexpr std::uint64_t kOldestWireVersion = 1;
inline constexpr std::string_view kSyncContentType = "application/vnd.xinfeng.sync";
inline constexpr std::string_view kEnrolContentType = "application/vnd.xinfeng.enroll";

using Nonce = std::array<std::uint8_t, 16>;

/// A person in front of a kiosk, whose own records it asks for. The proof shows that the household's
/// card was scanned here (people/card.hpp).
struct AtHand {
    PersonNo person;
    Hash card_proof;
    std::uint64_t have = 0;  ///< number of the last record held in the person's scope
};

struct ShardPush {
    ShardNo shard;
    Epoch epoch;
    std::uint64_t hub_epoch = 0;
    std::uint64_t grant_version = 0;
    std::uint64_t cursor = 0;  ///< shard sequence up to which records are held
    Seq first;                 ///< sequence of events[0]
    std::vector<store::Event> events;
    std::optional<Hash> chain_head;  ///< after the last of `events`; set exactly when there are any
    std::vector<store::Wish> wishes;
    std::vector<AtHand> at_hand;
};

struct Request {
    std::uint64_t version = kWireVersion;
    Uuid device;
    std::uint64_t counter = 0;  ///< rises with every request
    UnixTime clock;
    Nonce nonce{};
    std::vector<ShardPush> shards;
};

struct Held {
    Seq seq;
    store::Verdict verdict = store::Verdict::quarantined();
};

struct ShardPull {
    ShardNo shard;
    std::uint64_t hub_epoch = 0;
    std::uint64_t grant_version = 0;
    std::uint64_t up_to = 0;  ///< the new cursor
    bool more = false;        ///< the page was full: ask again
    Seq known;                ///< last sequence of the device's epoch that the hub holds
    std::vector<Held> held;
    std::vector<store::Record> records;
    std::vector<store::Record> person_records;
    Hash heads;
    std::uint64_t stable = 0;
};

struct Reply {
    std::uint64_t version = kWireVersion;  ///< the request's
    Nonce nonce{};
    UnixTime clock;
    std::vector<ShardPull> shards;
};

/// The receiver of a reply: needed to write and read own records in their short form.
struct Receiver {
    DeviceNo device;
    Epoch epoch;
    std::uint64_t cursor = 0;
};

Bytes encode(const Request& request, const SigningKey& device);
Bytes encode(const Reply& reply, const std::vector<Receiver>& receivers, const SigningKey& hub);

/// signature ‖ message
Bytes sign_message(std::string_view domain, const SigningKey& key, ByteView message);

/// A message whose signature was not looked at yet: the device has to be known first.
struct Signed {
    Signature signature;
    ByteView message;
};
Result<Signed> split(ByteView body, std::size_t max_bytes);
bool signed_by(const PublicKey& device, const Signed& request);
bool reply_signed_by(const PublicKey& hub, const Signed& reply);

Result<Request> decode_request(ByteView message);
/// `receivers`: one for each shard of the request, in its order.
Result<Reply> decode_reply(ByteView message, const std::vector<Receiver>& receivers);

/// The value of ShardPull::heads.
Hash digest_of(const std::map<store::Scope, store::ScopeHead>& heads);

}  // namespace xf::sync
