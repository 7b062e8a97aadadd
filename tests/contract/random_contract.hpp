// What shared/ports/random.hpp promises, as far as a test can see.
#pragma once

#include <set>

#include "shared/ports/random.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

inline Status random_contract(ports::Random& random) {
    XF_TRY(expect(random.bytes(0).empty(), "nothing when nothing is asked for"));
    std::set<Bytes> seen;
    for (int i = 0; i < 1000; ++i) {
        XF_TRY(expect(seen.insert(random.bytes(16)).second, "16 bytes never come twice"));
    }
    // Beyond what one system call gives at once.
    const Bytes many = random.bytes(100'000);
    std::size_t ones = 0;
    std::set<std::uint8_t> values;
    for (const std::uint8_t byte : many) {
        values.insert(byte);
        ones += static_cast<std::size_t>(__builtin_popcount(byte));
    }
    XF_TRY(expect(values.size() == 256, "every value of a byte occurs"));
    // Half of 800,000 bits, within nine standard deviations.
    XF_TRY(expect(ones > 396'000 && ones < 404'000, "as many ones as zeros"));
    const Bytes end(many.end() - 32, many.end());
    return expect(end != Bytes(32, 0), "the whole of a long buffer is filled");
}

}  // namespace xf::contract
