#include "tests/contract/block_device_contract.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace xf::contract {
namespace {

using Device = std::unique_ptr<ports::BlockDevice>;

constexpr const char* kName = "app.db";

Bytes pattern(std::size_t size, unsigned start) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(start + i * 7);
    return bytes;
}

/// Up to `size` bytes from `offset` on.
Result<Bytes> read(ports::BlockDevice& device, std::uint64_t offset, std::size_t size) {
    Bytes bytes(size, 0xee);
    XF_ASSIGN(const std::size_t count, device.read(offset, bytes));
    XF_TRY(expect(count <= size, "a read gives no more than was asked for"));
    bytes.resize(count);
    return bytes;
}

Status holds(ports::BlockDevice& device, ByteView content) {
    XF_ASSIGN(const std::uint64_t size, device.size());
    XF_TRY(expect(size == content.size(), "size() is the content's"));
    XF_ASSIGN(const Bytes bytes, read(device, 0, content.size() + 10));
    return expect(equal(bytes, content), "the content is what was written");
}

Status new_file_is_empty(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    return holds(*device, {});
}

Status reads_back(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    const Bytes data = pattern(10'000, 1);
    XF_TRY(device->write(0, data));
    XF_TRY(holds(*device, data));
    XF_ASSIGN(const Bytes middle, read(*device, 4095, 3));
    return expect(equal(middle, ByteView(data).subspan(4095, 3)), "a read starts at its offset");
}

Status overwrites_in_place(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    Bytes data = pattern(9000, 1);
    XF_TRY(device->write(0, data));
    const Bytes part = pattern(1000, 99);
    XF_TRY(device->write(4000, part));
    std::copy(part.begin(), part.end(), data.begin() + 4000);
    return holds(*device, data);
}

Status reads_at_the_end(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    XF_TRY(device->write(0, pattern(100, 1)));
    XF_ASSIGN(const Bytes across, read(*device, 90, 50));
    XF_TRY(expect(equal(across, ByteView(pattern(100, 1)).subspan(90)), "the bytes there are"));
    XF_ASSIGN(const Bytes at_end, read(*device, 100, 10));
    XF_TRY(expect(at_end.empty(), "nothing at the end"));
    XF_ASSIGN(const Bytes beyond, read(*device, 1'000'000, 10));
    XF_TRY(expect(beyond.empty(), "nothing beyond it"));
    XF_ASSIGN(const Bytes none, read(*device, 0, 0));
    return expect(none.empty(), "nothing when nothing is asked for");
}

Status fills_gaps_with_zeros(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    XF_TRY(device->write(0, pattern(10, 1)));
    XF_TRY(device->write(6000, pattern(10, 2)));
    Bytes expected = pattern(10, 1);
    expected.resize(6000);
    append(expected, pattern(10, 2));
    return holds(*device, expected);
}

Status truncates_both_ways(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    XF_TRY(device->write(0, pattern(6000, 1)));
    XF_TRY(device->truncate(5000));
    Bytes expected = pattern(5000, 1);
    XF_TRY(holds(*device, expected));
    // What was cut off does not come back.
    XF_TRY(device->truncate(7000));
    expected.resize(7000);
    XF_TRY(holds(*device, expected));
    XF_TRY(device->truncate(0));
    XF_TRY(holds(*device, {}));
    XF_TRY(device->write(3, pattern(3, 1)));
    Bytes after(3, 0);
    append(after, pattern(3, 1));
    return holds(*device, after);
}

Status survives_reopening(ports::Disk& disk) {
    const Bytes data = pattern(5000, 3);
    {
        XF_ASSIGN(const Device device, disk.open(kName));
        XF_TRY(device->write(0, data));
        XF_TRY(device->flush());
        device->close();
    }
    {
        XF_ASSIGN(const Device device, disk.open(kName));
        XF_TRY(holds(*device, data));
        XF_TRY(device->truncate(10));
        XF_TRY(device->flush());
        device->close();
    }
    XF_ASSIGN(const Device device, disk.open(kName));
    return holds(*device, ByteView(data).first(10));
}

Status files_are_apart(ports::Disk& disk) {
    XF_ASSIGN(const Device one, disk.open(kName));
    XF_ASSIGN(const Device two, disk.open("app.db-wal"));
    XF_TRY(one->write(0, pattern(10, 1)));
    XF_TRY(two->write(0, pattern(20, 2)));
    XF_TRY(one->flush());
    XF_TRY(two->truncate(5));
    XF_TRY(holds(*one, pattern(10, 1)));
    return holds(*two, pattern(5, 2));
}

Status closed_refuses(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    XF_TRY(device->write(0, pattern(10, 1)));
    device->close();
    device->close();
    Bytes buffer(10);
    XF_TRY(expect(!device->read(0, buffer).ok(), "a closed file is not read"));
    XF_TRY(expect(!device->write(0, buffer).ok(), "nor written"));
    XF_TRY(expect(!device->truncate(0).ok(), "nor truncated"));
    XF_TRY(expect(!device->size().ok(), "nor measured"));
    return expect(!device->flush().ok(), "nor flushed");
}

Status large_and_many(ports::Disk& disk) {
    XF_ASSIGN(const Device device, disk.open(kName));
    constexpr std::size_t kPart = 8192;
    constexpr std::size_t kParts = 64;
    Bytes expected(kPart * kParts);
    // Backwards: every write but the last leaves a gap before it.
    for (std::size_t i = kParts; i-- > 0;) {
        const Bytes part = pattern(kPart, static_cast<unsigned>(i));
        XF_TRY(device->write(i * kPart, part));
        std::copy(part.begin(), part.end(),
                  expected.begin() + static_cast<std::ptrdiff_t>(i * kPart));
    }
    XF_TRY(device->flush());
    return holds(*device, expected);
}

constexpr std::array<Clause<ports::Disk>, 10> kClauses = {{
    {"a new file is empty", new_file_is_empty},
    {"what is written is read back", reads_back},
    {"an overwrite changes its bytes only", overwrites_in_place},
    {"a read at the end gives what there is", reads_at_the_end},
    {"a gap reads as zeros", fills_gaps_with_zeros},
    {"truncate shrinks and grows", truncates_both_ways},
    {"a file outlives its handle", survives_reopening},
    {"files are apart", files_are_apart},
    {"a closed file refuses everything", closed_refuses},
    {"many large writes in any order", large_and_many},
}};

// ---- Faults

ErrorCode code_of(const Status& status) {
    return status.ok() ? ErrorCode::internal : status.error().code;
}

Status failed_flush_is_the_end(FaultyDisk& faulty) {
    XF_ASSIGN(const Device device, faulty.disk().open(kName));
    XF_TRY(device->write(0, pattern(10, 1)));
    faulty.fail_flush();
    XF_TRY(expect(code_of(device->flush()) == ErrorCode::storage_failed, "it says so"));
    Bytes buffer(10);
    XF_TRY(expect(!device->flush().ok(), "a second flush does not whitewash it"));
    XF_TRY(expect(!device->write(0, buffer).ok(), "no write after it"));
    XF_TRY(expect(!device->read(0, buffer).ok(), "no read after it"));
    device->close();
    XF_ASSIGN(const Device again, faulty.disk().open(kName));
    XF_TRY(again->write(0, pattern(20, 2)));
    XF_TRY(again->flush());
    return holds(*again, pattern(20, 2));
}

Status full_disk_says_so(FaultyDisk& faulty) {
    XF_ASSIGN(const Device device, faulty.disk().open(kName));
    XF_TRY(device->write(0, pattern(10, 1)));
    faulty.fill_up();
    const Status written = device->write(10, pattern(100'000, 2));
    XF_TRY(expect(code_of(written) == ErrorCode::storage_full, "it is storage_full"));
    XF_ASSIGN(const Bytes kept, read(*device, 0, 10));
    XF_TRY(expect(equal(kept, pattern(10, 1)), "what was there is still there"));
    faulty.make_space();
    XF_TRY(device->truncate(10));
    XF_TRY(device->write(10, pattern(10, 71)));
    XF_TRY(device->flush());
    return holds(*device, pattern(20, 1));
}

constexpr std::array<Clause<FaultyDisk>, 2> kFaultClauses = {{
    {"after a failed flush the device is dead until reopened", failed_flush_is_the_end},
    {"a full disk says so, and goes on when there is space", full_disk_says_so},
}};

}  // namespace

std::span<const Clause<ports::Disk>> block_device_clauses() { return kClauses; }

std::span<const Clause<FaultyDisk>> block_device_fault_clauses() { return kFaultClauses; }

}  // namespace xf::contract
