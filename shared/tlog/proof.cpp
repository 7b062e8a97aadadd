#include "shared/tlog/proof.hpp"

#include <algorithm>
#include <bit>

#include "shared/tlog/range.hpp"

namespace xf::tlog {
namespace {

Error wrong_length() { return {ErrorCode::malformed, "proof: of another length"}; }
Error contradiction() { return {ErrorCode::log_changed, "proof: does not lead to the root"}; }

/// Both roots that a consistency proof leads to.
struct Climb {
    Hash old_root;
    Hash new_root;
    bool fits = false;  ///< the proof has the length that the sizes ask for
};

// RFC 9162, section 2.1.4.2.
Climb climb(const Hash& start, std::span<const Hash> proof, TreeSize from, TreeSize to) {
    std::uint64_t old_node = from.value - 1;
    std::uint64_t new_node = to.value - 1;
    const int complete = std::countr_one(old_node);
    old_node >>= complete;
    new_node >>= complete;
    Climb end{start, start};
    for (const Hash& next : proof) {
        if (new_node == 0) return end;
        if ((old_node & 1) != 0 || old_node == new_node) {
            end.old_root = node_hash(next, end.old_root);
            end.new_root = node_hash(next, end.new_root);
            while ((old_node & 1) == 0 && old_node != 0) {
                old_node >>= 1;
                new_node >>= 1;
            }
        } else {
            end.new_root = node_hash(end.new_root, next);
        }
        old_node >>= 1;
        new_node >>= 1;
    }
    end.fits = new_node == 0;
    return end;
}

}  // namespace

Result<Proof> inclusion_proof(HashReader& reader, LeafIndex index, TreeSize size) {
    if (index.value >= size.value) return Error{ErrorCode::not_found, "leaf beyond the tree"};
    Proof proof;
    Range range{0, size.value};
    while (range.leaves > 1) {
        const std::uint64_t left = split_point(range.leaves);
        const Range halves[] = {{range.first, left}, {range.first + left, range.leaves - left}};
        const std::size_t side = index.value < range.first + left ? 0 : 1;
        XF_ASSIGN(const Hash sibling, range_hash(reader, halves[1 - side]));
        proof.push_back(sibling);
        range = halves[side];
    }
    std::reverse(proof.begin(), proof.end());  // RFC 6962 names the leaf's neighbour first
    return proof;
}

// RFC 9162, section 2.1.3.2.
Status verify_inclusion(std::span<const Hash> proof, LeafIndex index, const Hash& leaf,
                        TreeSize size, const Hash& root) {
    if (index.value >= size.value || proof.size() > kProofHashes) return wrong_length();
    std::uint64_t node = index.value;
    std::uint64_t last = size.value - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return wrong_length();
        if ((node & 1) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            // The last node of a level without a partner rises as it is.
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0) return wrong_length();
    if (hash != root) return contradiction();
    return {};
}

Result<Proof> consistency_proof(HashReader& reader, TreeSize from, TreeSize to) {
    if (from > to) return Error{ErrorCode::not_found, "an older tree can't follow a newer one"};
    Proof proof;
    if (from.value == 0 || from == to) return proof;
    // SUBPROOF(m, D[n], b) of RFC 6962, from the outside in.
    Range range{0, to.value};
    std::uint64_t old_leaves = from.value;  // m: of those in the range
    bool whole = true;                      // b: the old root itself is known to the verifier
    while (old_leaves != range.leaves) {
        const std::uint64_t left = split_point(range.leaves);
        const Range right{range.first + left, range.leaves - left};
        if (old_leaves <= left) {
            XF_ASSIGN(const Hash hash, range_hash(reader, right));
            proof.push_back(hash);
            range.leaves = left;
        } else {
            XF_ASSIGN(const Hash hash, range_hash(reader, {range.first, left}));
            proof.push_back(hash);
            range = right;
            old_leaves -= left;
            whole = false;
        }
    }
    if (!whole) {
        XF_ASSIGN(const Hash hash, range_hash(reader, range));
        proof.push_back(hash);
    }
    std::reverse(proof.begin(), proof.end());
    return proof;
}

Status verify_consistency(std::span<const Hash> proof, const Head& from, const Head& to) {
    if (from.size > to.size || proof.size() > kProofHashes) return wrong_length();
    if (from.size == to.size || from.size.value == 0) {
        if (!proof.empty()) return wrong_length();
        const Hash& expected = from.size == to.size ? to.root : empty_root();
        return from.root == expected ? Status() : contradiction();
    }
    // An old tree that is one complete subtree is where both climbs begin.
    const bool complete = std::has_single_bit(from.size.value);
    if (proof.empty()) return wrong_length();
    const Climb end = climb(complete ? from.root : proof.front(), proof.subspan(complete ? 0 : 1),
                            from.size, to.size);
    if (!end.fits) return wrong_length();
    if (end.old_root != from.root || end.new_root != to.root) return contradiction();
    return {};
}

}  // namespace xf::tlog
