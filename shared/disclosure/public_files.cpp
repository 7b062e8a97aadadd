#include "shared/disclosure/public_files.hpp"

#include <algorithm>

#include "shared/tlog/tile.hpp"

namespace xf::disclosure {
namespace {

constexpr std::string_view kBodyFolder = "body/";

bool is_hash(std::string_view text) {
    return text.size() == 2 * sizeof(Hash::bytes) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string body_path(const Hash& body) { return std::string(kBodyFolder) + to_hex(body); }

std::optional<PublicFileKind> public_file_kind(std::string_view path) {
    if (path == kCheckpointPath || path == kKeyPath) return PublicFileKind::changing;
    const bool body = path.substr(0, kBodyFolder.size()) == kBodyFolder &&
                      is_hash(path.substr(kBodyFolder.size()));
    if (body || tlog::parse_tile_path(path).ok()) return PublicFileKind::immutable;
    return std::nullopt;
}

}  // namespace xf::disclosure
