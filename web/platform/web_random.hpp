#pragma once

#include "shared/ports/random.hpp"

namespace xf::web {

/// The browser's crypto.getRandomValues().
class WebRandom final : public ports::Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace xf::web
