#include "shared/disclosure/public_files.hpp"

#include <algorithm>

#include "shared/tlog/tile.hpp"

namespace xf::disclosure {
namespace {

constexpr std::string_view kBodyFolder = "body/";
constexpr std::string_view kPaperFolder = "paper/";

bool is_hash_in(std::string_view folder, std::string_view path) {
    if (path.substr(0, folder.size()) != folder) return false;
    path.remove_prefix(folder.size());
    return path.size() == 2 * sizeof(Hash::bytes) &&
           std::all_of(path.begin(), path.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string body_path(const Hash& body) { return std::string(kBodyFolder) + to_hex(body); }

std::string paper_path(const Hash& paper) { return std::string(kPaperFolder) + to_hex(paper); }

std::optional<PublicFileKind> public_file_kind(std::string_view path) {
    if (path == kCheckpointPath || path == kKeyPath) return PublicFileKind::head;
    if (is_hash_in(kBodyFolder, path)) return PublicFileKind::body;
    if (is_hash_in(kPaperFolder, path)) return PublicFileKind::paper;
    if (tlog::parse_tile_path(path).ok()) return PublicFileKind::tile;
    return std::nullopt;
}

bool may_be_withdrawn(std::string_view path) {
    const auto kind = public_file_kind(path);
    return kind == PublicFileKind::body || kind == PublicFileKind::paper;
}

}  // namespace xf::disclosure
