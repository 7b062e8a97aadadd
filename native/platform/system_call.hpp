// What every call of the operating system needs around it.
#pragma once

#include <cerrno>
#include <string_view>

#include "shared/base/errors.hpp"

namespace xf::native {

/// Repeats a call that a signal interrupted.
template <typename Call>
auto uninterrupted(Call call) {
    for (;;) {
        const auto result = call();
        if (result != -1 || errno != EINTR) return result;
    }
}

/// Why a call about a file has just failed: storage_full or storage_failed. `what` says which one.
Error storage_error(std::string_view what);

}  // namespace xf::native
