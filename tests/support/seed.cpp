#include "tests/support/seed.hpp"

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

namespace xf::test {

std::uint64_t seed_of(std::string_view test, std::uint64_t otherwise) {
    const char* given = std::getenv("XF_SEED");
    const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
    std::printf("%.*s: XF_SEED=%" PRIu64 "\n", static_cast<int>(test.size()), test.data(), seed);
    return seed;
}

bool defect(std::string_view name) {
    const char* given = std::getenv("XF_DEFECT");
    return given != nullptr && name == given;
}

}  // namespace xf::test
