// The devices that the hub has enrolled, what each may do, and their names.
#pragma once

#include "shared/devices/events.hpp"

namespace xf::devices {

const store::Feature& feature();

struct Device {
    DeviceNo no;
    store::Capabilities capabilities = 0;
    std::string name;
};

/// Errors: not_found.
Result<Device> find(const store::Place& place, DeviceNo no);

}  // namespace xf::devices
