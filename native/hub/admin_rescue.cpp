// A damaged database's way back, as an operator's command asks for it.
#include "native/hub/admin_routes.hpp"
#include "native/hub/json_reader.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kPathBytes = 4096;

std::string reason_of(store::Verdict verdict) {
    if (const auto reason = verdict.reason()) return std::string(name_of(*reason));
    return verdict == store::Verdict::parked() ? "parked" : "quarantined";
}

}  // namespace

Result<nlohmann::json> rescue_file(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const JsonValue file, object.field("file"));
    XF_ASSIGN(const std::string path, file.text(kPathBytes));
    XF_ASSIGN(const JsonValue gone, object.field("device_gone"));
    XF_ASSIGN(const bool device_gone, gone.boolean());
    XF_TRY(object.finish());
    XF_ASSIGN(const HubApp::Rescue done, app.rescue(path, device_gone));
    auto refused = nlohmann::json::array(), lost = refused;
    for (const rescue::Refused& one : done.report.refused)
        refused.push_back(
            {{"seq", one.seq.value}, {"type", one.type}, {"reason", reason_of(one.verdict)}});
    for (const Seq seq : done.report.unreadable) lost.push_back(seq.value);
    return nlohmann::json{{"village", done.slug},
                          {"device", done.report.device.value},
                          {"name", done.report.name},
                          {"taken", done.report.taken},
                          {"had_already", done.report.had_already},
                          {"refused", std::move(refused)},
                          {"unreadable", done.report.unreadable_count},
                          {"lost", std::move(lost)},
                          {"unread_bytes", done.unread_bytes}};
}

HttpReply AdminRoutes::rescue(const HttpRequest& request) const {
    // It reads what it is told to: for who owns the hub's folder.
    if (!request.peer.local_socket) return HttpReply::of(ErrorCode::not_permitted);
    const auto done = rescue_file(*app_, as_text(request.body));
    if (!done.ok()) return HttpReply::of(done.error().code, done.error().detail);
    return HttpReply::of("application/json", done->dump() + "\n");
}

}  // namespace xf::hub
