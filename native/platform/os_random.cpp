#include "native/platform/os_random.hpp"

#include <sys/random.h>

#include "native/platform/system_call.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {

void OsRandom::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const ssize_t count = uninterrupted([&] { return ::getrandom(out.data(), out.size(), 0); });
        // Keys and salts from anything else would be worse than stopping.
        XF_ASSERT(count > 0);
        out = out.subspan(static_cast<std::size_t>(count));
    }
}

}  // namespace xf::native
