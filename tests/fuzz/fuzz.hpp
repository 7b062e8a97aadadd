// What every fuzz target needs. A target is one file <what>_fuzz.cpp; it takes whatever bytes come, and
// aborts where a promise is broken: memory errors and undefined behaviour are the sanitizers' to find.
//
// All targets are in one program, xf_fuzz; XF_FUZZ_TARGET=<what> in its environment chooses. In the
// preset `fuzz` it is libFuzzer's; in the others it takes each file that it is given once.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/base/bytes.hpp"

namespace xf::fuzz {

inline void require(bool promise) {
    if (!promise) std::abort();
}

/// The first byte chooses among `count` decoders, the others are for it.
struct Chosen {
    std::size_t which = 0;
    ByteView rest;
};
inline Chosen choose(ByteView bytes, std::size_t count) {
    if (bytes.empty()) return {};
    return {bytes[0] % count, bytes.subspan(1)};
}

/// Known by its name from its construction on.
struct Target {
    using Take = void (*)(ByteView);
    Target(std::string_view name, Take take);

    std::string_view name;
    Take take;
    const Target* next;
};

}  // namespace xf::fuzz

/// Heads the one function of a target.
#define XF_FUZZ(what, bytes)                                    \
    static void take_##what(xf::ByteView bytes);                \
    static const xf::fuzz::Target k_##what(#what, take_##what); \
    static void take_##what(xf::ByteView bytes)
