// A full disk and a failed flush at every operation of a counter's day.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/business_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("faults: a counter names them, loses nothing, and goes on") {
    const auto fault = GENERATE(Fault::disk_full, Fault::failed_flush);
    const char* name = fault == Fault::disk_full ? "counter, disk full" : "counter, failed flush";
    const FaultReport report = sweep_fault(counter_script(), fault, {.seed = seed_of(name, 1)});
    std::printf("%s: %s\n", name, report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.reported > report.runs / 2);
}

}  // namespace xf::test
