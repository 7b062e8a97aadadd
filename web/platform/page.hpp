// What the program asks of the page that shows it.
#pragma once

#include <string_view>

namespace xf::web {

/// Sends a message to the page: what kinds there are and what they carry, see worker/worker.js.
void post_to_page(std::string_view kind, std::string_view text);

/// Makes the canvas's WebGL 2 context current; false if there is none.
bool begin_gl();

}  // namespace xf::web
