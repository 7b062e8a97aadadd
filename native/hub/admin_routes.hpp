// What the administrator's commands ask of a running hub. They come through the data folder's socket,
// which only its owner can open; or over loopback, with the admin code that `init` printed
// ("Authorization: Bearer CODE").
//
//   POST /v1/admin/enroll-code      {"village", "role", "name"} → {"code"}
//   POST /v1/admin/import-notice    {"village", "text"} → {"leaf", "title", "size"}
//                                   and, where wanted: "pictures", each in base64, and "supersedes", a leaf
//   POST /v1/admin/withdraw-notice  {"village", "leaf"} → {"leaf", "title", "size"}
//                                   and, where wanted: "reason"
#pragma once

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

private:
    AdminRoutes(HubApp& app, std::string code_hash)
        : app_(&app), code_hash_(std::move(code_hash)) {}
    Status require_admin(const HttpRequest& request) const;

    HubApp* app_;
    std::string code_hash_;
};

/// "kiosk", "counter" or "desk". Errors: malformed.
Result<store::Capabilities> capabilities_named(std::string_view role);

}  // namespace xf::hub
