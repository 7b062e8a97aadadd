#include "native/platform/system_call.hpp"

#include <cstring>
#include <string>

namespace xf::native {

Error storage_error(std::string_view what) {
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
    return {full ? ErrorCode::storage_full : ErrorCode::storage_failed,
            std::string(what) + ": " + std::strerror(reason)};
}

}  // namespace xf::native
