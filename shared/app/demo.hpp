// The demo town's open secrets, which a hub hands out on its own machine only, so that a stranger
// can try everything with a few clicks. GET /v1/demo:
//
//   demo = [[[household, card text, pin] …], [[staff, name, pin] …]]
//
// and POST /v1/demo/enroll-code with body [role, name] answers with a one-time code as plain text.
#pragma once

#include <string>
#include <vector>

#include "shared/app/views.hpp"
#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::app {

inline constexpr std::string_view kDemoContentType = "application/vnd.xinfeng.demo";

struct DemoHousehold {
    std::string household;
    std::string card;
    std::string pin;
};

struct Demo {
    std::vector<DemoHousehold> households;
    std::vector<DemoStaff> staff;
};

Bytes encode(const Demo& demo);
Result<Demo> decode_demo(ByteView bytes);

struct DemoDevice {
    DeviceRole role = DeviceRole::kiosk;
    std::string name;
};

/// The demo's device of that name in the page's address: "counter", "counter-2", "desk"; every other
/// name is a kiosk.
DemoDevice demo_device(std::string_view name);
/// Such a name for a device of that role.
std::string_view address_name(DeviceRole role);

Bytes encode(const DemoDevice& device);
Result<DemoDevice> decode_demo_device(ByteView bytes);

}  // namespace xf::app
