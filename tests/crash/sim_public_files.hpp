// Public files on a simulated disk, as a file system keeps them: the bytes of each writing in a place
// of their own, flushed, and then one sector, the name's, that says where they are.
#pragma once

#include <functional>
#include <string>

#include "shared/disclosure/public_files.hpp"
#include "shared/ports/block_device.hpp"

namespace xf::test {

class SimPublicFiles final : public disclosure::PublicFiles {
public:
    /// Called before a file, whole, may be seen by others.
    using Appears = std::function<void(std::string_view path, ByteView bytes)>;

    explicit SimPublicFiles(ports::Disk& disk, Appears appears = {})
        : disk_(&disk), appears_(std::move(appears)) {}

    Status write_durable(std::string_view path, ByteView bytes) override;
    Status withdraw_durable(std::string_view path) override;
    Result<Bytes> read(std::string_view path) override;
    Status find(std::string_view path) override;

private:
    ports::Disk* disk_;
    Appears appears_;
};

}  // namespace xf::test
