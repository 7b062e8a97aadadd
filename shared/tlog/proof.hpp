// Proofs of RFC 6962, sections 2.1.1 and 2.1.2: that a leaf is in a tree, and that a tree is the
// beginning of a later one. Making them needs the stored tree; checking them needs the roots only.
#pragma once

#include <span>
#include <vector>

#include "shared/tlog/merkle.hpp"

namespace xf::tlog {

using Proof = std::vector<Hash>;

/// Longest valid proof: one hash for each level of a tree of 2^63 leaves, and one more.
inline constexpr std::size_t kProofHashes = 64;

/// PATH(index, D[size]). Errors: not_found when index is not below size; the reader's own.
Result<Proof> inclusion_proof(HashReader& reader, LeafIndex index, TreeSize size);

/// Errors: malformed when the proof has not the length that index and size ask for; log_changed
/// when it does not lead to the root.
Status verify_inclusion(std::span<const Hash> proof, LeafIndex index, const Hash& leaf,
                        TreeSize size, const Hash& root);

/// PROOF(from, D[to]); empty when from is 0 or equals to. Errors: not_found when from is beyond to;
/// the reader's own.
Result<Proof> consistency_proof(HashReader& reader, TreeSize from, TreeSize to);

/// A tree at one moment, as a checkpoint names it.
struct Head {
    TreeSize size;
    Hash root;
    friend bool operator==(const Head&, const Head&) = default;
};

/// Errors: malformed when the proof has not the length that the sizes ask for, or `from` is the
/// larger; log_changed when `from` is not the beginning of `to`.
Status verify_consistency(std::span<const Hash> proof, const Head& from, const Head& to);

}  // namespace xf::tlog
