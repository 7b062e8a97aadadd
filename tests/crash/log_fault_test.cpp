// A full disk and a failed flush at every operation of a hub's public log.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/log_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("faults: a public log names them, stays valid, and goes on") {
    const auto fault = GENERATE(Fault::disk_full, Fault::failed_flush);
    const char* name = fault == Fault::disk_full ? "log, disk full" : "log, failed flush";
    const FaultReport report = sweep_fault(log_script(), fault, {.seed = seed_of(name, 1)});
    std::printf("%s: %s\n", name, report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.reported > report.runs / 2);
}

}  // namespace xf::test
