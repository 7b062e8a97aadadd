// The demo's other devices: this program once more, for another device, in a window of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xf::native {

/// Starts it with the same words, but for the device and what only tests ask for. Nobody waits for
/// it: where it cannot start, it says so itself.
void open_second_window(const std::vector<std::string>& words, std::string_view device);

}  // namespace xf::native
