// A hub's public log through power cuts at every operation, in its database and in its files.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/log_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("crash: a public log stays valid and never has two roots, at every power cut") {
    CrashOptions options{.seed = seed_of("crash log", 1)};
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(log_script(), options);
    std::printf("crash log: %s\n", report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.operations <= kMaxOperations);
}

}  // namespace xf::test
