// The Merkle tree of RFC 6962, section 2.1: one root stands for every leaf before it.
//
//   leaf hash = SHA-256(0x00 ‖ leaf)      node hash = SHA-256(0x01 ‖ left ‖ right)
//
// A tree of n leaves splits at the largest power of two below n, so a complete subtree, once
// filled, never changes: appending needs only the roots of those, one for every bit set in n.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace xf::tlog {

/// Number of leaves.
struct TreeSize {
    std::uint64_t value = 0;
    friend auto operator<=>(const TreeSize&, const TreeSize&) = default;
};

/// Position of a leaf, from 0.
struct LeafIndex {
    std::uint64_t value = 0;
    friend auto operator<=>(const LeafIndex&, const LeafIndex&) = default;
};

/// A complete subtree: the 2^level leaves from index · 2^level.
struct Subtree {
    std::uint8_t level = 0;
    std::uint64_t index = 0;
};

Hash leaf_hash(ByteView leaf);
Hash node_hash(const Hash& left, const Hash& right);

/// Root of the tree with no leaves: SHA-256 of nothing.
Hash empty_root();

/// The right edge of a growing tree: all that appending and the root need.
class Frontier {
public:
    void append(const Hash& leaf);
    Hash root() const;
    TreeSize size() const { return size_; }

    /// The roots of the complete subtrees, 32 bytes each, the largest first.
    Bytes encode() const;
    /// Errors: malformed when the bytes are not one hash for every bit set in `size`.
    static Result<Frontier> decode(TreeSize size, ByteView bytes);

private:
    TreeSize size_;
    std::vector<Hash> complete_;  ///< roots of the complete subtrees, the largest first
};

/// Where hashes of a stored tree come from: tiles, or a table of leaves.
class HashReader {
public:
    virtual ~HashReader() = default;

    /// The root of a complete subtree. Errors: not_found, or the storage's own.
    virtual Result<Hash> subtree(Subtree which) = 0;
};

/// The root that a stored tree had at `size`.
Result<Hash> root_at(HashReader& reader, TreeSize size);

}  // namespace xf::tlog
