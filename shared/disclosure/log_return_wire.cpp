#include "shared/disclosure/log_return_wire.hpp"

#include "shared/base/cbor.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::disclosure {
namespace {

constexpr std::uint64_t kLeaves = 1, kFile = 2;

Bytes copied(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

Result<FileSort> read_sort(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t sort, in.uint(static_cast<std::uint64_t>(FileSort::paper)));
    return static_cast<FileSort>(sort);
}

Result<ReturnedLeaves> read_leaves(cbor::Reader& in) {
    ReturnedLeaves out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(const ByteView checkpoint, in.bytes(limits::kCheckpointBytes));
    out.checkpoint = as_text(checkpoint);
    XF_ASSIGN(out.from, in.uint(INT64_MAX));
    XF_ASSIGN(const std::size_t count, in.array(limits::kLogReturnBytes));
    for (std::size_t i = 0; i < count; ++i) {
        XF_ASSIGN(const ByteView leaf, in.bytes(limits::kLeafBytes));
        out.leaves.push_back(copied(leaf));
    }
    return out;
}

Result<ReturnedFile> read_file(cbor::Reader& in) {
    ReturnedFile out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(out.sort, read_sort(in));
    XF_ASSIGN(const ByteView file, in.bytes(limits::kLogReturnBytes));
    out.file = copied(file);
    return out;
}

template <typename T>
Result<Returned> whole(Result<T> part, const cbor::Reader& in) {
    if (!part.ok()) return part.error();
    XF_TRY(in.finish());
    return Returned(*std::move(part));
}

}  // namespace

std::string FileName::path() const {
    return sort == FileSort::body ? body_path(hash) : paper_path(hash);
}

Bytes encode(const Returned& returned) {
    cbor::Writer out;
    if (const auto* const leaves = std::get_if<ReturnedLeaves>(&returned)) {
        out.array(5)
            .uint(kLeaves)
            .uint(leaves->shard.value)
            .bytes(as_bytes(leaves->checkpoint))
            .uint(leaves->from)
            .array(leaves->leaves.size());
        for (const Bytes& leaf : leaves->leaves) out.bytes(leaf);
        return out.take();
    }
    const ReturnedFile& file = std::get<ReturnedFile>(returned);
    out.array(4)
        .uint(kFile)
        .uint(file.shard.value)
        .uint(static_cast<std::uint64_t>(file.sort))
        .bytes(file.file);
    return out.take();
}

Result<Returned> decode_returned(ByteView body) {
    XF_TRY(cbor::validate(body, limits::kLogReturnBytes));
    cbor::Reader in(body);
    XF_ASSIGN(const std::size_t items, in.array(5));
    XF_ASSIGN(const std::uint64_t form, in.uint());
    if (form == kLeaves && items == 5) return whole(read_leaves(in), in);
    if (form == kFile && items == 4) return whole(read_file(in), in);
    return ErrorCode::unsupported_version;
}

ShardNo shard_of(const Returned& returned) {
    return std::visit([](const auto& part) { return part.shard; }, returned);
}

Bytes encode(const ReturnReply& reply) {
    const std::size_t named = std::min(reply.missing.size(), kMissingNamed);
    cbor::Writer out;
    out.array(2).uint(reply.size).array(named);
    for (std::size_t i = 0; i < named; ++i)
        out.array(2)
            .uint(static_cast<std::uint64_t>(reply.missing[i].sort))
            .bytes(reply.missing[i].hash);
    return out.take();
}

Result<ReturnReply> decode_return_reply(ByteView body) {
    XF_TRY(cbor::validate(body, limits::kReplyBytes));
    cbor::Reader in(body);
    XF_TRY(in.array_of(2));
    ReturnReply out;
    XF_ASSIGN(out.size, in.uint(INT64_MAX));
    XF_ASSIGN(const std::size_t count, in.array(kMissingNamed));
    for (std::size_t i = 0; i < count; ++i) {
        XF_TRY(in.array_of(2));
        FileName name;
        XF_ASSIGN(name.sort, read_sort(in));
        XF_ASSIGN(const ByteView hash, in.bytes_of(32));
        name.hash = *Hash::from(hash);
        out.missing.push_back(name);
    }
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::disclosure
