#include "native/hub/public_log_routes.hpp"

#include "native/hub/files.hpp"
#include "native/hub/posix_public_files.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::hub {
namespace {

using disclosure::PublicFileKind;

constexpr std::string_view kPrefix = "/log/";
/// The largest file is an entries tile: 256 leaves with their lengths.
constexpr std::size_t kFileBytes = 256 * (limits::kLeafBytes + 2);

std::string_view content_type(PublicFileKind kind, std::string_view content) {
    if (kind == PublicFileKind::head) return "text/plain; charset=utf-8";
    const auto picture =
        kind == PublicFileKind::paper ? disclosure::paper_type(as_bytes(content)) : std::nullopt;
    return picture ? disclosure::content_type_of(*picture) : "application/octet-stream";
}

std::string_view cache_control(PublicFileKind kind) {
    switch (kind) {
        case PublicFileKind::head:
            return "no-cache";
        case PublicFileKind::tile:
            return "public, max-age=31536000, immutable";
        case PublicFileKind::body:
        case PublicFileKind::paper:
            break;
    }
    // Never changes either, but once withdrawn it has to leave the caches too, within a day.
    return "public, max-age=86400, immutable";
}

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
    const std::string path = log->second + "/" + std::string(name);
    auto content = read_file(path, kFileBytes);
    if (!content.ok()) {
        const bool gone =
            content.error().code == ErrorCode::not_found && exists(path + std::string(kGoneSuffix));
        return HttpReply::of(gone ? ErrorCode::gone : content.error().code);
    }
    HttpReply reply;
    reply.headers = {{"Content-Type", std::string(content_type(*kind, *content))},
                     {"Cache-Control", std::string(cache_control(*kind))},
                     {"X-Content-Type-Options", "nosniff"},
                     // Published for everyone, also for the pages of auditors.
                     {"Access-Control-Allow-Origin", "*"},
                     {"Cross-Origin-Resource-Policy", "cross-origin"}};
    reply.body = std::make_shared<const std::string>(*std::move(content));
    return reply;
}

}  // namespace xf::hub
