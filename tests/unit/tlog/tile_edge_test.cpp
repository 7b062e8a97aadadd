#include "shared/tlog/tile_edge.hpp"

#include <catch_amalgamated.hpp>

#include "tests/unit/tlog/tree.hpp"

namespace xf::tlog {
namespace {

using Files = std::map<std::string, Bytes>;

TileReader::Fetch from(const Files& files) {
    return [&files](const Tile& tile) -> Result<Bytes> {
        const auto found = files.find(tile_path(tile));
        if (found == files.end()) return Error{ErrorCode::not_found, tile_path(tile)};
        return found->second;
    };
}

Bytes numbered(std::size_t i) {
    return {static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
}

TEST_CASE("a log grows tile by tile, also when reopened before every leaf", "[tlog]") {
    constexpr std::size_t kLeaves = 66'100;  // past 256 · 256: three levels of tiles
    Frontier expected;
    Files files;
    TileEdge edge;
    for (std::size_t size = 0; size < kLeaves; ++size) {
        // Reopening costs: near the ends of tiles, and sparsely elsewhere.
        if (size % 256 < 2 || size % 97 == 0) {
            auto loaded = TileEdge::load({size}, from(files));
            REQUIRE(loaded.ok());
            edge = *std::move(loaded);
            REQUIRE(edge.head() == Head{{size}, expected.root()});
        }
        std::vector<Tile> changed;
        for (TileEdge::File& file : edge.append(numbered(size))) {
            changed.push_back(file.tile);
            files[tile_path(file.tile)] = std::move(file.bytes);
        }
        if (size % 256 > 253 || size % 97 == 0)
            REQUIRE(changed == changed_tiles({size}, {size + 1}));
        expected.append(leaf_hash(numbered(size)));
    }
    CHECK(edge.head() == Head{{kLeaves}, expected.root()});
    CHECK(files.count("tile/2/000.p/1") == 1);
    TileReader reader({kLeaves}, from(files));
    const auto root = root_at(reader, {kLeaves});
    REQUIRE(root.ok());
    CHECK(*root == expected.root());
    const auto proof = inclusion_proof(reader, {65'537}, {kLeaves});
    REQUIRE(proof.ok());
    CHECK(verify_inclusion(*proof, {65'537}, leaf_hash(numbered(65'537)), {kLeaves}, *root).ok());
}

TEST_CASE("an edge whose files are damaged is not loaded", "[tlog]") {
    Files files;
    TileEdge edge;
    for (std::size_t i = 0; i < 300; ++i)
        for (TileEdge::File& file : edge.append(numbered(i)))
            files[tile_path(file.tile)] = std::move(file.bytes);
    const auto code = [](const Files& from_files) {
        return TileEdge::load({300}, from(from_files)).error().code;
    };
    for (const char* path : {"tile/entries/001.p/44", "tile/0/001.p/44", "tile/1/000.p/1"}) {
        INFO(path);
        Files gone = files;
        gone.erase(path);
        CHECK(code(gone) == ErrorCode::not_found);
        Files cut = files;
        cut[path].pop_back();
        CHECK(code(cut) == ErrorCode::malformed);
    }
    Files other = files;
    other["tile/entries/001.p/44"].back() ^= 1;
    CHECK(code(other) == ErrorCode::log_changed);
    CHECK(TileEdge::load({0}, from({})).ok());
}

}  // namespace
}  // namespace xf::tlog
