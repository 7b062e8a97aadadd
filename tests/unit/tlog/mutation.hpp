// Seeded damage to bytes, for decoders that must survive anything.
#pragma once

#include <algorithm>

#include "shared/base/bytes.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::test {

class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : random_(seed) {}

    /// One to four edits: a byte changed, removed or inserted, a cut, a stretch said twice.
    Bytes damage(Bytes bytes) {
        for (std::uint64_t edits = 1 + random_.below(4); edits > 0; --edits) edit(bytes);
        return bytes;
    }

    SeededRandom& random() { return random_; }

private:
    std::uint8_t any_byte() { return static_cast<std::uint8_t>(random_.next() >> 56); }

    void edit(Bytes& bytes) {
        if (bytes.empty()) return bytes.push_back(any_byte());
        const auto at = static_cast<std::size_t>(random_.below(bytes.size()));
        const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
        switch (random_.below(6)) {
            case 0:
                *here = any_byte();
                break;
            case 1:
                *here ^= static_cast<std::uint8_t>(1u << random_.below(8));
                break;
            case 2:
                bytes.erase(here);
                break;
            case 3:
                bytes.insert(here, any_byte());
                break;
            case 4:
                bytes.resize(at);
                break;
            default: {
                const std::uint64_t most = std::min<std::uint64_t>(64, bytes.size() - at);
                const Bytes stretch(here, here + static_cast<std::ptrdiff_t>(random_.below(most)));
                bytes.insert(here, stretch.begin(), stretch.end());
            }
        }
    }

    SeededRandom random_;
};

}  // namespace xf::test
