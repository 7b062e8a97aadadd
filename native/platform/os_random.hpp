// The operating system's generator of secure random bytes.
#pragma once

#include "shared/ports/random.hpp"

namespace xf::native {

class OsRandom final : public ports::Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace xf::native
