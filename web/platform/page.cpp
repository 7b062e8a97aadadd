#include "web/platform/page.hpp"

#include "web/platform/bindings.hpp"

namespace xf::web {

void post_to_page(std::string_view kind, std::string_view text) {
    xf_post(kind.data(), kind.size(), text.data(), text.size());
}

bool begin_gl() { return xf_gl_begin(); }

}  // namespace xf::web
