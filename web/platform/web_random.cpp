#include "web/platform/web_random.hpp"

#include "web/platform/bindings.hpp"

namespace xf::web {

void WebRandom::fill(std::span<std::uint8_t> out) { xf_random(out.data(), out.size()); }

}  // namespace xf::web
