#include "native/hub/http_types.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace xf::hub {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

Result<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (text.size() - i < 3) return Error{ErrorCode::malformed, "escape"};
        const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return Error{ErrorCode::malformed, "escape"};
        out += static_cast<char>(high << 4 | low);
        i += 2;
    }
    return out;
}

bool sound_segments(std::string_view path) {
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        const bool last = end == path.size();
        if (segment == "." || segment == ".." || (segment.empty() && !last)) return false;
        path.remove_prefix(end);
    }
    return true;
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return value;
    return {};
}

bool HttpRequest::has_header(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return same_name(header.first, name); });
}

HttpReply HttpReply::of(std::string content_type, std::string body) {
    HttpReply reply;
    reply.headers = {{"Content-Type", std::move(content_type)},
                     {"Cache-Control", "no-store"},
                     {"X-Content-Type-Options", "nosniff"},
                     {"Cross-Origin-Resource-Policy", "same-origin"}};
    reply.body = std::make_shared<const std::string>(std::move(body));
    return reply;
}

HttpReply HttpReply::of(ErrorCode code, std::string_view detail) {
    HttpReply reply = of("application/json", error_json(code, detail));
    reply.status = http_status_of(code);
    return reply;
}

std::string error_json(ErrorCode code, std::string_view detail) {
    nlohmann::ordered_json out = {{"error", name_of(code)}, {"message", cure_of(code)}};
    if (!detail.empty()) out["detail"] = detail;
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<std::string> path_of_target(std::string_view target) {
    target = target.substr(0, target.find('?'));
    if (!target.starts_with('/')) return Error{ErrorCode::malformed, "target"};
    XF_ASSIGN(std::string path, percent_decoded(target));
    const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '\\';
    });
    if (!plain || !sound_segments(path)) return Error{ErrorCode::malformed, "path"};
    return path;
}

}  // namespace xf::hub
