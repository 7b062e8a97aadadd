// Randomness, as a host gives it. Nothing in shared/ asks an operating system.
#pragma once

#include <cstdint>
#include <span>

#include "shared/base/bytes.hpp"

namespace xf::ports {

/// Cryptographically secure random bytes (a seeded stream in simulations).
class Random {
public:
    virtual ~Random() = default;

    virtual void fill(std::span<std::uint8_t> out) = 0;

    Bytes bytes(std::size_t size) {
        Bytes out(size);
        fill(out);
        return out;
    }
};

}  // namespace xf::ports
