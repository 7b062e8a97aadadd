#include <cstdio>

#include "native/hub/commands/commands.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {
namespace {

/// Reads only what never changes, so it needs neither the lock nor the running hub.
Status run(const Arguments& arguments) {
    const DataFolder folder = DataFolder::unlocked(arguments.get("--data"));
    XF_ASSIGN(const HubConfig config, folder.load_config());
    for (const VillageConfig& village : config.villages) {
        XF_ASSIGN(const std::string key, log_verifier(folder, village));
        std::printf("%s\t/log/%s/\t%s\n", village.name.c_str(), village.slug.c_str(), key.c_str());
    }
    return {};
}

}  // namespace

Command log_list_command() {
    return {"log list",
            {"log list --data DIR",
             "Prints every village's public log, separated by tabs: village, path under the hub,\n"
             "verifier key.",
             {{"--data", "DIR", "the hub's folder", true}},
             {}},
            run};
}

}  // namespace xf::hub
