#include "native/hub/role_names.hpp"

namespace xf::hub {

Result<store::Roles> role_named(std::string_view name) {
    if (name == "staff") return store::role::kStaff;
    if (name == "supervisor") return store::role::kSupervisor;
    if (name == "town") return store::role::kTown;
    if (name == "clerk") return store::role::kClerk;
    return Error{ErrorCode::malformed, "role: " + std::string(kRoleNames)};
}

Result<store::Roles> roles_named(std::string_view list) {
    if (list == "none") return store::Roles{0};
    store::Roles out = 0;
    for (;;) {
        const std::size_t comma = list.find(',');
        XF_ASSIGN(const store::Roles one, role_named(list.substr(0, comma)));
        out |= one;
        if (comma == std::string_view::npos) return out;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace xf::hub
