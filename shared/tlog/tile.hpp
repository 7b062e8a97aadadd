// The tree as static files, per C2SP tlog-tiles: 256 hashes or entries to a file, so that a full
// file never changes and any cache may keep it for ever.
//
//   tile/<L>/<N>[.p/<W>]        W hashes (256 without .p) of level 8·L, from number 256·N on
//   tile/entries/<N>[.p/<W>]    W leaves from number 256·N on, each: length (16 bits, big-endian),
//                               then its bytes
//   <N>                         groups of three digits, all but the last with an x: x001/x234/567
//
// A partial file (.p) holds what its tile had at some size of the tree; the rest of a tile only
// ever grows, so a larger one of the same tile serves as well.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/tlog/merkle.hpp"

namespace xf::tlog {

inline constexpr std::uint32_t kTileWidth = 256;
inline constexpr std::uint8_t kTileHeight = 8;  ///< levels of the tree in one tile

struct Tile {
    enum class Kind : std::uint8_t { hashes, entries } kind = Kind::hashes;
    std::uint8_t level = 0;            ///< L; of hashes only
    std::uint64_t index = 0;           ///< N
    std::uint32_t width = kTileWidth;  ///< W, 1 to 256

    friend auto operator<=>(const Tile&, const Tile&) = default;
};

std::string tile_path(const Tile& tile);

/// Exactly the paths that tile_path() makes. Errors: malformed.
Result<Tile> parse_tile_path(std::string_view path);

/// The tile that covers leaf `index` of its kind and level 0, as wide as a tree of `size` fills it.
Tile entries_tile(LeafIndex index, TreeSize size);

/// Every tile, of both kinds, that a tree grown from `from` to `to` has new or wider.
std::vector<Tile> changed_tiles(TreeSize from, TreeSize to);

/// The file of an entries tile. Each entry has at most limits::kLeafBytes.
Bytes encode_entries(const std::vector<Bytes>& entries);

/// The entries of a file that must hold exactly `width` of them, each at most `max_entry_bytes`
/// long; borrowed from `file`. Errors: malformed.
Result<std::vector<ByteView>> decode_entries(ByteView file, std::uint32_t width,
                                             std::size_t max_entry_bytes);

/// Reads subtrees out of the hash tiles of a tree of one size. Keeps what it has read.
class TileReader : public HashReader {
public:
    /// Gives the bytes of a tile; may give more than its width. Errors: not_found, storage's own.
    using Fetch = std::function<Result<Bytes>(const Tile&)>;

    TileReader(TreeSize size, Fetch fetch) : size_(size), fetch_(std::move(fetch)) {}

    Result<Hash> subtree(Subtree which) override;

private:
    Result<ByteView> tile(const Tile& tile);

    TreeSize size_;
    Fetch fetch_;
    std::map<Tile, Bytes> tiles_;
};

}  // namespace xf::tlog
