// Backup and recovery, as an operator's commands ask for them.
#include "native/hub/admin_routes.hpp"
#include "native/hub/json_reader.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::size_t kPathBytes = 4096;

HttpReply reply_of(const Result<nlohmann::ordered_json>& made) {
    if (!made.ok()) return HttpReply::of(made.error().code, made.error().detail);
    return HttpReply::of(std::string(kJson), made->dump() + "\n");
}

Result<nlohmann::ordered_json> back_up_into(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const JsonValue folder, object.field("folder"));
    XF_ASSIGN(const std::string path, folder.text(kPathBytes));
    XF_ASSIGN(const JsonValue same_disk, object.field("same_disk_counts"));
    XF_ASSIGN(const bool same_disk_counts, same_disk.boolean());
    XF_TRY(object.finish());
    XF_ASSIGN(const bool counts, app.back_up(path, same_disk_counts));
    return nlohmann::ordered_json{{"counts", counts}};
}

Result<nlohmann::ordered_json> act_and_tell(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    if (const auto action = object.optional_field("action")) {
        XF_ASSIGN(const JsonValue village, object.field("village"));
        XF_ASSIGN(const std::string slug, village.text(kPathBytes));
        XF_ASSIGN(const std::string what, action->text(kPathBytes));
        XF_TRY(object.finish());
        XF_TRY(act_on_recovery(app, slug, what));
    }
    XF_TRY(object.finish());
    return recovery_state(app);
}

}  // namespace

Result<nlohmann::ordered_json> recovery_state(HubApp& app) {
    XF_ASSIGN(const auto recoveries, app.recoveries());
    auto villages = nlohmann::ordered_json::array();
    for (const HubApp::Recovery& one : recoveries) {
        auto devices = nlohmann::ordered_json::array();
        for (const auto& device : one.devices)
            devices.push_back({{"no", device.no.value},
                               {"name", device.name},
                               {"last_seen", device.last_seen.seconds},
                               {"reported", device.reported}});
        villages.push_back({{"village", one.slug},
                            {"recovering", one.recovering},
                            {"may_publish", one.may_publish},
                            {"devices", std::move(devices)}});
    }
    return nlohmann::ordered_json{{"villages", std::move(villages)}};
}

Status act_on_recovery(HubApp& app, std::string_view village, std::string_view action) {
    if (action == "end") return app.end_recovery(village);
    if (action == "allow-publishing") return app.allow_publishing(village);
    return Error{ErrorCode::malformed, "action: end or allow-publishing"};
}

HttpReply AdminRoutes::back_up(const HttpRequest& request) const {
    // It writes where it is told to: for who owns the hub's folder.
    if (!request.peer.local_socket) return HttpReply::of(ErrorCode::not_permitted);
    return reply_of(back_up_into(*app_, as_text(request.body)));
}

HttpReply AdminRoutes::recovery(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    return reply_of(act_and_tell(*app_, as_text(request.body)));
}

}  // namespace xf::hub
