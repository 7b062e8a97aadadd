#include "native/hub/http_api.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "native/hub/login_routes.hpp"
#include "shared/app/demo.hpp"
#include "shared/base/limits.hpp"
#include "shared/sync/wire.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kEnrolBytes = 4096;
constexpr std::size_t kSmallBodyBytes = 4096;
constexpr std::size_t kCheckpointBodyBytes = 4096 + 2 * limits::kCheckpointBytes;  // escaped
constexpr std::string_view kJson = "application/json";

bool matches(std::string_view route, bool below, std::string_view path) {
    if (!below) return path == route;
    return path.starts_with(route) && path.size() > route.size();
}

/// Without parameters such as charset.
std::string_view media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (content_type.ends_with(' ')) content_type.remove_suffix(1);
    return content_type;
}

HttpReply reply_of(const Result<Bytes>& result, std::string_view content_type) {
    if (!result.ok()) return HttpReply::of(result.error().code);
    return HttpReply::of(std::string(content_type), std::string(as_text(*result)));
}

/// Faults are ours: the log has to say what they were.
void log_fault(const char* where, const Error& error) {
    if (http_status_of(error.code) >= 500)
        std::fprintf(stderr, "xinfeng-hub: %s: %s\n", where, error.message().c_str());
}

}  // namespace

HttpApi::HttpApi(HttpParts parts, const ports::Clock& clock)
    : parts_(std::move(parts)), clock_(&clock), log_(clock, parts_.access_folder) {
    routes_.push_back(
        {"GET", "/healthz", false, {}, 0, [this](const HttpRequest&) { return health(); }});
    add_device_routes();
    add_visitor_routes();
    add_operator_routes();
}

void HttpApi::add_device_routes() {
    if (parts_.app == nullptr) return;
    HubApp& app = *parts_.app;
    routes_.push_back({"POST", "/v1/sync", false, sync::kSyncContentType, limits::kRequestBytes,
                       [&app](const HttpRequest& request) {
                           const auto reply = app.sync(request.body);
                           if (!reply.ok()) log_fault("sync", reply.error());
                           return reply_of(reply, sync::kSyncContentType);
                       }});
    routes_.push_back({"POST", "/v1/enroll", false, sync::kEnrolContentType, kEnrolBytes,
                       [&app](const HttpRequest& request) {
                           const auto reply = app.enrol(request.body);
                           if (!reply.ok()) log_fault("enroll", reply.error());
                           return reply_of(reply, sync::kEnrolContentType);
                       }});
    routes_.push_back({"POST", "/v1/blob", false, sync::kBlobContentType, limits::kBlobBodyBytes,
                       [&app](const HttpRequest& request) {
                           const auto reply = app.blob(request.body);
                           if (!reply.ok()) log_fault("blob", reply.error());
                           return reply_of(reply, sync::kBlobContentType);
                       }});
    routes_.push_back({"POST", "/v1/recover", false, sync::kRecoverContentType,
                       limits::kRequestBytes, [&app](const HttpRequest& request) {
                           const auto reply = app.recover(request.body);
                           if (!reply.ok()) log_fault("recover", reply.error());
                           return reply_of(reply, sync::kRecoverContentType);
                       }});
    routes_.push_back({"POST", "/v1/return-log", false, disclosure::kLogReturnContentType,
                       limits::kLogReturnBytes, [&app](const HttpRequest& request) {
                           const auto reply = app.return_log(request.body);
                           if (!reply.ok()) log_fault("return-log", reply.error());
                           return reply_of(reply, disclosure::kLogReturnContentType);
                       }});
    if (parts_.public_log)
        routes_.push_back({"GET", "/log/", true, {}, 0, [this](const HttpRequest& request) {
                               return parts_.public_log->answer(request);
                           }});
}

void HttpApi::add_visitor_routes() {
    if (parts_.app == nullptr) return;
    HubApp& app = *parts_.app;
    routes_.push_back({"GET", "/v1/villages", false, {}, 0, [&app](const HttpRequest&) {
                           return answer_villages(app);
                       }});
    routes_.push_back({"POST", "/v1/login", false, sync::kLoginContentType, limits::kLoginBytes,
                       [&app](const HttpRequest& in) { return answer_login(app, in); }});
    routes_.push_back({"POST", "/v1/logout", false, sync::kLoginContentType, limits::kLoginBytes,
                       [&app](const HttpRequest& in) { return answer_logout(app, in); }});
}

void HttpApi::add_operator_routes() {
    if (parts_.demo) {
        const DemoRoutes& demo = *parts_.demo;
        routes_.push_back({"GET", "/v1/demo", false, {}, 0, [&demo](const HttpRequest& in) {
                               return demo.secrets(in);
                           }});
        routes_.push_back({"GET", "/v1/demo.json", false, {}, 0, [&demo](const HttpRequest& in) {
                               return demo.secrets_as_json(in);
                           }});
        routes_.push_back({"POST", "/v1/demo/enroll-code", false, app::kDemoContentType,
                           kSmallBodyBytes,
                           [&demo](const HttpRequest& in) { return demo.enrol_code(in); }});
    }
    if (parts_.admin) {
        const AdminRoutes& admin = *parts_.admin;
        routes_.push_back({"POST", "/v1/admin/enroll-code", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.enrol_code(in); }});
        routes_.push_back({"POST", "/v1/admin/import-notice", false, kJson, kAdminBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.import_notice(in); }});
        routes_.push_back({"POST", "/v1/admin/backup", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.back_up(in); }});
        routes_.push_back({"POST", "/v1/admin/recovery", false, kJson, kCheckpointBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.recovery(in); }});
        routes_.push_back({"POST", "/v1/admin/rescue", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.rescue(in); }});
        routes_.push_back({"POST", "/v1/admin/withdraw-notice", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.withdraw_notice(in); }});
        routes_.push_back(
            {"POST", "/v1/admin/import-households", false, kJson, kAdminBodyBytes,
             [&admin](const HttpRequest& in) { return admin.import_households(in); }});
        routes_.push_back({"POST", "/v1/admin/erase-person", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.erase_person(in); }});
        routes_.push_back({"POST", "/v1/admin/export-person", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.export_person(in); }});
        routes_.push_back({"POST", "/v1/admin/staff-roles", false, kJson, kSmallBodyBytes,
                           [&admin](const HttpRequest& in) { return admin.staff_roles(in); }});
    }
}

const HttpApi::Route* HttpApi::route_at(std::string_view path) const {
    const auto found = std::find_if(routes_.begin(), routes_.end(), [&](const Route& route) {
        return matches(route.path, route.below, path);
    });
    return found == routes_.end() ? nullptr : &*found;
}

RequestTerms HttpApi::terms(std::string_view method, std::string_view target,
                            const Peer& peer) const {
    const auto path = path_of_target(target);
    const Route* const route = path.ok() ? route_at(*path) : nullptr;
    if (route == nullptr || route->method != method) return {kSmallBodyBytes, false};
    const bool for_owner = route->body_bytes == kAdminBodyBytes && !peer.local_socket;
    // Whatever is only read is read without the village's database.
    return {for_owner ? kSmallBodyBytes : route->body_bytes, method == "POST"};
}

HttpReply HttpApi::answer(const HttpRequest& request) {
    const std::uint64_t start = clock_->monotonic_ms();
    HttpReply reply = route(request);
    log_.answered(request, address_of(request.path), reply, clock_->monotonic_ms() - start);
    return reply;
}

std::string HttpApi::address_of(const std::string& path) const {
    if (const Route* const route = route_at(path))
        return std::string(route->path) + (route->below ? "*" : "");
    return parts_.site && parts_.site->has(path) ? path : "";
}

HttpReply HttpApi::route(const HttpRequest& request) const {
    if (request.path.empty()) return HttpReply::of(ErrorCode::malformed);
    const Route* const route = route_at(request.path);
    if (route == nullptr && !(parts_.site && parts_.site->has(request.path)))
        return HttpReply::of(ErrorCode::not_found);
    const std::string_view method = route != nullptr ? route->method : "GET";
    if (request.method != method && !(method == "GET" && request.method == "HEAD")) {
        HttpReply reply = HttpReply::of(ErrorCode::method_not_allowed);
        reply.headers.emplace_back("Allow", method == "GET" ? "GET, HEAD" : std::string(method));
        return reply;
    }
    if (route == nullptr) return parts_.site->answer(request);
    if (method == "POST" && media_type(request.header("Content-Type")) != route->content_type)
        return HttpReply::of(ErrorCode::bad_content_type);
    return route->answer(request);
}

HttpReply HttpApi::health() const {
    auto shards = nlohmann::ordered_json::array();
    bool sound = true;
    if (parts_.app != nullptr) {
        for (const HubApp::ShardHealth& shard : parts_.app->health()) {
            sound = sound && shard.sound;
            shards.push_back(
                {{"no", shard.no.value}, {"village", shard.slug}, {"ok", shard.sound}});
        }
    }
    const nlohmann::ordered_json out = {
        {"ok", sound},
        {"version", XF_VERSION},
        {"hub_epoch", parts_.app != nullptr ? parts_.app->config().epoch : 0},
        {"demo", parts_.app != nullptr && parts_.app->config().demo},
        {"shards", std::move(shards)}};
    HttpReply reply = HttpReply::of(std::string(kJson), out.dump() + "\n");
    if (!sound) reply.status = http_status_of(ErrorCode::storage_failed);
    return reply;
}

}  // namespace xf::hub
