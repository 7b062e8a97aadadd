// Exhaustive crash tests: power goes at every operation of a script, and disks fail at every one.
//
// To plug a script of your own:
//
//   CrashScript script;
//   script.run = [](store::Database& db, const Acknowledge& acknowledge) -> Status {
//       XF_TRY(migrate(db, schemas));            // the database may be new, or left by an earlier run
//       …                                        // continue from whatever is there
//       XF_TRY(transaction.commit());
//       acknowledge("3/1/17");                   // only after a commit that succeeded
//       return {};
//   };
//   script.check = [](store::Database& db, const Acknowledged& acknowledged) -> Status {
//       …                                        // an Error whose detail says what is wrong
//   };
//   const CrashReport report = sweep_power_cuts(script, {.journal = store::Journal::wal});
//   CHECK(report.violations.empty());            // also sweep_fault(script, Fault::disk_full, …)
//
// REQUIRES of run: a function of the database alone: the same operations each time (its own seeds
// and clocks start anew at each call; SQLite's randomness is seeded by the harness); at most
// kMaxOperations writes, truncates and flushes, with those of opening and closing; able to continue on a
// database in any state that check accepts. It returns errors as they come. It should end with a
// few checkpoints behind it: CrashOptions makes them frequent.
// REQUIRES of check: reads only. `acknowledged` is what was acknowledged before the power went, in
// order; more may be there (a commit that was not acknowledged yet), but nothing half. It runs
// thousands of times: a few milliseconds are all it may take. integrity_check has been run already.
//
// What sweep_power_cuts does: runs the script once on a SimDisk and keeps the disk's state at every
// operation; for each takes the images "no unsynced change, all, 16 seeded subsets of sectors";
// opens each as after a restart (recovery included) and checks it. On some it lets the script
// continue, on some it cuts power again at every operation of the recovery. Equal images with equal
// acknowledgements are checked once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/store/sqlite.hpp"
#include "tests/support/sim_disk.hpp"

namespace xf::test {

inline constexpr std::size_t kMaxOperations = 400;  ///< × 18 images: minutes, not hours
inline constexpr std::uint64_t kSubsets = 16;
inline constexpr std::size_t kMaxViolations = 5;  ///< a sweep stops there: the rest is the same

using Acknowledge = std::function<void(std::string)>;
using Acknowledged = std::vector<std::string>;

struct CrashScript {
    std::function<Status(store::Database&, const Acknowledge&)> run;
    std::function<Status(store::Database&, const Acknowledged&)> check;
    /// Hears before each run and check which disk it is on, if it keeps more there than the database.
    std::function<void(ports::Disk&)> mount = [](ports::Disk&) {};
};

struct CrashOptions {
    store::Journal journal = store::Journal::wal;
    std::uint64_t seed = 1;
    /// The deliberate defect "vfs-flush": the device says that it flushed, and did not.
    bool lying_flush = false;
    /// WAL pages after which a commit checkpoints: small, so that a short script has several.
    int checkpoint_pages = 24;
    /// On one of so many distinct images the script also runs on, and is checked again.
    std::uint64_t resume_every = 4;
    /// On one of so many, power also goes at every operation of the recovery.
    std::uint64_t recover_every = 4;
};

struct CrashReport {
    std::size_t operations = 0;
    std::size_t acknowledged = 0;
    std::size_t images = 0;    ///< taken
    std::size_t distinct = 0;  ///< checked
    std::size_t resumed = 0;   ///< on which the script ran on
    std::size_t recut = 0;     ///< power cuts during recovery
    std::vector<std::string> violations;

    std::string text() const;
};

CrashReport sweep_power_cuts(const CrashScript& script, const CrashOptions& options);

struct FaultReport {
    std::size_t runs = 0;  ///< one for each operation at which the fault could strike
    std::size_t reported =
        0;  ///< runs that ended in the fault's error (the others: in a checkpoint)
    std::vector<std::string> violations;

    std::string text() const;
};

/// Disk full, or a failed flush, at every operation in turn. The script must end with storage_full
/// or storage_failed respectively; then, with space again or reopened, everything acknowledged is
/// there, the script runs to its end, and all of that survives a power cut.
FaultReport sweep_fault(const CrashScript& script, Fault fault, const CrashOptions& options);

}  // namespace xf::test
