// Sentences with places for what only the moment knows: "{0} 分".
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace xf {

/// With {0}, {1}, … {9} replaced by the arguments; by nothing where there is none.
std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments);

}  // namespace xf
