#include "shared/tlog/tile_edge.hpp"

#include "shared/base/assert.hpp"
#include "shared/base/limits.hpp"

namespace xf::tlog {
namespace {

constexpr std::size_t kHashBytes = sizeof(Hash::bytes);

/// The tree over the hashes of one tile.
Frontier frontier_of(ByteView hashes) {
    Frontier frontier;
    for (std::size_t at = 0; at < hashes.size(); at += kHashBytes)
        frontier.append(*Hash::from(hashes.subspan(at, kHashBytes)));
    return frontier;
}

Result<Bytes> fetch_exactly(const TileReader::Fetch& fetch, const Tile& tile) {
    XF_ASSIGN(Bytes bytes, fetch(tile));
    if (tile.kind == Tile::Kind::hashes && bytes.size() != tile.width * kHashBytes)
        return Error{ErrorCode::malformed, tile_path(tile) + ": not that many hashes"};
    return bytes;
}

Status check_entries(ByteView file, ByteView hashes) {
    const auto width = static_cast<std::uint32_t>(hashes.size() / kHashBytes);
    XF_ASSIGN(const auto entries, decode_entries(file, width, limits::kLeafBytes));
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!equal(leaf_hash(entries[i]), hashes.subspan(i * kHashBytes, kHashBytes)))
            return Error{ErrorCode::log_changed, "entries do not have the hashes of their tile"};
    return {};
}

}  // namespace

Result<TileEdge> TileEdge::load(TreeSize size, const TileReader::Fetch& fetch) {
    TileEdge edge;
    edge.size_ = size;
    std::uint64_t nodes = size.value;
    for (std::uint8_t level = 0; nodes > 0; ++level, nodes >>= kTileHeight) {
        edge.levels_.emplace_back();
        const auto width = static_cast<std::uint32_t>(nodes % kTileWidth);
        if (width == 0) continue;
        Tile tile{Tile::Kind::hashes, level, nodes / kTileWidth, width};
        XF_ASSIGN(edge.levels_.back(), fetch_exactly(fetch, tile));
        if (level > 0) continue;
        tile.kind = Tile::Kind::entries;
        XF_ASSIGN(edge.entries_, fetch_exactly(fetch, tile));
        XF_TRY(check_entries(edge.entries_, edge.levels_.back()));
    }
    return edge;
}

std::vector<TileEdge::File> TileEdge::append(ByteView entry) {
    xf::append(entries_, encode_entries({Bytes(entry.begin(), entry.end())}));
    Hash hash = leaf_hash(entry);
    std::vector<File> files;
    std::uint64_t index = size_.value;  // of the hash, on its level
    ++size_.value;
    for (std::uint8_t level = 0;; ++level) {
        if (levels_.size() == level) levels_.emplace_back();
        Bytes& hashes = levels_[level];
        xf::append(hashes, hash);
        const auto width = static_cast<std::uint32_t>(hashes.size() / kHashBytes);
        if (level == 0)
            files.push_back({{Tile::Kind::entries, 0, index / kTileWidth, width}, entries_});
        files.push_back({{Tile::Kind::hashes, level, index / kTileWidth, width}, hashes});
        if (width < kTileWidth) return files;
        // A full tile is one hash of the next level.
        hash = frontier_of(hashes).root();
        hashes.clear();
        if (level == 0) entries_.clear();
        index /= kTileWidth;
    }
}

Head TileEdge::head() const {
    Bytes complete;  // the larger subtrees are those of the higher levels
    for (std::size_t level = levels_.size(); level-- > 0;)
        xf::append(complete, frontier_of(levels_[level]).encode());
    const auto frontier = Frontier::decode(size_, complete);
    XF_ASSERT(frontier.ok());
    return {size_, frontier->root()};
}

}  // namespace xf::tlog
