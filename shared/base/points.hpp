// Points (积分): whole numbers, never fractions. Arithmetic that would leave the range of a ledger
// is impossible to reach from checked input, so overflow is a programmer's error.
#pragma once

#include <compare>
#include <cstdint>

#include "shared/base/assert.hpp"

namespace xf {

class Points {
public:
    constexpr Points() = default;
    constexpr explicit Points(std::int64_t value) : value_(value) {}

    constexpr std::int64_t value() const { return value_; }
    friend constexpr auto operator<=>(const Points&, const Points&) = default;

    friend Points operator+(Points a, Points b) {
        std::int64_t sum = 0;
        XF_ASSERT(!__builtin_add_overflow(a.value_, b.value_, &sum));
        return Points(sum);
    }
    friend Points operator-(Points a) {
        XF_ASSERT(a.value_ != INT64_MIN);
        return Points(-a.value_);
    }
    friend Points operator-(Points a, Points b) { return a + -b; }
    friend Points operator*(Points a, std::int64_t count) {
        std::int64_t product = 0;
        XF_ASSERT(!__builtin_mul_overflow(a.value_, count, &product));
        return Points(product);
    }
    Points& operator+=(Points b) { return *this = *this + b; }
    Points& operator-=(Points b) { return *this = *this - b; }

private:
    std::int64_t value_ = 0;
};

}  // namespace xf
