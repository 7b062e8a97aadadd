// Randomness that is a function of a seed: for the core under test and for the tests themselves.
#pragma once

#include <cstdint>
#include <span>

#include "shared/ports/random.hpp"

namespace xf::test {

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, and any seed is a good one. Not secure.
class SeededRandom final : public ports::Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }

    /// Uniform below `bound` (its bias is far below what a test could see). REQUIRES: bound > 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    /// True `count` times in `of`.
    bool chance(std::uint64_t count, std::uint64_t of) { return below(of) < count; }

    /// A stream of its own: what is drawn from it does not shift what follows here.
    SeededRandom fork() { return SeededRandom(next()); }

    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next() >> 56);
    }

private:
    std::uint64_t state_;
};

}  // namespace xf::test
