// A simulated disk with a VFS over it: what a test of anything stored begins with.
#pragma once

#include <string>

#include "shared/store/sqlite.hpp"
#include "shared/store/vfs.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/sim_disk.hpp"

namespace xf::test {

inline constexpr const char* kDatabaseName = "app.db";

/// The VFS is named after the fixture's address, so that several may live at once; it is SQLite's
/// default, so that SQLite's own randomness starts anew from `seed` with each fixture.
class StoreFixture {
public:
    explicit StoreFixture(std::uint64_t seed = 1, const SimDisk::Image& image = {})
        : disk(seed, image), random(seed) {}

    /// As a client opens its database.
    store::OpenOptions options(store::Journal journal = store::Journal::wal) const {
        return {.vfs = vfs.name(), .client = true, .journal = journal};
    }

    Result<store::Database> open(store::Journal journal = store::Journal::wal) const {
        return store::Database::open(kDatabaseName, options(journal));
    }

    SimDisk disk;
    FakeClock clock;
    SeededRandom random;
    store::Vfs vfs{"sim-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)), disk, clock,
                   random, store::VfsRole::standard};
};

}  // namespace xf::test
