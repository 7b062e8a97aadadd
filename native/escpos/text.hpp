// Words on their way to a printer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xf::native::escpos {

/// Without control characters, each of which would be a command, and with plain characters for some that
/// few fonts have.
std::string printable(std::string_view words);

/// In GB18030, with 〓 for what printers don't have (document.hpp). Nothing where this system has no
/// GB18030. REQUIRES: printable().
std::optional<std::string> encoded(std::string_view words);

}  // namespace xf::native::escpos
