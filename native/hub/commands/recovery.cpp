#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

/// Without a running hub: in its place.
Result<nlohmann::json> act_directly(const std::string& data, const nlohmann::json& wish) {
    XF_ASSIGN(const DataFolder folder, DataFolder::open(data));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    if (wish.contains("action"))
        XF_TRY(act_on_recovery(*app, wish.value("village", ""), wish.value("action", "")));
    XF_ASSIGN(const auto state, recovery_state(*app));
    return nlohmann::json(state);
}

void print(const nlohmann::json& state) {
    for (const auto& village : state.value("villages", nlohmann::json::array())) {
        const std::string slug = village.value("village", "");
        std::printf("%s\t%s\t%s\n", slug.c_str(),
                    village.value("recovering", false) ? "recovering" : "serving",
                    village.value("may_publish", false) ? "may publish" : "publishes nothing");
        for (const auto& device : village.value("devices", nlohmann::json::array()))
            std::printf("%s\t%u\t%s\t%s\n", slug.c_str(), device.value("no", 0u),
                        device.value("name", "").c_str(),
                        device.value("reported", false) ? "reported" : "missing");
    }
}

Status run(const Arguments& arguments) {
    nlohmann::json wish = nlohmann::json::object();
    if (arguments.has("--end") || arguments.has("--allow-publishing")) {
        if (!arguments.has("--village"))
            return Error{ErrorCode::nothing_entered, "name the --village"};
        wish = {{"village", arguments.get("--village")},
                {"action", arguments.has("--end") ? "end" : "allow-publishing"}};
    }
    const std::string data = arguments.get("--data");
    XF_ASSIGN(const auto answer, ask_running_hub(data, "/v1/admin/recovery", wish, kLongPatienceS));
    if (answer) {
        print(*answer);
        return {};
    }
    XF_ASSIGN(const nlohmann::json state, act_directly(data, wish));
    print(state);
    return {};
}

}  // namespace

Command recovery_command() {
    return {
        "recovery",
        {"recovery --data DIR [--village V (--end | --allow-publishing)]",
         "Shows how far a restored hub has got: for each village, and each of its devices, what\n"
         "it is waiting for. Prints nothing for villages that were never restored.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--village", "V", "slug or name of the village", false},
          {"--end", "",
           "waits for nobody any more: what missing devices were lent since the backup is the "
           "institution's risk",
           false},
          {"--allow-publishing", "",
           "no device can know a longer public log than those that reported", false}},
         {}},
        run};
}

}  // namespace xf::hub
