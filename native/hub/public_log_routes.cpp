#include "native/hub/public_log_routes.hpp"

#include "native/hub/files.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kPrefix = "/log/";
/// The largest file is an entries tile: 256 leaves with their lengths.
constexpr std::size_t kFileBytes = 256 * (limits::kLeafBytes + 2);

}  // namespace

PublicLogRoutes::PublicLogRoutes(const DataFolder& folder, const HubConfig& config) {
    for (const VillageConfig& village : config.villages)
        folders_.emplace(village.slug, folder.public_folder(village.slug));
}

HttpReply PublicLogRoutes::answer(const HttpRequest& request) const {
    const std::string_view below = std::string_view(request.path).substr(kPrefix.size());
    const std::size_t slash = std::min(below.find('/'), below.size());
    const auto log = folders_.find(below.substr(0, slash));
    if (log == folders_.end() || slash == below.size()) return HttpReply::of(ErrorCode::not_found);
    // Only paths that a log can have are ever opened.
    const std::string_view name = below.substr(slash + 1);
    const auto kind = disclosure::public_file_kind(name);
    if (!kind) return HttpReply::of(ErrorCode::not_found);
    auto content = read_file(log->second + "/" + std::string(name), kFileBytes);
    if (!content.ok()) return HttpReply::of(content.error().code);

    const bool changing = *kind == disclosure::PublicFileKind::changing;
    HttpReply reply;
    reply.headers = {
        {"Content-Type", changing ? "text/plain; charset=utf-8" : "application/octet-stream"},
        {"Cache-Control", changing ? "no-cache" : "public, max-age=31536000, immutable"},
        {"X-Content-Type-Options", "nosniff"},
        // Published for everyone, also for the pages of auditors.
        {"Access-Control-Allow-Origin", "*"},
        {"Cross-Origin-Resource-Policy", "cross-origin"}};
    reply.body = std::make_shared<const std::string>(*std::move(content));
    return reply;
}

}  // namespace xf::hub
