// Where one request ends in a stream of bytes (RFC 9112, strictly): found before anything of it is
// interpreted, so that no thread waits for a slow sender, and two programs in a row can't disagree
// about it. Bodies have a Content-Length; other framings are refused.
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/result.hpp"

namespace xf::hub {

inline constexpr std::size_t kHttpHeadBytes = 16'384;  ///< request line and headers together
inline constexpr std::size_t kHttpHeaders = 64;

struct HttpFrame {
    std::string_view method;
    std::string_view target;
    std::size_t head_bytes = 0;  ///< with the empty line
    std::uint64_t body_bytes = 0;
    std::string_view expect;  ///< the line "Expect: …" with its end; empty when there is none
};

/// The frame of the request at the start of `bytes`, or nothing while its head is not whole.
/// Borrows from `bytes`. Errors: malformed, too_large.
Result<std::optional<HttpFrame>> frame_of(std::string_view bytes);

}  // namespace xf::hub
