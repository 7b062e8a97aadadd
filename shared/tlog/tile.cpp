#include "shared/tlog/tile.hpp"

#include <algorithm>

#include "shared/base/assert.hpp"
#include "shared/base/limits.hpp"

namespace xf::tlog {
namespace {

constexpr std::size_t kHashBytes = sizeof(Hash::bytes);
constexpr std::uint8_t kMaxLevel = 63;     // C2SP; a tree of 2^64 leaves needs 8
constexpr std::size_t kMaxPathBytes = 64;  // seven groups of an index, and the rest
constexpr std::string_view kEntries = "entries";
constexpr std::string_view kPartial = ".p/";

Error malformed(const char* why) { return {ErrorCode::malformed, why}; }

/// A decimal number without leading zeros.
std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t max) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (max - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

std::string index_path(std::uint64_t index) {
    std::string digits = std::to_string(index);
    digits.insert(0, (3 - digits.size() % 3) % 3, '0');
    std::string path;
    for (std::size_t at = 0; at + 3 < digits.size(); at += 3)
        path.append("x").append(digits, at, 3).append("/");
    return path.append(digits, digits.size() - 3, 3);
}

std::optional<std::uint64_t> parse_index_path(std::string_view path) {
    std::uint64_t index = 0;
    for (bool last = false; !last;) {
        last = path.empty() || path[0] != 'x';
        if (!last) path.remove_prefix(1);
        std::uint64_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (i >= path.size() || path[i] < '0' || path[i] > '9') return std::nullopt;
            group = group * 10 + static_cast<std::uint64_t>(path[i] - '0');
        }
        if (index > (UINT64_MAX - group) / 1000) return std::nullopt;
        index = index * 1000 + group;
        path.remove_prefix(3);
        if (!last) {
            if (path.empty() || path[0] != '/') return std::nullopt;
            path.remove_prefix(1);
        }
    }
    if (!path.empty()) return std::nullopt;
    return index;
}

/// Hashes, or entries, that a tree of `size` has at level 8·level.
std::uint64_t nodes_at(TreeSize size, std::uint8_t level) {
    const unsigned shift = static_cast<unsigned>(level) * kTileHeight;
    return shift < 64 ? size.value >> shift : 0;
}

std::uint32_t width_of(std::uint64_t nodes, std::uint64_t index) {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(kTileWidth, nodes - index * kTileWidth));
}

}  // namespace

std::string tile_path(const Tile& tile) {
    XF_ASSERT(tile.width >= 1 && tile.width <= kTileWidth && tile.level <= kMaxLevel);
    std::string path = "tile/";
    path += tile.kind == Tile::Kind::entries ? std::string(kEntries) : std::to_string(tile.level);
    path += "/" + index_path(tile.index);
    if (tile.width < kTileWidth) path += std::string(kPartial) + std::to_string(tile.width);
    return path;
}

Result<Tile> parse_tile_path(std::string_view path) {
    constexpr std::string_view kRoot = "tile/";
    const std::string_view whole = path;
    if (path.size() > kMaxPathBytes || path.substr(0, kRoot.size()) != kRoot)
        return malformed("tile path: does not begin with tile/");
    path.remove_prefix(kRoot.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return malformed("tile path: no index");
    Tile tile;
    if (path.substr(0, slash) == kEntries) {
        tile.kind = Tile::Kind::entries;
    } else {
        const auto level = decimal(path.substr(0, slash), kMaxLevel);
        if (!level) return malformed("tile path: level");
        tile.level = static_cast<std::uint8_t>(*level);
    }
    path.remove_prefix(slash + 1);
    if (const std::size_t partial = path.find(kPartial); partial != std::string_view::npos) {
        const auto width = decimal(path.substr(partial + kPartial.size()), kTileWidth - 1);
        if (!width || *width == 0) return malformed("tile path: width");
        tile.width = static_cast<std::uint32_t>(*width);
        path = path.substr(0, partial);
    }
    const auto index = parse_index_path(path);
    if (!index) return malformed("tile path: index");
    tile.index = *index;
    // One tile has one path: x000/001 is refused here.
    if (tile_path(tile) != whole) return malformed("tile path: not in its shortest form");
    return tile;
}

Tile entries_tile(LeafIndex index, TreeSize size) {
    XF_ASSERT(index.value < size.value);
    const std::uint64_t number = index.value / kTileWidth;
    return {Tile::Kind::entries, 0, number, width_of(size.value, number)};
}

std::vector<Tile> changed_tiles(TreeSize from, TreeSize to) {
    std::vector<Tile> tiles;
    const auto add = [&](Tile::Kind kind, std::uint8_t level) {
        const std::uint64_t before = nodes_at(from, level);
        const std::uint64_t after = nodes_at(to, level);
        for (std::uint64_t index = before / kTileWidth; index * kTileWidth < after; ++index)
            if (after > before) tiles.push_back({kind, level, index, width_of(after, index)});
    };
    add(Tile::Kind::entries, 0);
    for (std::uint8_t level = 0; nodes_at(to, level) > 0; ++level) add(Tile::Kind::hashes, level);
    return tiles;
}

Bytes encode_entries(const std::vector<Bytes>& entries) {
    Bytes out;
    for (const Bytes& entry : entries) {
        XF_ASSERT(entry.size() <= limits::kLeafBytes);
        out.push_back(static_cast<std::uint8_t>(entry.size() >> 8));
        out.push_back(static_cast<std::uint8_t>(entry.size()));
        append(out, entry);
    }
    return out;
}

Result<std::vector<ByteView>> decode_entries(ByteView file, std::uint32_t width,
                                             std::size_t max_entry_bytes) {
    std::vector<ByteView> entries;
    for (std::uint32_t i = 0; i < width; ++i) {
        if (file.size() < 2) return malformed("entries: ends early");
        const std::size_t size = static_cast<std::size_t>(file[0]) << 8 | file[1];
        if (size > max_entry_bytes) return malformed("entries: an entry is too long");
        if (size > file.size() - 2) return malformed("entries: ends early");
        entries.push_back(file.subspan(2, size));
        file = file.subspan(2 + size);
    }
    if (!file.empty()) return malformed("entries: trailing bytes");
    return entries;
}

Result<ByteView> TileReader::tile(const Tile& tile) {
    auto found = tiles_.find(tile);
    if (found == tiles_.end()) {
        XF_ASSIGN(Bytes bytes, fetch_(tile));
        if (bytes.size() % kHashBytes != 0 || bytes.size() < tile.width * kHashBytes)
            return malformed("tile: not that many hashes");
        found = tiles_.emplace(tile, std::move(bytes)).first;
    }
    return ByteView(found->second);
}

Result<Hash> TileReader::subtree(Subtree which) {
    const auto level = static_cast<std::uint8_t>(which.level / kTileHeight);
    const std::uint8_t inner = which.level % kTileHeight;
    const std::uint64_t first = which.index << inner;
    const std::uint64_t count = std::uint64_t{1} << inner;
    const std::uint64_t nodes = nodes_at(size_, level);
    if (first + count > nodes) return Error{ErrorCode::not_found, "subtree beyond the tree"};
    const std::uint64_t index = first / kTileWidth;
    XF_ASSIGN(const ByteView bytes,
              tile({Tile::Kind::hashes, level, index, width_of(nodes, index)}));
    Frontier complete;  // 2^inner neighbours make exactly one complete subtree
    const auto start = static_cast<std::size_t>(first % kTileWidth);
    for (std::size_t i = start; i < start + static_cast<std::size_t>(count); ++i)
        complete.append(*Hash::from(bytes.subspan(i * kHashBytes, kHashBytes)));
    return complete.root();
}

}  // namespace xf::tlog
