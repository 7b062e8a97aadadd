// The browser's generator of secure random bytes.
#pragma once

#include "shared/ports/random.hpp"

namespace xf::web {

/// crypto.getRandomValues()
class WebRandom final : public ports::Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace xf::web
