// A full disk and a failed flush at every operation of posting an award, and of erasing people.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/feature_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {
namespace {

void sweep(const std::string& name, const CrashScript& script) {
    const auto fault = GENERATE(Fault::disk_full, Fault::failed_flush);
    const std::string what = name + (fault == Fault::disk_full ? ", disk full" : ", failed flush");
    const FaultReport report = sweep_fault(script, fault, {.seed = seed_of(what.c_str(), 1)});
    std::printf("%s: %s\n", what.c_str(), report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.reported > report.runs / 2);
}

}  // namespace

TEST_CASE("faults: posting an award names them, loses nothing, and goes on") {
    sweep("award", award_script());
}

TEST_CASE("faults: erasing names them, leaves nothing, and goes on") {
    sweep("erasure", erasure_script());
}

}  // namespace xf::test
