#include "shared/sync/statement.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

constexpr std::uint64_t kStatementVersion = 2;
constexpr std::string_view kDomain = "xinfeng/sync-reply/2";
constexpr std::size_t kPullItems = 11;
constexpr std::size_t kStatementBytes = 256 + 128 * limits::kShardsPerDevice;

/// Writes the entry of one encoded shard pull.
Status write_entry(cbor::Writer& out, ByteView pull) {
    cbor::Reader in(pull);
    XF_TRY(in.array_of(kPullItems));
    XF_ASSIGN(const ByteView shard, in.item());
    XF_ASSIGN(const ByteView hub_epoch, in.item());
    XF_ASSIGN(const ByteView grant_version, in.item());
    static_cast<void>(grant_version);
    XF_ASSIGN(const ByteView up_to, in.item());
    ByteView heads;  // the last but one
    for (std::size_t i = 4; i + 1 < kPullItems; ++i) {
        XF_ASSIGN(heads, in.item());
    }
    out.array(5).raw(shard).raw(hub_epoch).raw(up_to).raw(heads).bytes(sha256(pull));
    return {};
}

}  // namespace

bool SignedStatement::signed_by(const PublicKey& hub) const {
    return verify(hub, in_domain(kDomain, {statement}), signature);
}

void SignedStatement::sign(const SigningKey& hub) {
    signature = hub.sign(in_domain(kDomain, {statement}));
}

Result<std::vector<StatementEntry>> SignedStatement::entries() const {
    XF_TRY(cbor::validate(statement, kStatementBytes));
    cbor::Reader in(statement);
    XF_TRY(in.array_of(4));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version != kStatementVersion) return ErrorCode::unsupported_version;
    XF_ASSIGN(const ByteView nonce, in.bytes_of(sizeof(Nonce)));
    static_cast<void>(nonce);
    XF_ASSIGN(const std::uint64_t clock, in.uint(INT64_MAX));
    static_cast<void>(clock);
    XF_ASSIGN(const std::size_t count, in.array(limits::kShardsPerDevice));
    std::vector<StatementEntry> out;
    for (std::size_t i = 0; i < count; ++i) {
        XF_TRY(in.array_of(5));
        StatementEntry entry;
        XF_ASSIGN(entry.shard, in.number<ShardNo>());
        XF_ASSIGN(entry.hub_epoch, in.uint(INT64_MAX));
        XF_ASSIGN(entry.up_to, in.uint(INT64_MAX));
        XF_ASSIGN(const ByteView heads, in.bytes_of(32));
        entry.heads = *Hash::from(heads);
        XF_ASSIGN(const ByteView digest, in.bytes_of(32));
        static_cast<void>(digest);
        out.push_back(entry);
    }
    XF_TRY(in.finish());
    return out;
}

Result<SignedStatement> statement_of(const Signed& reply) {
    cbor::Reader in(reply.message);
    XF_TRY(in.array_of(4));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version != kStatementVersion) return ErrorCode::unsupported_version;
    XF_ASSIGN(const ByteView nonce, in.item());
    XF_ASSIGN(const ByteView clock, in.item());
    XF_ASSIGN(const std::size_t shards, in.array(limits::kShardsPerDevice));
    cbor::Writer out;
    out.array(4).uint(version).raw(nonce).raw(clock).array(shards);
    for (std::size_t i = 0; i < shards; ++i) {
        XF_ASSIGN(const ByteView pull, in.item());
        XF_TRY(write_entry(out, pull));
    }
    return SignedStatement{reply.signature, out.take()};
}

}  // namespace xf::sync
