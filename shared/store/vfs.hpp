// SQLite's view of a ports::Disk. The same code carries the client's database over the browser's
// OPFS handles, over POSIX files and over a simulated disk that loses power.
//
// How SQLite's calls map to the six of a block device:
// - A file exists if it is not empty. Deleting is truncate(0) and flush: names are fixed in OPFS.
// - No locks and no shared memory (io_methods version 1). One connection at a time may open a
//   database; a second one gets an error, as it would otherwise destroy the first one's work.
//   So every Database over a Vfs is opened with OpenOptions::client (EXCLUSIVE before WAL).
// - The check for a reserved lock reports 0: with 1, SQLite would take a hot journal for a living
//   writer's, and never roll it back after a crash.
// - Device characteristics: UNDELETABLE_WHEN_OPEN, and POWERSAFE_OVERWRITE (bytes beside a write
//   are not changed by a power cut), without which each commit in WAL mode is padded to a sector.
//   The sector size is then without effect; 4096 is what it would be without that promise.
//   Not ATOMIC, SAFE_APPEND or BATCH_ATOMIC: a write may be torn, and size may grow before data.
// - A failed flush leaves unknown what is on the disk, and a second one may "succeed" over the
//   loss. So after it every call fails, on all files of the disk, until all have been closed.
// - Temporary files are in memory. Time and randomness come in through ports.
#pragma once

#include <memory>
#include <string>

#include "shared/ports/block_device.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"

namespace xf::store {

enum class VfsRole : std::uint8_t {
    named,     ///< used by databases that name it
    standard,  ///< also SQLite's default, whose randomness it then takes from this one's port
};

/// Registered while alive. Many may be, each with its own name and disk. The ports, and all
/// databases opened over it, must be gone in the right order: databases, Vfs, ports.
class Vfs {
public:
    /// REQUIRES: no VFS of that name is registered.
    Vfs(std::string name, ports::Disk& disk, const ports::Clock& clock, ports::Random& random,
        VfsRole role = VfsRole::named);
    ~Vfs();
    Vfs(const Vfs&) = delete;
    Vfs& operator=(const Vfs&) = delete;

    const std::string& name() const;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace xf::store
