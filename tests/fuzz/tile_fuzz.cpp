// Paths of tiles and files of entries. Both have one spelling.
#include "shared/base/limits.hpp"
#include "shared/tlog/tile.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(tile, bytes) {
    const Chosen chosen = choose(bytes, tlog::kTileWidth + 1);
    const auto tile = tlog::parse_tile_path(as_text(chosen.rest));
    if (tile.ok()) require(tlog::tile_path(*tile) == as_text(chosen.rest));
    const auto width = static_cast<std::uint32_t>(chosen.which);
    const auto entries = tlog::decode_entries(chosen.rest, width, limits::kLeafBytes);
    if (!entries.ok()) return;
    require(entries->size() == width);
    std::vector<Bytes> copies;
    for (const ByteView entry : *entries) copies.emplace_back(entry.begin(), entry.end());
    require(tlog::encode_entries(copies) == Bytes(chosen.rest.begin(), chosen.rest.end()));
}

}  // namespace xf::fuzz
