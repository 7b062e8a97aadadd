#include "shared/devices/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::devices {

Bytes Enrolled::data() const {
    cbor::Writer out;
    out.array(4).uint(device.value).uint(epoch.value).uint(capabilities).text(name);
    return out.take();
}

Result<Enrolled> Enrolled::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    Enrolled out;
    XF_ASSIGN(out.device, in.number<DeviceNo>());
    XF_ASSIGN(out.epoch, in.number<Epoch>());
    XF_ASSIGN(const std::uint64_t capabilities, in.uint(255));
    out.capabilities = static_cast<store::Capabilities>(capabilities);
    XF_ASSIGN(const std::string_view name, in.text(limits::kNameBytes));
    out.name = name;
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::devices
