// Awards, pictures and the erasing of people through power cuts at every operation.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/feature_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {
namespace {

void sweep(const char* name, const CrashScript& script) {
    CrashOptions options{.seed = seed_of(name, 1)};
    options.resume_every = options.recover_every = 20;
    options.lying_flush = defect("vfs-flush");
    const CrashReport report = sweep_power_cuts(script, options);
    std::printf("%s: %s\n", name, report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.operations <= kMaxOperations);
}

}  // namespace

TEST_CASE("crash: an award is posted whole or not at all, at every power cut") {
    sweep("crash award", award_script());
}

TEST_CASE("crash: who was erased stays erased, byte for byte, at every power cut") {
    sweep("crash erasure", erasure_script());
}

}  // namespace xf::test
