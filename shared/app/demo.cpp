#include "shared/app/demo.hpp"

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"

namespace xf::app {
namespace {

constexpr std::size_t kEntries = 200;
constexpr std::size_t kDemoBytes = 65536;

}  // namespace

Bytes encode(const Demo& demo) {
    cbor::Writer out;
    out.array(2).array(demo.households.size());
    for (const DemoHousehold& card : demo.households)
        out.array(3).text(card.household).text(card.card).text(card.pin);
    out.array(demo.staff.size());
    for (const DemoStaff& staff : demo.staff)
        out.array(3).uint(staff.no.value).text(staff.name).text(staff.pin);
    return out.take();
}

Result<Demo> decode_demo(ByteView bytes) {
    XF_TRY(cbor::validate(bytes, kDemoBytes));
    cbor::Reader in(bytes);
    XF_TRY(in.array_of(2));
    Demo out;
    XF_ASSIGN(const std::size_t households, in.array(kEntries));
    for (std::size_t i = 0; i < households; ++i) {
        XF_TRY(in.array_of(3));
        DemoHousehold card;
        XF_ASSIGN(card.household, in.text(limits::kNameBytes));
        XF_ASSIGN(card.card, in.text(limits::kNameBytes));
        XF_ASSIGN(card.pin, in.text(limits::kPinDigits));
        out.households.push_back(std::move(card));
    }
    XF_ASSIGN(const std::size_t staff_count, in.array(kEntries));
    for (std::size_t i = 0; i < staff_count; ++i) {
        XF_TRY(in.array_of(3));
        DemoStaff staff;
        XF_ASSIGN(staff.no, in.number<StaffNo>());
        XF_ASSIGN(staff.name, in.text(limits::kNameBytes));
        XF_ASSIGN(staff.pin, in.text(limits::kPinDigits));
        out.staff.push_back(std::move(staff));
    }
    XF_TRY(in.finish());
    return out;
}

std::string_view address_name(DeviceRole role) {
    switch (role) {
        case DeviceRole::counter:
            return "counter";
        case DeviceRole::desk:
            return "desk";
        case DeviceRole::kiosk:
        case DeviceRole::phone:
            break;
    }
    return "kiosk";
}

DemoDevice demo_device(std::string_view name) {
    DemoDevice out{DeviceRole::kiosk, "大厅一体机"};
    if (name.starts_with(address_name(DeviceRole::counter)))
        out = {DeviceRole::counter, "爱心超市柜台"};
    if (name.starts_with(address_name(DeviceRole::desk))) out = {DeviceRole::desk, "村委会办公桌"};
    const std::size_t number = name.find_first_of("0123456789");
    if (number != std::string_view::npos) {
        out.name += ' ';
        out.name += name.substr(number, 4);
    }
    return out;
}

Bytes encode(const DemoDevice& device) {
    cbor::Writer out;
    out.array(2).uint(static_cast<std::uint64_t>(device.role)).text(device.name);
    return out.take();
}

Result<DemoDevice> decode_demo_device(ByteView bytes) {
    XF_TRY(cbor::validate(bytes, kDemoBytes));
    cbor::Reader in(bytes);
    XF_TRY(in.array_of(2));
    DemoDevice out;
    XF_ASSIGN(const std::uint64_t role, in.uint(2));
    out.role = static_cast<DeviceRole>(role);
    XF_ASSIGN(out.name, in.text(limits::kNameBytes));
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::app
