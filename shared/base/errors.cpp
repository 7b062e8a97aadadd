#include "shared/base/errors.hpp"

#include <array>

namespace xf {
namespace {

struct Row {
    std::string_view name;
    int http;
    std::string_view cure;
};

constexpr std::array kTable = {
#define XF_ERROR(code, http, cure) Row{#code, http, cure},
#include "shared/base/errors.def"
#undef XF_ERROR
};

const Row& row_of(ErrorCode code) { return kTable[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view name_of(ErrorCode code) { return row_of(code).name; }
int http_status_of(ErrorCode code) { return row_of(code).http; }
std::string_view cure_of(ErrorCode code) { return row_of(code).cure; }

std::optional<ErrorCode> error_code_named(std::string_view name) {
    for (std::size_t i = 0; i < kTable.size(); ++i)
        if (kTable[i].name == name) return static_cast<ErrorCode>(i);
    return std::nullopt;
}

std::string Error::message() const {
    std::string text(name_of(code));
    if (!detail.empty()) text += ": " + detail;
    return text;
}

}  // namespace xf
