#include "shared/base/errors.hpp"

#include <array>

#include "shared/base/assert.hpp"

namespace xf {
namespace {

struct Row {
    ErrorCode code;
    std::string_view name;
    int http;
    std::string_view cure;
};

constexpr std::array kTable = {
#define XF_ERROR(number, code, http, cure) Row{ErrorCode::code, #code, http, cure},
#include "shared/base/errors.def"
#undef XF_ERROR
};

const Row& row_of(ErrorCode code) {
    for (const Row& row : kTable)
        if (row.code == code) return row;
    assertion_failed("an ErrorCode outside the table", __FILE__, __LINE__);
}

}  // namespace

std::string_view name_of(ErrorCode code) { return row_of(code).name; }
int http_status_of(ErrorCode code) { return row_of(code).http; }
std::string_view cure_of(ErrorCode code) { return row_of(code).cure; }

std::optional<ErrorCode> error_code_named(std::string_view name) {
    for (const Row& row : kTable)
        if (row.name == name) return row.code;
    return std::nullopt;
}

std::optional<ErrorCode> error_code_numbered(std::uint64_t number) {
    for (const Row& row : kTable)
        if (static_cast<std::uint64_t>(row.code) == number) return row.code;
    return std::nullopt;
}

std::string Error::message() const {
    std::string text(name_of(code));
    if (!detail.empty()) text += ": " + detail;
    return text;
}

}  // namespace xf
