#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/files.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

constexpr const char* kActions[] = {"end", "allow-publishing", "give-up-leaves", "checkpoint"};

/// Without a running hub: in its place.
Result<nlohmann::json> act_directly(const std::string& data, const nlohmann::json& wish) {
    XF_ASSIGN(const DataFolder folder, DataFolder::open(data));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    if (wish.contains("action"))
        XF_TRY(act_on_recovery(*app, wish.value("village", ""), wish.value("action", ""),
                               wish.value("checkpoint", "")));
    XF_ASSIGN(const auto state, recovery_state(*app));
    return nlohmann::json(state);
}

const nlohmann::json& list_in(const nlohmann::json& village, const char* field) {
    static const nlohmann::json kNone = nlohmann::json::array();
    const auto found = village.find(field);
    return found == village.end() ? kNone : *found;
}

void print(const nlohmann::json& village) {
    const std::string slug = village.value("village", "");
    std::printf("%s\t%s\t%s\n", slug.c_str(),
                village.value("recovering", false) ? "recovering" : "serving",
                village.value("may_publish", false) ? "may publish" : "publishes nothing");
    for (const auto& device : list_in(village, "devices"))
        std::printf("%s\t%u\t%s\t%s\n", slug.c_str(), device.value("no", 0u),
                    device.value("name", "").c_str(), device.value("state", "").c_str());
    for (const auto& one : list_in(village, "know_more"))
        std::printf("%s\t%u\tknows %llu leaves of the public log; here are %llu\n", slug.c_str(),
                    one.value("device", 0u), one.value("leaves", 0ull),
                    village.value("leaves", 0ull));
    for (const auto& record : list_in(village, "set_aside"))
        std::printf("%s\t%s\tan event of type %u could not be applied: %s\n", slug.c_str(),
                    record.value("event", "").c_str(), record.value("type", 0u),
                    record.value("reason", "").c_str());
}

Result<nlohmann::json> wish_in(const Arguments& arguments) {
    nlohmann::json wish = nlohmann::json::object();
    for (const std::string action : kActions) {
        if (!arguments.has("--" + action)) continue;
        if (wish.contains("action"))
            return Error{ErrorCode::nothing_entered, "one of them at a time"};
        if (!arguments.has("--village"))
            return Error{ErrorCode::nothing_entered, "name the --village"};
        wish = {{"village", arguments.get("--village")}, {"action", action}};
    }
    if (arguments.has("--checkpoint")) {
        XF_ASSIGN(wish["checkpoint"],
                  read_file(arguments.get("--checkpoint"), limits::kCheckpointBytes));
    }
    return wish;
}

Status run(const Arguments& arguments) {
    XF_ASSIGN(const nlohmann::json wish, wish_in(arguments));
    const std::string data = arguments.get("--data");
    XF_ASSIGN(auto answer, ask_running_hub(data, "/v1/admin/recovery", wish, kLongPatienceS));
    if (!answer) {
        XF_ASSIGN(answer, act_directly(data, wish));
    }
    for (const auto& village : list_in(*answer, "villages")) print(village);
    return {};
}

}  // namespace

Command recovery_command() {
    return {
        "recovery",
        {"recovery --data DIR [--village V (--end | --allow-publishing | …)]",
         "Shows how far a restored hub has got: for each village, and each of its devices, what\n"
         "it is waiting for. Prints nothing for villages that were never restored.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--village", "V", "slug or name of the village", false},
          {"--end", "",
           "waits for nobody any more: what missing devices were lent since the backup is the "
           "institution's risk. Publishing stays closed",
           false},
          {"--checkpoint", "FILE",
           "a checkpoint of the village's log that somebody has who is no device: a mirror, a "
           "browser. The log has to reach it before anything is published",
           false},
          {"--allow-publishing", "",
           "nobody can know a longer public log than those that reported. Where that is wrong, two "
           "texts get the same number, and everybody who saw the first one is told that the log "
           "was "
           "falsified, for good",
           false},
          {"--give-up-leaves", "",
           "does not wait for leaves that somebody is known to have seen: they will be told that "
           "the log was falsified, for good",
           false}},
         {}},
        run};
}

}  // namespace xf::hub
