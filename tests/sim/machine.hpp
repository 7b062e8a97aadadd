// A computer of the simulated town: a disk that can lose power, a clock that anyone may set, and
// randomness from a seed. What runs on it is lost with its power.
#pragma once

#include <string>

#include "shared/store/sqlite.hpp"
#include "shared/store/vfs.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/sim_disk.hpp"

namespace xf::sim {

class Machine {
public:
    /// One machine of a process should be `standard`, and the first to be made: SQLite takes its own
    /// randomness from it.
    Machine(std::uint64_t seed, store::VfsRole role)
        : disk(seed), random(seed + 1), vfs_(unique_name(), disk, clock, random, role) {}

    Result<store::Database> open_database() const {
        store::OpenOptions options;
        options.vfs = vfs_.name();
        options.client = true;
        options.checkpoint_pages = kCheckpointPages;
        options.verify = false;  // asked for by the tests themselves, where it matters
        return store::Database::open("app.db", options);
    }

    test::SimDisk disk;
    test::FakeClock clock;
    test::SeededRandom random;

private:
    /// Few, so that checkpoints happen all the time.
    static constexpr int kCheckpointPages = 64;

    std::string unique_name() const {
        return "machine-" + std::to_string(reinterpret_cast<std::uintptr_t>(this));
    }

    store::Vfs vfs_;
};

}  // namespace xf::sim
