#include "native/hub/restore.hpp"

#include <cstdio>

#include "native/hub/commands/commands.hpp"
#include "native/platform/os_clock.hpp"

namespace xf::hub {
namespace {

Status run(const Arguments& arguments) {
    XF_ASSIGN(DataFolder target, DataFolder::open(arguments.get("--data")));
    if (target.has_hub())
        return Error{ErrorCode::wrong_state,
                     target.path() + " already holds a hub; restore into a new folder"};
    const native::OsClock clock;
    XF_TRY(restore_hub(arguments.get("--from"), arguments.get("--keys"), target, clock));
    std::printf("%s\n", target.path().c_str());
    std::fprintf(stderr,
                 "Start it with xinfeng-hub serve --data %s. It waits for what its devices hold "
                 "since the backup;\nxinfeng-hub recovery --data %s shows who is missing.\n",
                 target.path().c_str(), target.path().c_str());
    return {};
}

}  // namespace

Command restore_command() {
    return {"restore",
            {"restore --from FOLDER --keys FOLDER --data DIR",
             "Makes a hub out of a backup, in a new epoch. Never let the old one run as well.",
             {{"--from", "FOLDER", "what xinfeng-hub backup made", true},
              {"--keys", "FOLDER", "a copy of the hub's keys/", true},
              {"--data", "DIR", "an empty folder, or one to be made", true}},
             {}},
            run};
}

}  // namespace xf::hub
