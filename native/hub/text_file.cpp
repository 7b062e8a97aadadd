#include "native/hub/text_file.hpp"

#include <algorithm>

#include "native/platform/gb18030.hpp"
#include "shared/base/cbor.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

Result<std::string> decoded_text(std::string bytes) {
    if (bytes.starts_with(kMark)) bytes.erase(0, kMark.size());
    if (cbor::valid_utf8(as_bytes(bytes))) return bytes;
    auto converted = native::utf8_from_gb18030(bytes);
    if (!converted)
        return Error{ErrorCode::malformed,
                     "is not UTF-8, and this system can't read GB18030: save it as UTF-8"};
    const bool whole = converted->taken == bytes.size();
    if (whole && cbor::valid_utf8(as_bytes(converted->text))) return std::move(converted->text);
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(converted->taken),
                       '\n');
    return Error{ErrorCode::malformed,
                 "line " + std::to_string(line) + ": is neither UTF-8 nor GB18030"};
}

}  // namespace xf::hub
