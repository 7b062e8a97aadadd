// ports::Disk over OPFS sync access handles. They can only be opened asynchronously, so the worker
// opens them before the program starts (web/worker/storage.js has the list of names); open() finds
// one of these, and storage_failed where there is none of that name.
#pragma once

#include "shared/ports/block_device.hpp"

namespace xf::web {

class OpfsDisk final : public ports::Disk {
public:
    Result<std::unique_ptr<ports::BlockDevice>> open(std::string_view name) override;
};

}  // namespace xf::web
