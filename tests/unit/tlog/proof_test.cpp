#include "shared/tlog/proof.hpp"

#include <catch_amalgamated.hpp>

#include "tests/unit/tlog/tree.hpp"

namespace xf::tlog {
namespace {

// All trees up to here: past every shape that a second level of 64 or 128 adds.
constexpr std::size_t kSizes = 130;

/// A proof with one hash changed, one lost and one too many: each has to be refused.
std::vector<Proof> damaged(const Proof& proof) {
    std::vector<Proof> all;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        all.push_back(proof);
        all.back()[i].bytes[i % 32] ^= 1;
    }
    if (!proof.empty()) all.emplace_back(proof.begin(), proof.end() - 1);
    all.push_back(proof);
    all.back().push_back(Hash{});
    return all;
}

TEST_CASE("inclusion of every leaf in every tree", "[tlog]") {
    test::Tree tree = test::numbered_tree(kSizes);
    for (std::size_t size = 1; size <= kSizes; ++size) {
        const Hash root = tree.root(size);
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(tree, {index}, {size});
            REQUIRE(proof.ok());
            REQUIRE(verify_inclusion(*proof, {index}, tree.leaf(index), {size}, root).ok());
            // Another leaf, another place, another root: never.
            const std::size_t other = (index + 1) % size;
            if (other != index) {
                REQUIRE_FALSE(
                    verify_inclusion(*proof, {index}, tree.leaf(other), {size}, root).ok());
                REQUIRE_FALSE(
                    verify_inclusion(*proof, {other}, tree.leaf(index), {size}, root).ok());
            }
            REQUIRE_FALSE(verify_inclusion(*proof, {index}, tree.leaf(index), {size}, Hash{}).ok());
        }
    }
}

TEST_CASE("damaged inclusion proofs are refused", "[tlog]") {
    test::Tree tree = test::numbered_tree(kSizes);
    for (std::size_t size = 1; size <= kSizes; size += 7) {
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(tree, {index}, {size});
            REQUIRE(proof.ok());
            for (const Proof& bad : damaged(*proof))
                REQUIRE_FALSE(
                    verify_inclusion(bad, {index}, tree.leaf(index), {size}, tree.root(size)).ok());
        }
    }
}

TEST_CASE("consistency of every pair of trees", "[tlog]") {
    test::Tree tree = test::numbered_tree(kSizes);
    std::vector<Head> heads;
    for (std::size_t size = 0; size <= kSizes; ++size) heads.push_back(tree.head(size));
    for (std::size_t to = 0; to <= kSizes; ++to) {
        for (std::size_t from = 0; from <= to; ++from) {
            const auto proof = consistency_proof(tree, {from}, {to});
            REQUIRE(proof.ok());
            REQUIRE(verify_consistency(*proof, heads[from], heads[to]).ok());
            // A tree with another history.
            REQUIRE_FALSE(verify_consistency(*proof, {{from}, Hash{}}, heads[to]).ok());
            // From nothing, everything is consistent, whatever its root.
            if (from > 0)
                REQUIRE_FALSE(verify_consistency(*proof, heads[from], {{to}, Hash{}}).ok());
        }
    }
}

TEST_CASE("damaged consistency proofs are refused", "[tlog]") {
    test::Tree tree = test::numbered_tree(kSizes);
    for (std::size_t to = 1; to <= kSizes; to += 7) {
        for (std::size_t from = 0; from <= to; ++from) {
            const auto proof = consistency_proof(tree, {from}, {to});
            REQUIRE(proof.ok());
            for (const Proof& bad : damaged(*proof))
                REQUIRE_FALSE(verify_consistency(bad, tree.head(from), tree.head(to)).ok());
        }
    }
}

// Proofs of the shared eight-leaf tree, as RFC 6962's own examples and others' test data have them.
TEST_CASE("known proofs", "[tlog]") {
    test::Tree tree;
    for (const char* leaf : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                             "606162636465666768696a6b6c6d6e6f"})
        tree.add(test::unhex(leaf));
    const auto hex = [](const Result<Proof>& proof) {
        std::vector<std::string> out;
        for (const Hash& hash : proof.value()) out.push_back(to_hex(hash));
        return out;
    };
    CHECK(hex(inclusion_proof(tree, {0}, {8})) ==
          std::vector<std::string>{
              "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
              "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hex(consistency_proof(tree, {1}, {1})).empty());
    CHECK(hex(consistency_proof(tree, {2}, {5})) ==
          std::vector<std::string>{
              "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
              "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

TEST_CASE("impossible proofs", "[tlog]") {
    test::Tree tree = test::numbered_tree(8);
    CHECK(inclusion_proof(tree, {8}, {8}).error().code == ErrorCode::not_found);
    CHECK(consistency_proof(tree, {8}, {7}).error().code == ErrorCode::not_found);
    CHECK(verify_inclusion({}, {8}, tree.leaf(0), {8}, tree.root(8)).error().code ==
          ErrorCode::malformed);
    CHECK(verify_consistency({}, tree.head(8), tree.head(7)).error().code == ErrorCode::malformed);
    const Proof endless(kProofHashes + 1);
    CHECK_FALSE(verify_inclusion(endless, {0}, tree.leaf(0), {UINT64_MAX}, tree.root(8)).ok());
    CHECK_FALSE(verify_consistency(endless, tree.head(3), {{UINT64_MAX}, tree.root(8)}).ok());
}

}  // namespace
}  // namespace xf::tlog
