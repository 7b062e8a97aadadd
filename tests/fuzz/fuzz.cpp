#include "tests/fuzz/fuzz.hpp"

#include <cstdio>

namespace xf::fuzz {
namespace {

const Target*& first() {
    static const Target* target = nullptr;
    return target;
}

const Target& chosen() {
    const char* const name = std::getenv("XF_FUZZ_TARGET");
    for (const Target* target = first(); name && target; target = target->next)
        if (target->name == name) return *target;
    std::fputs("xf_fuzz: XF_FUZZ_TARGET is none of:\n", stderr);
    for (const Target* target = first(); target; target = target->next)
        std::fprintf(stderr, "  %.*s\n", static_cast<int>(target->name.size()),
                     target->name.data());
    std::exit(2);
}

}  // namespace

Target::Target(std::string_view n, Take t) : name(n), take(t), next(first()) { first() = this; }

}  // namespace xf::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const xf::fuzz::Target& target = xf::fuzz::chosen();
    target.take({data, size});
    return 0;
}
