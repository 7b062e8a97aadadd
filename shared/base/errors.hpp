// Error codes: one enumerator for each row of errors.def.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xf {

enum class ErrorCode : std::uint8_t {
#define XF_ERROR(number, code, http, cure) code = number,
#include "shared/base/errors.def"
#undef XF_ERROR
};

/// The stable name, as it stands in errors.def and on the wire.
std::string_view name_of(ErrorCode code);

/// HTTP status with which the hub answers.
int http_status_of(ErrorCode code);

/// What happened and the cure, in English, for logs and developers.
std::string_view cure_of(ErrorCode code);

/// The code of that name, or of that number, if there is one.
std::optional<ErrorCode> error_code_named(std::string_view name);
std::optional<ErrorCode> error_code_numbered(std::uint64_t number);

/// An expected failure. `detail` is for logs: never personal data, never shown to residents.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string detail;

    std::string message() const;
};

}  // namespace xf
