// Backup and recovery, as an operator's commands ask for them.
#include "native/hub/admin_routes.hpp"
#include "native/hub/json_reader.hpp"
#include "shared/base/limits.hpp"

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
        std::string checkpoint;
        if (const auto given = object.optional_field("checkpoint")) {
            XF_ASSIGN(checkpoint, given->text(limits::kCheckpointBytes));
        }
        XF_TRY(object.finish());
        XF_TRY(act_on_recovery(app, slug, what, checkpoint));
    }
    XF_TRY(object.finish());
    return recovery_state(app);
}

const char* state_of(const sync::HubRecovery::Device& device) {
    if (device.reported) return device.late ? "reported late" : "reported";
    return device.awaited ? "missing" : "not waited for";
}

std::string text_of(const EventKey& key) {
    return std::to_string(key.device.value) + "/" + std::to_string(key.epoch.value) + "/" +
           std::to_string(key.seq.value);
}

nlohmann::ordered_json json_of(const HubApp::Recovery& one) {
    auto devices = nlohmann::ordered_json::array(), know_more = devices, set_aside = devices;
    for (const auto& device : one.devices)
        devices.push_back({{"no", device.no.value},
                           {"name", device.name},
                           {"last_seen", device.last_seen.seconds},
                           {"state", state_of(device)}});
    for (const auto& [who, leaves] : one.know_more)
        know_more.push_back({{"device", who.value}, {"leaves", leaves}});
    for (const sync::SetAside& record : one.set_aside)
        set_aside.push_back({{"event", text_of(record.key)},
                             {"type", record.type},
                             {"reason", std::string(name_of(record.reason))}});
    return {{"village", one.slug},
            {"recovering", one.recovering},
            {"may_publish", one.may_publish},
            {"leaves", one.leaves},
            {"know_more", std::move(know_more)},
            {"devices", std::move(devices)},
            {"set_aside", std::move(set_aside)}};
}

}  // namespace

Result<nlohmann::ordered_json> recovery_state(HubApp& app) {
    XF_ASSIGN(const auto recoveries, app.recoveries());
    auto villages = nlohmann::ordered_json::array();
    for (const HubApp::Recovery& one : recoveries) villages.push_back(json_of(one));
    return nlohmann::ordered_json{{"villages", std::move(villages)}};
}

Status act_on_recovery(HubApp& app, std::string_view village, std::string_view action,
                       std::string_view checkpoint) {
    if (action == "end") return app.end_recovery(village);
    if (action == "allow-publishing") return app.allow_publishing(village);
    if (action == "give-up-leaves") return app.give_up_leaves(village);
    if (action == "checkpoint") return app.add_checkpoint(village, checkpoint);
    return Error{ErrorCode::malformed,
                 "action: end, allow-publishing, give-up-leaves or checkpoint"};
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
