// The disk under a client's database: a few files with fixed names, each with six calls. The same
// SQLite VFS (shared/store/vfs.hpp) runs over the browser's OPFS sync access handles, over POSIX
// files and over a simulated disk that loses power.
//
// Contract, tested by tests/contract/block_device_contract.hpp against every implementation:
// - A read past the end returns the bytes there are; never an error.
// - A write returns only when all n bytes were taken; a short write is storage_full and may leave
//   any part of the n bytes written. Writing past the end fills the gap with zeros.
// - Nothing is durable before flush() returned success. After a failed flush nothing written since
//   the last good one may be relied upon, and the device refuses everything until it is reopened.
// - truncate() can shrink or grow; it too is durable only after flush().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::ports {

/// One open file. Errors: storage_full, storage_failed.
class BlockDevice {
public:
    virtual ~BlockDevice() = default;

    /// Bytes read: less than out.size() only at the end of the file.
    virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
    virtual Status write(std::uint64_t offset, ByteView data) = 0;
    virtual Status truncate(std::uint64_t size) = 0;
    virtual Result<std::uint64_t> size() = 0;
    virtual Status flush() = 0;
    virtual void close() = 0;
};

/// Opens the files of one database by name ("app.db", "app.db-wal", …). A file that is not there is
/// made, empty: to a client's database an empty file and none are the same.
class Disk {
public:
    virtual ~Disk() = default;

    virtual Result<std::unique_ptr<BlockDevice>> open(std::string_view name) = 0;
};

}  // namespace xf::ports
