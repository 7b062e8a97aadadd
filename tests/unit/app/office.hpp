// A village office that publishes: a desk, a kiosk, and the hub between them.
#pragma once

#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {

using namespace app;  // NOLINT(google-build-using-namespace): of these tests alone

struct Office {
    TestHub hub;
    TestDevice desk{hub, DeviceRole::desk, "办公桌"};
    TestDevice kiosk{hub, DeviceRole::kiosk, "大厅"};

    Office() { settle(); }

    void settle() {
        for (int i = 0; i < 2; ++i) desk.settle(20'000);
        hub.publish_accepted();
        for (TestDevice* device : {&desk, &kiosk})
            for (int i = 0; i < 4; ++i) {
                device->client->submit(StillHere{});
                device->settle(30'000);
            }
    }
    Day today() { return china_day(hub.clock().now()); }
    void sign_in() {
        desk.client->submit(GoTo{Place::publish});
        if (!desk.shows<IdentifyView>()) return;
        desk.client->submit(ChooseStaff{StaffNo{1}});
        desk.type_pin();
        REQUIRE(desk.shows<PublishView>());
    }
    void fill(std::vector<std::string> values) { desk.client->submit(FillForm{std::move(values)}); }
    /// From the preview to the list of what was handed in.
    void confirm() {
        if (desk.shows<FormView>() && desk.view<FormView>().part == FormPart::pictures) fill({});
        REQUIRE(desk.shows<PreviewView>());
        desk.client->submit(ConfirmPublication{});
        REQUIRE(desk.shows<PublishView>());
    }
    /// The accounts of the last month, with one line.
    void hand_in_accounts(std::vector<std::string> opening, Direction direction,
                          const char* amount) {
        sign_in();
        desk.client->submit(StartPublication{LeafKind::finance});
        fill({});
        fill(std::move(opening));
        desk.client->submit(AddLine{});
        desk.client->submit(KeepLine{direction, "其他", amount, ""});
        fill({});
        fill({desk.view<FormView>().fields.at(0).value, "", ""});
    }
    const HandedInItem& newest() { return desk.view<PublishView>().items.at(0); }

    void hand_in_step(LeafKind kind, std::optional<Uuid> matter, std::vector<std::string> meeting) {
        sign_in();
        desk.client->submit(StartPublication{LeafKind::proposal});
        REQUIRE(desk.shows<ChooseMatterView>());
        desk.client->submit(StartPublication{kind, matter});
        fill({"村内主路安装路灯", "", "安装路灯42盏。"});
        fill(std::move(meeting));
        confirm();
    }
};

inline std::string message_of(const TestDevice& device) {
    const auto& message = device.client->snapshot().message;
    return message ? std::string(name_of(message->code)) : "nothing was told";
}

}  // namespace xf::test
