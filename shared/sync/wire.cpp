#include "shared/sync/wire.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/sync/record_wire.hpp"
#include "shared/sync/statement_store.hpp"

namespace xf::sync {
namespace {

constexpr std::string_view kRequestDomain = "xinfeng/sync-request/1";
constexpr std::string_view kReplyDomain = "xinfeng/sync-reply/1";
constexpr std::size_t kSignatureBytes = 64;

void write(cbor::Writer& out, const ShardPush& push) {
    out.array(10)
        .uint(push.shard.value)
        .uint(push.epoch.value)
        .uint(push.hub_epoch)
        .uint(push.grant_version)
        .uint(push.cursor)
        .uint(push.first.value);
    out.array(push.events.size());
    for (const store::Event& event : push.events) store::write(out, event);
    if (push.chain_head)
        out.bytes(*push.chain_head);
    else
        out.null();
    out.array(push.wishes.size());
    for (const store::Wish& wish : push.wishes)
        out.array(2).uint(wish.household.value).integer(wish.points.value());
    out.array(push.at_hand.size());
    for (const AtHand& person : push.at_hand)
        out.array(3).uint(person.person.value).bytes(person.card_proof).uint(person.have);
}

Result<store::Wish> read_wish(cbor::Reader& in) {
    XF_TRY(in.array_of(2));
    XF_ASSIGN(const auto household, in.number<HouseholdNo>());
    XF_ASSIGN(const std::uint64_t points, in.uint(limits::kAmount));
    return store::Wish{household, Points(static_cast<std::int64_t>(points))};
}

Result<AtHand> read_at_hand(cbor::Reader& in) {
    XF_TRY(in.array_of(3));
    AtHand out;
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(const ByteView proof, in.bytes_of(32));
    out.card_proof = *Hash::from(proof);
    XF_ASSIGN(out.have, in.uint(INT64_MAX - 1));  // the record after it is asked for
    return out;
}

/// Reads an array of at most `max` items, each by `read_one`.
template <typename T, typename ReadOne>
Result<std::vector<T>> read_list(cbor::Reader& in, std::size_t max, ReadOne read_one) {
    XF_ASSIGN(const std::size_t count, in.array(max));
    std::vector<T> out;
    for (std::size_t i = 0; i < count; ++i) {
        XF_ASSIGN(T item, read_one(in));
        out.push_back(std::move(item));
    }
    return out;
}

Result<ShardPush> read_push(cbor::Reader& in) {
    XF_TRY(in.array_of(10));
    ShardPush out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(out.epoch, in.number<Epoch>());
    XF_ASSIGN(out.hub_epoch, in.uint(INT64_MAX));
    XF_ASSIGN(out.grant_version, in.uint(INT64_MAX));
    XF_ASSIGN(out.cursor, in.uint(INT64_MAX));
    XF_ASSIGN(out.first, in.number<Seq>());
    XF_ASSIGN(out.events, read_list<store::Event>(in, limits::kPushEvents, store::read_event));
    if (!in.skip_null()) {
        XF_ASSIGN(const ByteView head, in.bytes_of(32));
        out.chain_head = Hash::from(head);
    }
    if (out.chain_head.has_value() == out.events.empty())
        return Error{ErrorCode::malformed, "sync: a chain head goes with events"};
    if (!out.events.empty() &&
        (out.first.value == 0 || out.first.value > UINT32_MAX - limits::kPushEvents))
        return Error{ErrorCode::malformed, "sync: first sequence"};
    XF_ASSIGN(out.wishes, read_list<store::Wish>(in, limits::kWishes, read_wish));
    XF_ASSIGN(out.at_hand, read_list<AtHand>(in, limits::kPersonsAtHand, read_at_hand));
    return out;
}

void write(cbor::Writer& out, const ShardPull& pull, const Receiver& receiver,
           std::uint64_t version) {
    out.array(version == 1 ? 10 : 11)
        .uint(pull.shard.value)
        .uint(pull.hub_epoch)
        .uint(pull.grant_version)
        .uint(pull.up_to)
        .boolean(pull.more)
        .uint(pull.known.value);
    out.array(pull.held.size());
    for (const Held& held : pull.held)
        out.array(2).uint(held.seq.value).uint(held.verdict.encoded());
    out.array(pull.records.size());
    std::uint64_t previous = receiver.cursor;
    for (const store::Record& record : pull.records) {
        const std::uint64_t step = record.hub_seq - previous;
        previous = record.hub_seq;
        XF_ASSERT(record.event ||
                  (record.key.device == receiver.device && record.key.epoch == receiver.epoch));
        write_record(out, step, record);
    }
    out.array(pull.person_records.size());
    for (const store::Record& record : pull.person_records)
        write_record(out, record.hub_seq, record);
    out.bytes(pull.heads);
    if (version > 1) out.uint(pull.stable);
}

Result<Held> read_held(cbor::Reader& in) {
    XF_TRY(in.array_of(2));
    Held out;
    XF_ASSIGN(out.seq, in.number<Seq>());
    XF_ASSIGN(out.verdict, read_verdict(in));
    return out;
}

Result<ShardPull> read_pull(cbor::Reader& in, const Receiver& receiver, std::uint64_t version) {
    XF_TRY(in.array_of(version == 1 ? 10 : 11));
    ShardPull out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(out.hub_epoch, in.uint(INT64_MAX));
    XF_ASSIGN(out.grant_version, in.uint(INT64_MAX));
    XF_ASSIGN(out.up_to, in.uint(INT64_MAX));
    XF_ASSIGN(out.more, in.boolean());
    XF_ASSIGN(out.known, in.number<Seq>());
    XF_ASSIGN(out.held, read_list<Held>(in, limits::kPushEvents, read_held));
    const RecordWriter own{receiver.device, receiver.epoch};
    std::uint64_t base = receiver.cursor;
    XF_ASSIGN(out.records,
              read_list<store::Record>(
                  in, limits::kPullRecords, [&](cbor::Reader& item) -> Result<store::Record> {
                      XF_ASSIGN(store::Record record, read_record(item, base, own));
                      base = record.hub_seq;
                      return record;
                  }));
    if (base > out.up_to) return Error{ErrorCode::malformed, "sync: record beyond its page"};
    XF_ASSIGN(out.person_records,
              read_list<store::Record>(in, limits::kPullRecords, [&](cbor::Reader& item) {
                  return read_record(item, 0, own);
              }));
    XF_ASSIGN(const ByteView heads, in.bytes_of(32));
    out.heads = *Hash::from(heads);
    if (version > 1) {
        XF_ASSIGN(out.stable, in.uint(INT64_MAX));
    }
    return out;
}

}  // namespace

Bytes encode(const Request& request, const SigningKey& device) {
    cbor::Writer out;
    out.array(6)
        .uint(request.version)
        .bytes(request.device.bytes)
        .uint(request.counter)
        .uint(static_cast<std::uint64_t>(std::max<std::int64_t>(request.clock.seconds, 0)))
        .bytes(request.nonce);
    out.array(request.shards.size());
    for (const ShardPush& push : request.shards) write(out, push);
    return sign_message(kRequestDomain, device, out.out());
}

Bytes encode(const Reply& reply, const std::vector<Receiver>& receivers, const SigningKey& hub) {
    XF_ASSERT(reply.shards.size() == receivers.size());
    cbor::Writer out;
    out.array(4)
        .uint(reply.version)
        .bytes(reply.nonce)
        .uint(static_cast<std::uint64_t>(std::max<std::int64_t>(reply.clock.seconds, 0)));
    out.array(reply.shards.size());
    for (std::size_t i = 0; i < receivers.size(); ++i)
        write(out, reply.shards[i], receivers[i], reply.version);
    if (reply.version == 1) return sign_message(kReplyDomain, hub, out.out());
    auto statement = statement_of({Signature{}, out.out()});
    XF_ASSERT(statement.ok());
    statement->sign(hub);
    Bytes whole(statement->signature.bytes.begin(), statement->signature.bytes.end());
    append(whole, out.out());
    return whole;
}

Bytes sign_message(std::string_view domain, const SigningKey& key, ByteView message) {
    const Signature signature = key.sign(in_domain(domain, {message}));
    Bytes out(signature.bytes.begin(), signature.bytes.end());
    append(out, message);
    return out;
}

Result<Signed> split(ByteView body, std::size_t max_bytes) {
    if (body.size() > max_bytes) return Error{ErrorCode::too_large, "sync body"};
    if (body.size() <= kSignatureBytes) return Error{ErrorCode::malformed, "sync body"};
    XF_TRY(cbor::validate(body.subspan(kSignatureBytes), max_bytes));
    return Signed{*Signature::from(body.first(kSignatureBytes)), body.subspan(kSignatureBytes)};
}

bool signed_by(const PublicKey& device, const Signed& request) {
    return verify(device, in_domain(kRequestDomain, {request.message}), request.signature);
}

bool reply_signed_by(const PublicKey& hub, const Signed& reply) {
    const auto statement = statement_of(reply);
    if (statement.ok()) return statement->signed_by(hub);
    return verify(hub, in_domain(kReplyDomain, {reply.message}), reply.signature);
}

Result<Request> decode_request(ByteView message) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(6));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version < kOldestWireVersion || version > kWireVersion)
        return ErrorCode::unsupported_version;
    Request out;
    out.version = version;
    XF_ASSIGN(const ByteView device, in.bytes_of(16));
    out.device = *Uuid::from(device);
    XF_ASSIGN(out.counter, in.uint(INT64_MAX));
    XF_ASSIGN(const std::uint64_t clock, in.uint(INT64_MAX));
    out.clock = {static_cast<std::int64_t>(clock)};
    XF_ASSIGN(const ByteView nonce, in.bytes_of(out.nonce.size()));
    std::copy(nonce.begin(), nonce.end(), out.nonce.begin());
    XF_ASSIGN(out.shards, read_list<ShardPush>(in, limits::kShardsPerDevice, read_push));
    XF_TRY(in.finish());
    return out;
}

Result<Reply> decode_reply(ByteView message, const std::vector<Receiver>& receivers) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(4));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version < kOldestWireVersion || version > kWireVersion)
        return ErrorCode::unsupported_version;
    Reply out;
    out.version = version;
    XF_ASSIGN(const ByteView nonce, in.bytes_of(out.nonce.size()));
    std::copy(nonce.begin(), nonce.end(), out.nonce.begin());
    XF_ASSIGN(const std::uint64_t clock, in.uint(INT64_MAX));
    out.clock = {static_cast<std::int64_t>(clock)};
    XF_TRY(in.array_of(receivers.size()));
    for (const Receiver& receiver : receivers) {
        XF_ASSIGN(ShardPull pull, read_pull(in, receiver, version));
        out.shards.push_back(std::move(pull));
    }
    XF_TRY(in.finish());
    return out;
}

Hash digest_of(const std::map<store::Scope, store::ScopeHead>& heads) {
    return sha256(encode_heads(heads));
}

}  // namespace xf::sync
