// A clock that moves when it is told to.
#pragma once

#include <cstdint>

#include "shared/ports/clock.hpp"

namespace xf::test {

class FakeClock final : public ports::Clock {
public:
    /// 2026-11-21 08:00 in China, a Saturday, unless told otherwise.
    explicit FakeClock(UnixTime start = {1'795'219'200}) : wall_ms_(start.seconds * 1000) {}

    UnixTime now() const override { return {floor_seconds(wall_ms_)}; }
    std::uint64_t monotonic_ms() const override { return monotonic_ms_; }

    /// Time passes: both clocks move.
    void advance_ms(std::uint64_t ms) {
        monotonic_ms_ += ms;
        wall_ms_ += static_cast<std::int64_t>(ms);
    }

    /// Someone sets the wall clock, forwards or back; the monotonic one does not notice.
    void set_wall(UnixTime time) { wall_ms_ = time.seconds * 1000; }

private:
    static std::int64_t floor_seconds(std::int64_t ms) {
        return ms >= 0 ? ms / 1000 : -((-ms + 999) / 1000);
    }

    std::int64_t wall_ms_;
    std::uint64_t monotonic_ms_ = 0;
};

}  // namespace xf::test
