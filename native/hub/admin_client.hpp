// A command's line to the hub that is running on the same data folder, if one is.
#pragma once

#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "native/hub/arguments.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {

/// For what goes through everything that a hub has.
inline constexpr std::time_t kLongPatienceS = 3600;

/// The running hub's answer, or nothing when none runs. Errors: what the hub answered, with its
/// detail; busy when it did not finish an answer; bad_reply.
Result<std::optional<nlohmann::json>> ask_running_hub(const std::string& data_folder,
                                                      const std::string& path,
                                                      const nlohmann::json& body,
                                                      std::time_t patience_s = 60);

/// The answer of the running hub, or of `answer` on its data folder when none runs.
Result<nlohmann::json> ask_hub(const std::string& data_folder, const std::string& path,
                               const nlohmann::json& body,
                               Result<nlohmann::json> (*answer)(HubApp& app, std::string_view body),
                               std::time_t patience_s = 60);

/// What erase-person and export-person ask: --village, and one of --person and --household.
Result<nlohmann::json> wish_about_people(const Arguments& arguments);

}  // namespace xf::hub
