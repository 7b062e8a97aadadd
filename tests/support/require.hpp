// Results in Catch2 assertions: a failure shows the error's text.
#pragma once

#include <catch_amalgamated.hpp>
#include <utility>

#include "shared/base/result.hpp"

namespace xf::test {

/// The value; fails the test with the error's message if there is none.
template <typename T>
T need(Result<T> result) {
    if (!result.ok()) FAIL(result.error().message());
    return *std::move(result);
}

inline void need(const Status& status) {
    if (!status.ok()) FAIL(status.error().message());
}

/// The code of an error that has to be there.
template <typename T>
ErrorCode error_of(const Result<T>& result) {
    if (result.ok()) FAIL("succeeded, but should have failed");
    return result.error().code;
}

inline ErrorCode error_of(const Status& status) {
    if (status.ok()) FAIL("succeeded, but should have failed");
    return status.error().code;
}

}  // namespace xf::test

namespace Catch {

template <>
struct StringMaker<xf::ErrorCode> {
    static std::string convert(xf::ErrorCode code) { return std::string(xf::name_of(code)); }
};

}  // namespace Catch
