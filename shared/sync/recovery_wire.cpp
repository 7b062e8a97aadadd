#include "shared/sync/recovery_wire.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/sync/record_wire.hpp"

namespace xf::sync {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kRequestDomain = "xinfeng/recover-request/1";
constexpr std::string_view kReplyDomain = "xinfeng/recover-reply/1";
constexpr std::size_t kReplyBytes = 1024;
/// Only there to read records that carry their writer anyway.
constexpr RecordWriter kNobody{};

Result<KeptStatement> read_statement(cbor::Reader& in) {
    XF_TRY(in.array_of(3));
    KeptStatement out;
    XF_ASSIGN(const ByteView statement, in.bytes(limits::kRecoveryBytes));
    XF_ASSIGN(const ByteView signature, in.bytes_of(64));
    XF_ASSIGN(const ByteView heads, in.bytes(limits::kRecoveryBytes));
    out.word = {*Signature::from(signature), Bytes(statement.begin(), statement.end())};
    out.heads.assign(heads.begin(), heads.end());
    return out;
}

Result<Nonce> read_nonce(cbor::Reader& in) {
    Nonce out{};
    XF_ASSIGN(const ByteView nonce, in.bytes_of(out.size()));
    std::copy(nonce.begin(), nonce.end(), out.begin());
    return out;
}

Status read_version(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t version, in.uint());
    return version == kVersion ? Status() : Status(ErrorCode::unsupported_version);
}

Result<RecoveryReply> read_reply(ByteView message) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(6));
    XF_TRY(read_version(in));
    RecoveryReply out;
    XF_ASSIGN(out.nonce, read_nonce(in));
    XF_ASSIGN(out.hub_epoch, in.uint(INT64_MAX));
    XF_ASSIGN(const std::uint64_t step, in.uint(static_cast<std::uint64_t>(RecoveryStep::sync)));
    out.step = static_cast<RecoveryStep>(step);
    XF_ASSIGN(out.common, in.uint(INT64_MAX));
    XF_ASSIGN(out.after, in.uint(INT64_MAX));
    XF_TRY(in.finish());
    return out;
}

}  // namespace

Bytes encode(const RecoveryRequest& request, const SigningKey& device) {
    cbor::Writer out;
    out.array(11)
        .uint(kVersion)
        .bytes(request.certificate)
        .uint(request.counter)
        .bytes(request.nonce)
        .uint(request.hub_epoch)
        .uint(request.cursor)
        .uint(request.asked_in);
    out.array(request.records.size());
    std::uint64_t previous = 0;
    for (const store::Record& record : request.records) {
        write_record(out, record.hub_seq - previous, record);
        previous = record.hub_seq;
    }
    out.array(request.statements.size());
    for (const KeptStatement& kept : request.statements)
        out.array(3).bytes(kept.word.statement).bytes(kept.word.signature.bytes).bytes(kept.heads);
    out.bytes(request.checkpoint).boolean(request.last);
    return sign_message(kRequestDomain, device, out.out());
}

Result<RecoveryRequest> decode_recovery_request(ByteView message) {
    cbor::Reader in(message);
    XF_TRY(in.array_of(11));
    XF_TRY(read_version(in));
    RecoveryRequest out;
    XF_ASSIGN(const ByteView certificate, in.bytes(limits::kRecoveryBytes));
    out.certificate.assign(certificate.begin(), certificate.end());
    XF_ASSIGN(out.counter, in.uint(INT64_MAX));
    XF_ASSIGN(out.nonce, read_nonce(in));
    XF_ASSIGN(out.hub_epoch, in.uint(INT64_MAX));
    XF_ASSIGN(out.cursor, in.uint(INT64_MAX));
    XF_ASSIGN(out.asked_in, in.uint(INT64_MAX));
    XF_ASSIGN(const std::size_t records, in.array(limits::kPullRecords));
    std::uint64_t previous = 0;
    for (std::size_t i = 0; i < records; ++i) {
        XF_ASSIGN(store::Record record, read_record(in, previous, kNobody));
        if (!record.event) return Error{ErrorCode::malformed, "recovery: a record without event"};
        previous = record.hub_seq;
        out.records.push_back(std::move(record));
    }
    XF_ASSIGN(const std::size_t statements, in.array(limits::kRecoveryStatements));
    for (std::size_t i = 0; i < statements; ++i) {
        XF_ASSIGN(KeptStatement kept, read_statement(in));
        out.statements.push_back(std::move(kept));
    }
    XF_ASSIGN(const ByteView checkpoint, in.bytes(limits::kCheckpointBytes));
    out.checkpoint.assign(checkpoint.begin(), checkpoint.end());
    XF_ASSIGN(out.last, in.boolean());
    XF_TRY(in.finish());
    return out;
}

Bytes encode(const RecoveryReply& reply, const SigningKey& hub) {
    cbor::Writer out;
    out.array(6)
        .uint(kVersion)
        .bytes(reply.nonce)
        .uint(reply.hub_epoch)
        .uint(static_cast<std::uint64_t>(reply.step))
        .uint(reply.common)
        .uint(reply.after);
    return sign_message(kReplyDomain, hub, out.out());
}

Result<RecoveryReply> decode_recovery_reply(ByteView body, const PublicKey& hub) {
    const auto message = split(body, kReplyBytes);
    if (!message.ok() ||
        !verify(hub, in_domain(kReplyDomain, {message->message}), message->signature))
        return Error{ErrorCode::bad_reply, "recovery: signature"};
    auto reply = read_reply(message->message);
    if (!reply.ok()) return Error{ErrorCode::bad_reply, reply.error().message()};
    return reply;
}

bool recovery_signed_by(const PublicKey& device, const Signed& request) {
    return verify(device, in_domain(kRequestDomain, {request.message}), request.signature);
}

}  // namespace xf::sync
