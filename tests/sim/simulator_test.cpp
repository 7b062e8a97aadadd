// The simulator as a test: seeds that have to hold, faults that have to have struck, one seed that has
// to give the same twice.
#include "tests/sim/simulator.hpp"

#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/support/seed.hpp"

namespace xf::sim {
namespace {

constexpr std::uint64_t kSeeds = 5;

}  // namespace

TEST_CASE("simulator: every invariant holds, and everything that can go wrong went wrong") {
    const std::uint64_t first = test::seed_of("simulator", 1);
    std::map<std::string, std::uint64_t> struck;
    for (std::uint64_t seed = first; seed < first + kSeeds; ++seed) {
        const Report report = simulate({.seed = seed, .steps = 1200, .clients = 4 + seed % 3});
        std::fputs(report.text().c_str(), stdout);
        INFO(report.text());
        REQUIRE(report.ok());
        for (const auto& [fault, count] : report.faults) struck[fault] += count;
    }
    for (const std::string& fault : all_faults()) {
        INFO(fault);
        CHECK(struck[fault] > 0);
    }
}

TEST_CASE("simulator: the same seed gives the same run, byte for byte") {
    const Options options{.seed = test::seed_of("simulator twice", 77), .steps = 400};
    const std::string once = simulate(options).text();
    CHECK(once == simulate(options).text());
    CHECK(once != simulate({.seed = options.seed + 1, .steps = 400}).text());
}

TEST_CASE("simulator: deliberate defects do not get away") {
    const std::uint64_t seed = test::seed_of("simulator defects", 1);
    for (const DefectInfo& info : kDefects) {
        const Report report = simulate({.seed = seed, .steps = 1500, .defect = info.defect});
        INFO(info.name << ": " << report.text());
        CHECK_FALSE(report.ok());
    }
}

}  // namespace xf::sim
