// The bytes of POST /v1/return-log: a client hands a restored hub what it published after its backup.
// Everything in it is public and proves itself: leaves by the signed checkpoint, files by the leaves
// that name them. So nobody has to sign it.
//
//   leaves = [1, shard, checkpoint(bytes), from, [leaf(bytes) …]]     leaves `from` … checkpoint's size
//   file   = [2, shard, sort, file(bytes)]                            sort: 0 body, 1 paper
//
//   reply  = [size, [[sort, SHA-256(32)] …]]     leaves in the hub's log now; files that it misses
//
// A request has at most limits::kLogReturnBytes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "shared/disclosure/replica_files.hpp"

namespace xf::disclosure {

inline constexpr std::string_view kLogReturnContentType = "application/vnd.xinfeng.return-log";

/// Files named in one reply. More are named once these are there.
inline constexpr std::size_t kMissingNamed = 1000;

using FileSort = ReplicaFiles::Sort;

struct ReturnedLeaves {
    ShardNo shard;
    std::string checkpoint;  ///< as it was signed
    std::uint64_t from = 0;
    std::vector<Bytes> leaves;
};

struct ReturnedFile {
    ShardNo shard;
    FileSort sort = FileSort::body;
    Bytes file;
};

using Returned = std::variant<ReturnedLeaves, ReturnedFile>;

struct FileName {
    FileSort sort = FileSort::body;
    Hash hash;

    std::string path() const;
    friend bool operator==(const FileName&, const FileName&) = default;
};

struct ReturnReply {
    std::uint64_t size = 0;
    std::vector<FileName> missing;
};

Bytes encode(const Returned& returned);
/// Errors: malformed, too_large, unsupported_version.
Result<Returned> decode_returned(ByteView body);
ShardNo shard_of(const Returned& returned);

Bytes encode(const ReturnReply& reply);
/// Errors: malformed, too_large.
Result<ReturnReply> decode_return_reply(ByteView body);

}  // namespace xf::disclosure
