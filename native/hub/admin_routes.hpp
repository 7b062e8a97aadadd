// What the administrator's commands ask of a running hub. They come through the data folder's socket,
// which only its owner can open; or over loopback, with the admin code that `init` printed
// ("Authorization: Bearer CODE").
//
//   POST /v1/admin/enroll-code      {"village", "role", "name"} → {"code"}
//   POST /v1/admin/import-notice    {"village", "text"} → {"leaf", "title", "size"}
//                                   and, where wanted: "pictures", each in base64, and "supersedes", a leaf
//   POST /v1/admin/withdraw-notice  {"village", "leaf"} → {"leaf", "title", "size"}
//                                   and, where wanted: "reason"
//   POST /v1/admin/backup           {"folder", "same_disk_counts"} → {"counts"}; through the socket only
//   POST /v1/admin/recovery         {} or {"village", "action": "end" | "allow-publishing" |
//                                      "give-up-leaves"}, or "checkpoint" with {"checkpoint"}
//                                   → {"villages": [{"village", "recovering", "may_publish", "leaves",
//                                      "know_more": [{"device", "leaves"}],
//                                      "devices": [{"no", "name", "last_seen", "state"}],
//                                      "set_aside": [{"event", "type", "reason"}]}]}
//   POST /v1/admin/rescue           {"file", "device_gone"} → {"village", "device", "name", "taken",
//                                      "had_already", "refused": [{"seq", "type", "reason"}],
//                                      "unreadable", "lost": [seq], "unread_bytes"}; through the socket only
//   POST /v1/admin/import-households {"village", "text"} → {"shard", "fresh", "known", "problems"}
//                                   and, where wanted: "check", true, which writes nothing; "cards", for
//                                   each that is new [household, card, verifier, proof check], in hex
//   POST /v1/admin/staff-roles      {"village", "staff", "roles"} → {}
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "native/hub/http_types.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {

/// One notice as JSON: escapes can double its text, base64 adds a third to its pictures.
inline constexpr std::size_t kAdminBodyBytes = 48u << 20;

class AdminRoutes {
public:
    static Result<AdminRoutes> load(const DataFolder& folder, HubApp& app);

    HttpReply enrol_code(const HttpRequest& request) const;
    HttpReply import_notice(const HttpRequest& request) const;
    HttpReply withdraw_notice(const HttpRequest& request) const;
    HttpReply back_up(const HttpRequest& request) const;
    HttpReply recovery(const HttpRequest& request) const;
    HttpReply rescue(const HttpRequest& request) const;
    HttpReply import_households(const HttpRequest& request) const;
    HttpReply staff_roles(const HttpRequest& request) const;
    HttpReply erase_person(const HttpRequest& request) const;
    HttpReply export_person(const HttpRequest& request) const;

private:
    AdminRoutes(HubApp& app, std::string code_hash)
        : app_(&app), code_hash_(std::move(code_hash)) {}
    Status require_admin(const HttpRequest& request) const;

    HubApp* app_;
    std::string code_hash_;
};

/// What POST /v1/admin/recovery answers.
Result<nlohmann::ordered_json> recovery_state(HubApp& app);
/// As above. Errors: malformed, and the hub's.
Status act_on_recovery(HubApp& app, std::string_view village, std::string_view action,
                       std::string_view checkpoint);

// What these are asked, and answer: the same without a running hub.
Result<nlohmann::json> import_households(HubApp& app, std::string_view body);
Result<nlohmann::json> set_staff_roles(HubApp& app, std::string_view body);
Result<nlohmann::json> erase_person(HubApp& app, std::string_view body);
Result<nlohmann::json> rescue_file(HubApp& app, std::string_view body);
/// {"text": a document to read}
Result<nlohmann::json> export_person(HubApp& app, std::string_view body);

/// "kiosk", "counter" or "desk". Errors: malformed.
Result<store::Capabilities> capabilities_named(std::string_view role);

}  // namespace xf::hub
