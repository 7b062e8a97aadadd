// Events about the devices of a shard. Their keys and epochs are the hub's own business
// (sync/device_table.hpp); what everybody sees is which devices there are and what they are called.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::devices {

inline constexpr std::uint32_t kEnrolledType = 32;

/// data = [device, epoch, capabilities, name]
struct Enrolled {
    DeviceNo device;
    Epoch epoch;
    store::Capabilities capabilities = 0;
    std::string name;

    Bytes data() const;
    static Result<Enrolled> parse(const store::Header& header);
};

}  // namespace xf::devices
