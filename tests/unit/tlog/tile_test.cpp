#include "shared/tlog/tile.hpp"

#include <catch_amalgamated.hpp>
#include <set>

#include "shared/base/limits.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"
#include "tests/unit/tlog/tree.hpp"

namespace xf::tlog {
namespace {

using Kind = Tile::Kind;

TEST_CASE("paths of tiles, as C2SP writes them", "[tlog]") {
    const std::pair<Tile, const char*> known[] = {
        {{Kind::hashes, 0, 0, 256}, "tile/0/000"},
        {{Kind::hashes, 0, 1234067, 256}, "tile/0/x001/x234/067"},
        {{Kind::hashes, 1, 999, 1}, "tile/1/999.p/1"},
        {{Kind::hashes, 3, 1000, 255}, "tile/3/x001/000.p/255"},
        {{Kind::entries, 0, 5, 256}, "tile/entries/005"},
        {{Kind::entries, 0, 1234567, 7}, "tile/entries/x001/x234/567.p/7"},
        {{Kind::hashes, 63, UINT64_MAX, 256}, "tile/63/x018/x446/x744/x073/x709/x551/615"},
    };
    for (const auto& [tile, path] : known) {
        CHECK(tile_path(tile) == path);
        const auto parsed = parse_tile_path(path);
        REQUIRE(parsed.ok());
        CHECK(*parsed == tile);
    }
}

TEST_CASE("other paths are refused", "[tlog]") {
    for (const char* path : {"",
                             "tile",
                             "tile/",
                             "tile/0",
                             "tile/0/",
                             "tile/0/0",
                             "tile/0/00",
                             "tile/0/0000",
                             "tile/00/000",
                             "tile/64/000",
                             "tile/-1/000",
                             "tile/+1/000",
                             "tile/x/000",
                             "tile/0/x000/001",
                             "tile/0/x001",
                             "tile/0/001/000",
                             "tile/0/001/",
                             "tile/0//000",
                             "tile/0/000.p",
                             "tile/0/000.p/",
                             "tile/0/000.p/0",
                             "tile/0/000.p/01",
                             "tile/0/000.p/256",
                             "tile/0/000.p/1/1",
                             "tile/0/000.p/1.p/1",
                             "tile/0/../000",
                             "/tile/0/000",
                             "tile/0/000 ",
                             "tile/Entries/000",
                             "tile/entries/0a0",
                             "tile/0/x018/x446/x744/x073/x709/x551/616",
                             "tile/0/x999/x018/x446/x744/x073/x709/x551/615"}) {
        INFO(path);
        CHECK(parse_tile_path(path).error().code == ErrorCode::malformed);
    }
}

TEST_CASE("damaged paths never break the parser", "[tlog]") {
    test::Mutator mutator(test::seed_of("tile paths", 1));
    const std::string_view path = "tile/0/x001/x234/567.p/12";
    for (int i = 0; i < 20'000; ++i) {
        const Bytes bad = mutator.damage(Bytes(path.begin(), path.end()));
        const auto parsed = parse_tile_path(as_text(bad));
        if (parsed.ok()) REQUIRE(tile_path(*parsed) == as_text(bad));
    }
}

TEST_CASE("entries to a file and back", "[tlog]") {
    const std::vector<Bytes> entries = {{}, {1, 2, 3}, Bytes(300, 7)};
    const Bytes file = encode_entries(entries);
    CHECK(to_hex(ByteView(file).first(9)) ==
          "000000030102030"
          "12c");
    const auto decoded = decode_entries(file, 3, 300);
    REQUIRE(decoded.ok());
    for (std::size_t i = 0; i < 3; ++i) CHECK(equal((*decoded)[i], entries[i]));

    CHECK(decode_entries(file, 3, 299).error().code == ErrorCode::malformed);
    CHECK(decode_entries(file, 2, 300).error().code == ErrorCode::malformed);
    CHECK(decode_entries(file, 4, 300).error().code == ErrorCode::malformed);
    for (std::size_t size = 0; size < file.size(); ++size)
        CHECK_FALSE(decode_entries(ByteView(file).first(size), 3, 300).ok());
}

TEST_CASE("an entry as long as can be", "[tlog]") {
    const Bytes file = encode_entries({Bytes(limits::kLeafBytes, 1)});
    CHECK(decode_entries(file, 1, limits::kLeafBytes).ok());
    CHECK_FALSE(decode_entries(file, 1, limits::kLeafBytes - 1).ok());
}

TEST_CASE("damaged entries never break the decoder", "[tlog]") {
    test::Mutator mutator(test::seed_of("tile entries", 1));
    std::vector<Bytes> entries;
    for (std::uint8_t i = 0; i < 20; ++i) entries.emplace_back(i * 3u, i);
    const Bytes file = encode_entries(entries);
    for (int i = 0; i < 20'000; ++i) {
        const Bytes bad = mutator.damage(file);
        const auto decoded = decode_entries(bad, 20, 100);
        if (!decoded.ok()) continue;
        // What decodes has one spelling.
        std::vector<Bytes> again;
        for (const ByteView entry : *decoded) again.emplace_back(entry.begin(), entry.end());
        REQUIRE(encode_entries(again) == bad);
    }
}

/// Files as a log that grew in these steps would have left them.
std::map<std::string, Bytes> published(test::Tree& tree, const std::vector<std::uint64_t>& sizes) {
    std::map<std::string, Bytes> files;
    TreeSize before{0};
    for (const std::uint64_t size : sizes) {
        for (const Tile& tile : changed_tiles(before, {size})) {
            if (tile.kind == Kind::entries) continue;
            Bytes bytes;
            for (std::uint64_t i = 0; i < tile.width; ++i) {
                const auto level = static_cast<std::uint8_t>(tile.level * 8);
                const auto hash = tree.subtree({level, tile.index * kTileWidth + i});
                append(bytes, hash.value());
            }
            files[tile_path(tile)] = bytes;
        }
        before = {size};
    }
    return files;
}

TEST_CASE("a tree is read back from its tiles, at every size it was published at", "[tlog]") {
    test::Tree tree = test::numbered_tree(1100);
    const std::vector<std::uint64_t> sizes = {1,   2,   3,   100, 255,  256, 257,
                                              300, 511, 512, 700, 1024, 1100};
    const auto files = published(tree, sizes);
    CHECK(files.count("tile/1/000.p/4") == 1);
    for (const std::uint64_t size : sizes) {
        TileReader reader({size}, [&](const Tile& tile) -> Result<Bytes> {
            const auto found = files.find(tile_path(tile));
            if (found == files.end()) return Error{ErrorCode::not_found, tile_path(tile)};
            return found->second;
        });
        const auto root = root_at(reader, {size});
        REQUIRE(root.ok());
        CHECK(*root == tree.root(size));
        for (const std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) {
            const auto proof = inclusion_proof(reader, {index}, {size});
            REQUIRE(proof.ok());
            CHECK(verify_inclusion(*proof, {index}, tree.leaf(index), {size}, *root).ok());
        }
        CHECK(reader.subtree({0, size}).error().code == ErrorCode::not_found);
    }
}

TEST_CASE("a tile of another length is refused", "[tlog]") {
    TileReader short_tile({3}, [](const Tile&) -> Result<Bytes> { return Bytes(64); });
    CHECK(short_tile.subtree({0, 0}).error().code == ErrorCode::malformed);
    TileReader odd_tile({3}, [](const Tile&) -> Result<Bytes> { return Bytes(97); });
    CHECK(odd_tile.subtree({0, 0}).error().code == ErrorCode::malformed);
}

TEST_CASE("tiles that an append touches", "[tlog]") {
    const auto paths = [](std::uint64_t from, std::uint64_t to) {
        std::vector<std::string> out;
        for (const Tile& tile : changed_tiles({from}, {to})) out.push_back(tile_path(tile));
        return out;
    };
    using Paths = std::vector<std::string>;
    CHECK(paths(0, 1) == Paths{"tile/entries/000.p/1", "tile/0/000.p/1"});
    CHECK(paths(255, 256) == Paths{"tile/entries/000", "tile/0/000", "tile/1/000.p/1"});
    CHECK(paths(256, 257) == Paths{"tile/entries/001.p/1", "tile/0/001.p/1"});
    CHECK(paths(250, 520) == Paths{"tile/entries/000", "tile/entries/001", "tile/entries/002.p/8",
                                   "tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"});
    CHECK(paths(7, 7).empty());
    CHECK(paths(65535, 65536) ==
          Paths{"tile/entries/255", "tile/0/255", "tile/1/000", "tile/2/000.p/1"});
}

TEST_CASE("the entries file of a leaf", "[tlog]") {
    CHECK(tile_path(entries_tile({0}, {1})) == "tile/entries/000.p/1");
    CHECK(tile_path(entries_tile({255}, {1000})) == "tile/entries/000");
    CHECK(tile_path(entries_tile({256}, {300})) == "tile/entries/001.p/44");
}

}  // namespace
}  // namespace xf::tlog
