#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/role_names.hpp"

namespace xf::hub {
namespace {

Status run(const Arguments& arguments) {
    XF_ASSIGN(const std::uint64_t staff, arguments.number("--staff", 0, 1, UINT32_MAX));
    // A slip is said here, before anything is asked.
    XF_TRY(roles_named(arguments.get("--roles")));
    const nlohmann::json wish = {{"village", arguments.get("--village")},
                                 {"staff", staff},
                                 {"roles", arguments.get("--roles")}};
    XF_TRY(ask_hub(arguments.get("--data"), "/v1/admin/staff-roles", wish, set_staff_roles));
    return {};
}

}  // namespace

Command staff_roles_command() {
    return {"staff roles",
            {"staff roles --data DIR --village V --staff N --roles ROLE,…",
             "Says what a staff member may do from now on. Their desks hear of it when they sync.",
             {{"--data", "DIR", "the hub's folder", true},
              {"--village", "V", "slug or name of the village", true},
              {"--staff", "N", "their number, as in the town file", true},
              {"--roles", "ROLE,…", "staff, supervisor, town, clerk; none: has left office", true}},
             {}},
            run};
}

}  // namespace xf::hub
