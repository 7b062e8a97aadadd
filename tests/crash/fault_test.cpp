// A full disk and a failed flush at every operation.
#include <catch_amalgamated.hpp>
#include <cstdio>

#include "tests/crash/group_script.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {

TEST_CASE("faults: the error is named, nothing acknowledged is lost, the program goes on") {
    const auto journal = GENERATE(store::Journal::wal, store::Journal::truncate);
    const auto fault = GENERATE(Fault::disk_full, Fault::failed_flush);
    const char* name = fault == Fault::disk_full ? "disk full" : "failed flush";
    const char* mode = journal == store::Journal::wal ? "WAL" : "TRUNCATE";
    const CrashOptions options{.journal = journal, .seed = seed_of(name, 1)};
    const FaultReport report = sweep_fault(group_script(), fault, options);
    std::printf("%s, %s: %s\n", name, mode, report.text().c_str());
    INFO(report.text());
    CHECK(report.violations.empty());
    CHECK(report.reported > report.runs / 2);
}

}  // namespace xf::test
