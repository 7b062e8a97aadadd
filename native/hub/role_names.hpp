// Roles of staff as a town file and a command line name them: staff, supervisor, town, clerk.
#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/store/feature.hpp"

namespace xf::hub {

inline constexpr std::string_view kRoleNames = "staff, supervisor, town or clerk";

/// Errors: malformed.
Result<store::Roles> role_named(std::string_view name);

/// "staff,supervisor"; "none" for who leaves office. Errors: malformed.
Result<store::Roles> roles_named(std::string_view list);

}  // namespace xf::hub
