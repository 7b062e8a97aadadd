// A log's public files as files of the operating system, below one folder. Readable by everyone: a
// web server or a mirror may serve the folder as it is.
#pragma once

#include <memory>
#include <string>

#include "native/platform/file_descriptor.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::hub {

/// Beside the name of a body or paper: it was withdrawn, and requests for it are answered with 410.
inline constexpr std::string_view kGoneSuffix = ".gone";

class PosixPublicFiles final : public disclosure::PublicFiles {
public:
    /// Makes the folder if it is not there; its parent has to be. Errors: storage_failed.
    static Result<std::unique_ptr<PosixPublicFiles>> open_folder(const std::string& folder);

    Status write_durable(std::string_view path, ByteView bytes) override;
    Status withdraw_durable(std::string_view path) override;
    Result<Bytes> read(std::string_view path) override;
    Status find(std::string_view path) override;

private:
    explicit PosixPublicFiles(native::FileDescriptor folder) : folder_(std::move(folder)) {}

    /// The folder that `path` lies in; leaves its last part of `path`.
    Result<native::FileDescriptor> enter_folder_of(std::string_view& path);

    Error absent(const std::string& name);

    native::FileDescriptor folder_;
};

}  // namespace xf::hub
