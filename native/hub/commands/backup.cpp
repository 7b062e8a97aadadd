#include <cstdio>
#include <filesystem>

#include "native/hub/admin_client.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/hub_app.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

/// Without a running hub: in its place.
Result<bool> back_up_directly(const std::string& data, const std::string& folder,
                              bool same_disk_counts) {
    XF_ASSIGN(const DataFolder own, DataFolder::open(data));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(own, clock, random, report_on_stderr));
    return app->back_up(folder, same_disk_counts);
}

Status run(const Arguments& arguments) {
    const std::string data = arguments.get("--data");
    // The hub has another working directory.
    const std::string folder = std::filesystem::absolute(arguments.get("--to"));
    const bool same_disk_counts = arguments.has("--same-disk-counts");
    const nlohmann::json wish = {{"folder", folder}, {"same_disk_counts", same_disk_counts}};
    XF_ASSIGN(const auto answer, ask_running_hub(data, "/v1/admin/backup", wish, kLongPatienceS));
    bool counts = false;
    if (answer) {
        counts = answer->value("counts", false);
    } else {
        XF_ASSIGN(counts, back_up_directly(data, folder, same_disk_counts));
    }
    std::printf("%s\n", folder.c_str());
    if (!counts)
        std::fprintf(stderr,
                     "This folder is on the hub's own disk: a copy, but no help when that disk "
                     "fails. Devices go on keeping\neverything until there is a backup on another "
                     "one (or --same-disk-counts says that it is copied on).\n");
    std::fprintf(stderr, "Keys are not in it; keep %s/keys apart.\n", data.c_str());
    return {};
}

}  // namespace

Command backup_command() {
    return {
        "backup",
        {"backup --data DIR --to FOLDER [--same-disk-counts]",
         "Backs the hub up into a new folder, while it serves. Prints the folder. Keys are left\n"
         "out: back up DIR/keys once, somewhere else. Keep the two newest: devices let go of what\n"
         "the last one but one covers.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--to", "FOLDER", "a new or empty folder, best on another disk", true},
          {"--same-disk-counts", "",
           "it counts, though it is on the hub's disk: somebody copies it on", false}},
         {}},
        run};
}

}  // namespace xf::hub
