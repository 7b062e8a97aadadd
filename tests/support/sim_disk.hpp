// A disk in memory that loses power, fills up, fails to flush, or lies about it.
//
// Each file has what is durable, what is current, and the list of changes between the two. A power
// cut leaves an image: the durable bytes with some of the changes. Which ones is a Survival:
//   none      not one of them
//   all       all of them
//   subset    a seeded choice. Each 512-byte sector holds what it held at a moment of its own
//             between the last flush and the cut; the file's size, with all truncates, has one
//             moment more. So writes survive in parts and out of order, a truncate may be lost
//             while later writes are kept, and the other way round; but bytes of one sector never
//             survive without those written to it before. Files are independent of each other.
//
// Operations are the calls that change something: write, truncate, flush. They are counted from 0
// over all files, and faults are set by that count. Reads and size are not operations.
//
// After a failed flush, what was not durable is settled at once by a seeded subset: this models a
// system that forgets dirty pages it could not write. The kinder kind, that keeps them, is `all`.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ports/block_device.hpp"
#include "tests/support/blocks.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::test {

inline constexpr std::uint64_t kSectorBytes = 512;

/// Which unsynced changes a power cut leaves.
struct Survival {
    enum class Kind : std::uint8_t { none, all, subset };
    Kind kind = Kind::none;
    std::uint64_t seed = 0;  ///< of a subset

    std::string text() const;
};

enum class Fault : std::uint8_t {
    disk_full,     ///< a write takes a part at most and gives storage_full
    failed_flush,  ///< a flush gives storage_failed; the file is dead until it is reopened
    power_cut,     ///< from this operation on every call fails, until cut_power()
};

class SimDisk final : public ports::Disk {
public:
    /// The files as they lie there: what a power cut left, or a starting point.
    struct Image {
        std::map<std::string, Blocks, std::less<>> files;

        /// Of names and contents. An empty file and none are the same.
        std::uint64_t hash() const;
    };

    struct Change {
        bool truncate = false;
        std::uint64_t offset = 0;  ///< of a write; the new size of a truncate
        std::shared_ptr<const Bytes> data;
    };

    struct File {
        Blocks durable;
        Blocks current;
        std::vector<Change> unsynced;
    };

    /// One moment of the disk, durable or not. Cheap to keep.
    using Snapshot = std::map<std::string, File, std::less<>>;

    explicit SimDisk(std::uint64_t seed, const Image& start = {});

    Result<std::unique_ptr<ports::BlockDevice>> open(std::string_view name) override;

    std::uint64_t operations() const { return operations_; }
    Snapshot snapshot() const { return files_; }
    static Image image_of(const Snapshot& snapshot, const Survival& survival);

    /// Power goes and comes back: the files hold what survived, devices that were open stay dead,
    /// and a fault of power_cut is over.
    void cut_power(const Survival& survival);

    /// Another disk's files in place of its own. REQUIRES: no device is open.
    void put_in(const Image& image);

    /// The fault strikes the first fitting operation whose count is at least `operation`; disk_full
    /// goes on striking until clear_faults(). One fault of each kind may be set.
    void set_fault(Fault fault, std::uint64_t operation);
    void clear_faults();
    bool power_is_off() const { return power_off_; }
    /// How often that fault struck.
    std::uint64_t fired(Fault fault) const;

    /// The deliberate defect: flush says yes and does nothing.
    void set_lying_flush(bool lying) { lying_flush_ = lying; }

    /// Called after each operation that was carried out.
    void set_observer(std::function<void()> observer) { observer_ = std::move(observer); }

    /// Overwrites bytes that are durable already: decay, or someone's editor.
    void damage(std::string_view name, std::uint64_t offset, ByteView bytes);

private:
    class Device;
    enum class Verdict : std::uint8_t { carry_out, strike, refuse };

    Verdict begin(std::optional<Fault> may_strike);
    void end();
    Status write(File& file, std::uint64_t offset, ByteView data);
    Status truncate(File& file, std::uint64_t size);
    /// False: failed, and the file must be reopened.
    bool flush(File& file);

    Snapshot files_;
    SeededRandom random_;
    std::uint64_t operations_ = 0;
    std::uint64_t power_cycles_ = 0;
    bool power_off_ = false;
    bool lying_flush_ = false;
    std::map<Fault, std::uint64_t> set_;
    std::map<Fault, std::uint64_t> fired_;
    std::function<void()> observer_;
};

}  // namespace xf::test
