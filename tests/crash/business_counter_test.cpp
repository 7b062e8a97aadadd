// A counter through power cuts and disk faults at every operation.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/business_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("crash: a counter keeps what it acknowledged, whole, at every power cut") {
    CrashOptions options{.seed = seed_of("crash counter", 1)};
    options.resume_every = options.recover_every = 40;
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(counter_script(), options);
    std::printf("crash counter: %s\n", report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.acknowledged == 6);
    CHECK(report.operations <= kMaxOperations);
}

TEST_CASE("crash: a counter whose disk lies about flushing is found out") {
    const CrashReport report = sweep_power_cuts(counter_script(), {.lying_flush = true});
    std::printf("lying flush, counter: %s\n", report.text().c_str());
    CHECK_FALSE(report.violations.empty());
}

}  // namespace xf::test
