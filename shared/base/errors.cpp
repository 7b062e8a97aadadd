#include "shared/base/errors.hpp"

#include <array>

namespace xf {
namespace {

struct Row {
    ErrorCode code;
    std::string_view name;
    int http;
};

constexpr std::array kTable = {
#define XF_ERROR(number, code, http, cure) Row{ErrorCode::code, #code, http},
#include "shared/base/errors.def"
#undef XF_ERROR
};

const Row& row_of(ErrorCode code) {
    for (const Row& row : kTable)
        if (row.code == code) return row;
    // The reason of a verdict by a later version.
    static constexpr Row kUnknown{ErrorCode::internal, "unknown", 500};
    return kUnknown;
}

}  // namespace

std::string_view name_of(ErrorCode code) { return row_of(code).name; }
int http_status_of(ErrorCode code) { return row_of(code).http; }

// Not in the table: the web client looks into that, and would carry all cures without telling any.
std::string_view cure_of(ErrorCode code) {
    switch (code) {
#define XF_ERROR(number, code, http, cure) \
    case ErrorCode::code:                  \
        return cure;
#include "shared/base/errors.def"
#undef XF_ERROR
    }
    return "A later version's code; update this program.";
}

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
