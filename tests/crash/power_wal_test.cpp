// Power cuts at every operation, in the journal mode that clients use.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/group_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("crash: nothing acknowledged is lost, nothing is half there (WAL)") {
    CrashOptions options{.journal = store::Journal::wal, .seed = seed_of("crash WAL", 1)};
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(group_script(), options);
    std::printf("crash WAL: %s\n", report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.acknowledged == 12);
    CHECK(report.operations <= kMaxOperations);
}

TEST_CASE("crash: a device that does not really flush is found out (WAL)") {
    const CrashReport report =
        sweep_power_cuts(group_script(), {.journal = store::Journal::wal, .lying_flush = true});
    std::printf("lying flush WAL: %s\n", report.text().c_str());
    CHECK_FALSE(report.violations.empty());
}

}  // namespace xf::test
