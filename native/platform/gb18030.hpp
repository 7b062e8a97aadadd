// Between UTF-8 and GB18030, which has every character of Unicode; by the system's iconv (ADR 13).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xf::native {

struct Converted {
    std::string text;
    std::size_t taken = 0;  ///< bytes; fewer than all where the next one is none of that encoding
};

/// Nothing where this system has no GB18030.
std::optional<Converted> utf8_from_gb18030(std::string_view bytes);
std::optional<Converted> gb18030_from_utf8(std::string_view text);

}  // namespace xf::native
