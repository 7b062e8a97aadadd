#include "native/hub/admin_client.hpp"

#include <httplib.h>

#include "native/hub/commands/commands.hpp"
#include "native/hub/json_reader.hpp"
#include "native/hub/sockets.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

/// The hub's error, as the hub meant it.
Error error_in(const nlohmann::json& reply) {
    const auto text = [&](const char* name) {
        const auto found = reply.find(name);
        return found != reply.end() && found->is_string() ? found->get<std::string>()
                                                          : std::string();
    };
    const auto code = error_code_named(text("error"));
    return {code.value_or(ErrorCode::bad_reply), text("detail")};
}

}  // namespace

Result<std::optional<nlohmann::json>> ask_running_hub(const std::string& data_folder,
                                                      const std::string& path,
                                                      const nlohmann::json& body,
                                                      std::time_t patience_s) {
    const auto folder = open_folder(data_folder);
    if (!folder.ok()) return std::optional<nlohmann::json>();
    httplib::Client client(short_path(*folder, "hub.sock"));
    client.set_address_family(AF_UNIX);
    client.set_read_timeout(patience_s);
    const auto result = client.Post(path, body.dump(), "application/json");
    if (!result && result.error() == httplib::Error::Connection)
        return std::optional<nlohmann::json>();
    if (!result)
        return Error{ErrorCode::busy, "the hub stopped, or took too long; run the same again (" +
                                          httplib::to_string(result.error()) + ")"};
    XF_ASSIGN(nlohmann::json reply, parse_json(result->body));
    if (!reply.is_object()) return ErrorCode::bad_reply;
    if (result->status != 200) return error_in(reply);
    return std::optional(std::move(reply));
}

Result<nlohmann::json> ask_hub(const std::string& data_folder, const std::string& path,
                               const nlohmann::json& body,
                               Result<nlohmann::json> (*answer)(HubApp& app, std::string_view body),
                               std::time_t patience_s) {
    XF_ASSIGN(auto from_hub, ask_running_hub(data_folder, path, body, patience_s));
    if (from_hub) return *std::move(from_hub);
    XF_ASSIGN(const DataFolder folder, DataFolder::open(data_folder));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    return answer(*app, body.dump());
}

Result<nlohmann::json> wish_about_people(const Arguments& arguments) {
    const bool one = arguments.has("--person");
    if (one == arguments.has("--household"))
        return Error{ErrorCode::nothing_entered, "name a --person, or a --household"};
    XF_ASSIGN(const std::uint64_t number,
              arguments.number(one ? "--person" : "--household", 0, 1, UINT32_MAX));
    return nlohmann::json{{"village", arguments.get("--village")},
                          {one ? "person" : "household", number}};
}

}  // namespace xf::hub
