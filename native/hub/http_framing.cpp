#include "native/hub/http_framing.hpp"

#include <algorithm>
#include <utility>

namespace xf::hub {
namespace {

constexpr std::string_view kEndOfLine = "\r\n";
constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr std::size_t kLengthDigits = 15;

Error malformed(const char* what) { return {ErrorCode::malformed, what}; }

/// Header names are compared in lower case.
bool named(std::string_view name, std::string_view lower_case) {
    return name.size() == lower_case.size() &&
           std::equal(name.begin(), name.end(), lower_case.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool has_control(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

Result<std::uint64_t> length_of(std::string_view text) {
    if (text.empty()) return malformed("content length");
    std::uint64_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return malformed("content length");
        out = out * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return out;
}

class HeadReader {
public:
    explicit HeadReader(std::string_view head) : rest_(head) {}

    Result<HttpFrame> read() {
        XF_TRY(read_request_line(next_line()));
        std::size_t headers = 0;
        for (std::string_view line = next_line(); !line.empty(); line = next_line()) {
            if (++headers > kHttpHeaders) return Error{ErrorCode::too_large, "headers"};
            XF_TRY(read_header(line));
        }
        if (host_required_ && !has_host_) return malformed("no host");
        return frame_;
    }

private:
    /// Without its end. The last one is empty.
    std::string_view next_line() {
        const std::size_t end = rest_.find(kEndOfLine);
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(line.size() + kEndOfLine.size());
        return line;
    }

    Status read_request_line(std::string_view line) {
        if (has_control(line)) return malformed("request line");
        const std::size_t first = line.find(' '), second = line.rfind(' ');
        if (first == std::string_view::npos || first == second) return malformed("request line");
        frame_.method = line.substr(0, first);
        frame_.target = line.substr(first + 1, second - first - 1);
        if (!is_token(frame_.method) || frame_.target.empty() ||
            frame_.target.find_first_of(" #") != std::string_view::npos)
            return malformed("request line");
        const std::string_view version = line.substr(second + 1);
        if (version != "HTTP/1.1" && version != "HTTP/1.0") return malformed("version");
        host_required_ = version == "HTTP/1.1";
        return {};
    }

    Status read_header(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || has_control(line)) return malformed("header");
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!is_token(name)) return malformed("header");
        if (named(name, "transfer-encoding")) return malformed("send a Content-Length");
        if (named(name, "host") && std::exchange(has_host_, true)) return malformed("two hosts");
        if (named(name, "content-length")) {
            if (std::exchange(has_length_, true)) return malformed("two lengths");
            if (value.size() > kLengthDigits) return Error{ErrorCode::too_large, "body"};
            XF_ASSIGN(frame_.body_bytes, length_of(value));
        }
        if (named(name, "expect")) frame_.expect = {line.data(), line.size() + kEndOfLine.size()};
        return {};
    }

    std::string_view rest_;
    HttpFrame frame_;
    bool host_required_ = false;
    bool has_host_ = false;
    bool has_length_ = false;
};

}  // namespace

Result<std::optional<HttpFrame>> frame_of(std::string_view bytes) {
    const std::size_t end = bytes.substr(0, kHttpHeadBytes).find(kEndOfHead);
    if (end == std::string_view::npos) {
        if (bytes.size() >= kHttpHeadBytes) return Error{ErrorCode::too_large, "head"};
        return std::optional<HttpFrame>();
    }
    XF_ASSIGN(HttpFrame frame, HeadReader(bytes.substr(0, end + kEndOfHead.size())).read());
    frame.head_bytes = end + kEndOfHead.size();
    return std::optional(frame);
}

}  // namespace xf::hub
