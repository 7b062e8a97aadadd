// Power cuts at every operation, in the fallback journal mode.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/group_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("crash: nothing acknowledged is lost, nothing is half there (TRUNCATE)") {
    CrashOptions options{.journal = store::Journal::truncate, .seed = seed_of("crash TRUNCATE", 1)};
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(group_script(), options);
    std::printf("crash TRUNCATE: %s\n", report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.acknowledged == 12);
    CHECK(report.operations <= kMaxOperations);
}

TEST_CASE("crash: a device that does not really flush is found out (TRUNCATE)") {
    const CrashReport report = sweep_power_cuts(
        group_script(), {.journal = store::Journal::truncate, .lying_flush = true});
    std::printf("lying flush TRUNCATE: %s\n", report.text().c_str());
    CHECK_FALSE(report.violations.empty());
}

}  // namespace xf::test
