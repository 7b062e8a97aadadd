// A whole tree in memory, hashed as RFC 6962 words it: what the incremental code is compared with.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "shared/tlog/proof.hpp"

namespace xf::test {

inline Bytes unhex(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Bytes out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(digit(hex[i]) * 16 + digit(hex[i + 1])));
    return out;
}

class Tree : public tlog::HashReader {
public:
    void add(ByteView leaf) { leaves_.push_back(tlog::leaf_hash(leaf)); }

    /// MTH(D[first : end]), section 2.1. Remembers what it has worked out.
    Hash mth(std::size_t first, std::size_t end) const {
        if (first == end) return sha256(ByteView());
        if (end - first == 1) return leaves_[first];
        if (const auto known = known_.find({first, end}); known != known_.end())
            return known->second;
        std::size_t k = 1;
        while (k * 2 < end - first) k *= 2;
        const Hash hash = tlog::node_hash(mth(first, first + k), mth(first + k, end));
        known_.emplace(std::pair(first, end), hash);
        return hash;
    }

    Hash root(std::size_t size) const { return mth(0, size); }
    tlog::Head head(std::size_t size) const { return {{size}, root(size)}; }
    const Hash& leaf(std::size_t index) const { return leaves_[index]; }

    Result<Hash> subtree(tlog::Subtree which) override {
        const std::size_t first = which.index << which.level;
        const std::size_t end = first + (std::size_t{1} << which.level);
        if (end > leaves_.size()) return Error{ErrorCode::not_found, "beyond the tree"};
        return mth(first, end);
    }

private:
    std::vector<Hash> leaves_;
    mutable std::map<std::pair<std::size_t, std::size_t>, Hash> known_;
};

/// Leaves 0 to n - 1, each of them its own number in two bytes.
inline Tree numbered_tree(std::size_t leaves) {
    Tree tree;
    for (std::size_t i = 0; i < leaves; ++i)
        tree.add(Bytes{static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)});
    return tree;
}

}  // namespace xf::test
