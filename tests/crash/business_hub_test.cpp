// A hub's shard through power cuts at every operation.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/business_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("crash: a hub keeps what it acknowledged, whole, at every power cut") {
    CrashOptions options{.seed = seed_of("crash hub", 1)};
    options.resume_every = options.recover_every = 40;
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(hub_script(), options);
    std::printf("crash hub: %s\n", report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.acknowledged == 5);
    CHECK(report.operations <= kMaxOperations);
}

}  // namespace xf::test
