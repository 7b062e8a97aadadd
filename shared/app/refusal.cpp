#include "shared/app/refusal.hpp"

namespace xf::app {

std::optional<ErrorCode> refusal_in(const ports::HttpReply& reply) {
    const std::string_view text = as_text(reply.body);
    constexpr std::string_view kBefore = "\"error\":\"";
    const std::size_t at = text.find(kBefore);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + kBefore.size());
    return error_code_named(rest.substr(0, rest.find('"')));
}

}  // namespace xf::app
