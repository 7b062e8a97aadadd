// ports::Disk as files in one folder, for native clients. flush() is fdatasync; a new file's name
// is made durable when it is opened.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "native/platform/file_descriptor.hpp"
#include "shared/ports/block_device.hpp"

namespace xf::native {

class PosixDisk final : public ports::Disk {
public:
    /// Opens the folder and keeps it for this process alone, since the database's own locks are
    /// off: busy when another one has it. Makes the folder (not its parents) if it is not there.
    static Result<std::unique_ptr<PosixDisk>> open_folder(const std::string& folder);

    /// Names are single path components.
    Result<std::unique_ptr<ports::BlockDevice>> open(std::string_view name) override;

private:
    explicit PosixDisk(FileDescriptor folder) : folder_(std::move(folder)) {}

    FileDescriptor folder_;
};

}  // namespace xf::native
