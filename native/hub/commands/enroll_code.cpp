#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

/// Without a running hub: in its place.
Result<std::string> make_code(const Arguments& arguments) {
    XF_ASSIGN(const DataFolder folder, DataFolder::open(arguments.get("--data")));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    XF_ASSIGN(const store::Capabilities capabilities, capabilities_named(arguments.get("--role")));
    return app->make_enrol_code(arguments.get("--village"),
                                {capabilities, arguments.get("--name")});
}

Status run(const Arguments& arguments) {
    const nlohmann::json wish = {{"village", arguments.get("--village")},
                                 {"role", arguments.get("--role")},
                                 {"name", arguments.get("--name")}};
    XF_ASSIGN(const auto answer,
              ask_running_hub(arguments.get("--data"), "/v1/admin/enroll-code", wish));
    std::string code;
    if (answer) {
        code = answer->value("code", "");
    } else {
        XF_ASSIGN(code, make_code(arguments));
    }
    std::printf("%s\n", code.c_str());
    return {};
}

}  // namespace

Command enroll_code_command() {
    return {"enroll-code",
            {"enroll-code --data DIR --village V --role kiosk|counter|desk --name NAME",
             "Prints a one-time code that enrols a device within ten minutes.",
             {{"--data", "DIR", "the hub's folder", true},
              {"--village", "V", "slug or name of the village", true},
              {"--role", "ROLE", "kiosk, counter or desk", true},
              {"--name", "NAME", "what people call the device, such as 一号柜台", true}},
             {}},
            run};
}

}  // namespace xf::hub
