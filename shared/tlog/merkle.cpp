#include "shared/tlog/merkle.hpp"

#include <bit>

#include "shared/tlog/range.hpp"

namespace xf::tlog {
namespace {

constexpr std::uint8_t kLeafPrefix[] = {0x00};
constexpr std::uint8_t kNodePrefix[] = {0x01};

}  // namespace

Hash leaf_hash(ByteView leaf) { return sha256({ByteView(kLeafPrefix), leaf}); }

Hash node_hash(const Hash& left, const Hash& right) {
    return sha256({ByteView(kNodePrefix), left, right});
}

Hash empty_root() { return sha256(ByteView()); }

void Frontier::append(const Hash& leaf) {
    complete_.push_back(leaf);
    // Every bit that the addition carries over is a pair of equal subtrees that becomes one.
    for (std::uint64_t carry = size_.value; (carry & 1) != 0; carry >>= 1) {
        const Hash right = complete_.back();
        complete_.pop_back();
        complete_.back() = node_hash(complete_.back(), right);
    }
    ++size_.value;
}

Hash Frontier::root() const {
    if (complete_.empty()) return empty_root();
    Hash root = complete_.back();
    for (std::size_t i = complete_.size() - 1; i > 0; --i) root = node_hash(complete_[i - 1], root);
    return root;
}

Bytes Frontier::encode() const {
    Bytes out;
    for (const Hash& hash : complete_) xf::append(out, hash);
    return out;
}

Result<Frontier> Frontier::decode(TreeSize size, ByteView bytes) {
    constexpr std::size_t kHashBytes = sizeof(Hash::bytes);
    const auto count = static_cast<std::size_t>(std::popcount(size.value));
    if (bytes.size() != count * kHashBytes)
        return Error{ErrorCode::malformed, "frontier: not one hash for every complete subtree"};
    Frontier frontier;
    frontier.size_ = size;
    for (std::size_t i = 0; i < count; ++i)
        frontier.complete_.push_back(*Hash::from(bytes.subspan(i * kHashBytes, kHashBytes)));
    return frontier;
}

std::uint64_t split_point(std::uint64_t leaves) { return std::bit_floor(leaves - 1); }

Result<Hash> range_hash(HashReader& reader, Range range) {
    // A left part is always complete, so the recursion goes down the right edge only: 64 deep.
    if (std::has_single_bit(range.leaves)) {
        const auto level = static_cast<std::uint8_t>(std::countr_zero(range.leaves));
        return reader.subtree({level, range.first >> level});
    }
    const std::uint64_t left = split_point(range.leaves);
    XF_ASSIGN(const Hash left_hash, range_hash(reader, {range.first, left}));
    XF_ASSIGN(const Hash right_hash, range_hash(reader, {range.first + left, range.leaves - left}));
    return node_hash(left_hash, right_hash);
}

Result<Hash> root_at(HashReader& reader, TreeSize size) {
    if (size.value == 0) return empty_root();
    return range_hash(reader, {0, size.value});
}

}  // namespace xf::tlog
