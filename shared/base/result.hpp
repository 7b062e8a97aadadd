// Result<T>: a value or an Error. The only way an expected failure travels; nothing here throws.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "shared/base/assert.hpp"
#include "shared/base/errors.hpp"

namespace xf {

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    Result(ErrorCode code) : Result(Error{code, {}}) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return XF_ASSERT(ok()), *std::get_if<0>(&state_); }
    const T& value() const& { return XF_ASSERT(ok()), *std::get_if<0>(&state_); }
    T&& value() && { return XF_ASSERT(ok()), std::move(*std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return XF_ASSERT(!ok()), *std::get_if<1>(&state_); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}
    Result(ErrorCode code) : error_(Error{code, {}}) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return XF_ASSERT(error_.has_value()), *error_; }

private:
    std::optional<Error> error_;
};

/// Success, or why not.
using Status = Result<void>;

}  // namespace xf

#define XF_JOIN_(a, b) a##b
#define XF_JOIN(a, b) XF_JOIN_(a, b)

/// Returns the error of `expression` to the caller, if it has one.
#define XF_TRY(expression)                                                            \
    do {                                                                              \
        if (auto xf_status = (expression); !xf_status.ok()) return xf_status.error(); \
    } while (false)

/// `XF_ASSIGN(auto x, f())`: x becomes f's value, or its error is returned to the caller.
#define XF_ASSIGN(target, expression) XF_ASSIGN_(target, expression, XF_JOIN(xf_result_, __LINE__))
#define XF_ASSIGN_(target, expression, result) \
    auto result = (expression);                \
    if (!result.ok()) return result.error();   \
    target = *std::move(result)
