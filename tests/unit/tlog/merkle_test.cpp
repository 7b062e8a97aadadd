#include "shared/tlog/merkle.hpp"

#include <catch_amalgamated.hpp>

#include "tests/unit/tlog/tree.hpp"

namespace xf::tlog {
namespace {

// The eight leaves and the roots that certificate-transparency implementations share as test data.
constexpr std::string_view kLeaves[] = {"",
                                        "00",
                                        "10",
                                        "2021",
                                        "3031",
                                        "40414243",
                                        "5051525354555657",
                                        "606162636465666768696a6b6c6d6e6f"};
constexpr std::string_view kRoots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST_CASE("roots of the shared test tree", "[tlog]") {
    CHECK(to_hex(empty_root()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Frontier frontier;
    CHECK(frontier.root() == empty_root());
    for (std::size_t i = 0; i < 8; ++i) {
        frontier.append(leaf_hash(test::unhex(kLeaves[i])));
        CHECK(frontier.size() == TreeSize{i + 1});
        CHECK(to_hex(frontier.root()) == kRoots[i]);
    }
}

TEST_CASE("a growing tree has the root of the whole tree", "[tlog]") {
    test::Tree tree = test::numbered_tree(600);
    Frontier frontier;
    for (std::size_t size = 0; size <= 600; ++size) {
        const Hash expected = tree.root(size);
        REQUIRE(frontier.root() == expected);
        const auto stored = root_at(tree, {size});
        REQUIRE(stored.ok());
        REQUIRE(*stored == expected);
        if (size < 600) frontier.append(tree.leaf(size));
    }
}

TEST_CASE("a frontier survives being stored", "[tlog]") {
    const test::Tree tree = test::numbered_tree(130);
    Frontier frontier;
    for (std::size_t size = 0; size < 130; ++size) {
        auto restored = Frontier::decode(frontier.size(), frontier.encode());
        REQUIRE(restored.ok());
        frontier = *std::move(restored);
        frontier.append(tree.leaf(size));
        REQUIRE(frontier.root() == tree.root(size + 1));
    }
    const Bytes bytes = frontier.encode();
    CHECK(Frontier::decode({131}, bytes).error().code == ErrorCode::malformed);
    CHECK(Frontier::decode({130}, ByteView(bytes).first(63)).error().code == ErrorCode::malformed);
    CHECK(Frontier::decode({0}, bytes).error().code == ErrorCode::malformed);
}

TEST_CASE("a tree larger than what is stored is not found", "[tlog]") {
    test::Tree tree = test::numbered_tree(5);
    CHECK(root_at(tree, {6}).error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace xf::tlog
