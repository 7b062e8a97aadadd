#include <cstdio>

#include "native/hub/commands/commands.hpp"
#include "native/hub/hub_maker.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

Status run(const Arguments& arguments) {
    XF_ASSIGN(const Town town, read_town_file(arguments.get("--town")));
    XF_ASSIGN(DataFolder folder, DataFolder::open(arguments.get("--data")));
    if (folder.has_hub())
        return Error{ErrorCode::wrong_state, folder.path() + " already holds a hub"};
    const native::OsClock clock;
    native::OsRandom random;
    const bool demo = arguments.has("--demo");
    XF_ASSIGN(const NewHub hub, make_hub(folder, town, demo, clock, random));
    std::printf("%s\n", hub.admin_code.c_str());
    std::fprintf(stderr,
                 "This is the admin code, shown only now: keep it in a safe place.\n"
                 "Back up %s/keys/hub.key and %s/keys/*.log.key, apart from each other.\n",
                 folder.path().c_str(), folder.path().c_str());
    if (!demo)
        std::fprintf(stderr, "Cards and PINs to hand out, then delete: %s/cards/\n",
                     folder.path().c_str());
    return {};
}

}  // namespace

Command init_command() {
    return {"init",
            {"init --data DIR --town FILE [--demo]",
             "Makes a hub: its keys, and the shards of the town with what the file says of them.\n"
             "Prints the admin code on stdout.",
             {{"--data", "DIR", "an empty folder, or one to be made", true},
              {"--town", "FILE", "the town, as JSON (assets/demo/town.json is one)", true},
              {"--demo", "", "cards and PINs are open secrets, shown on this machine", false}},
             {}},
            run};
}

}  // namespace xf::hub
