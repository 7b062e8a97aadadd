// The seed of a random test, and the deliberate defects: both come from the environment, so that a
// failure seen anywhere can be had again, and a check can be seen to fail.
#pragma once

#include <cstdint>
#include <string_view>

namespace xf::test {

/// XF_SEED if it is set, else `otherwise`. Prints the seed with the test's name.
std::uint64_t seed_of(std::string_view test, std::uint64_t otherwise);

/// True when XF_DEFECT names this defect: the test then breaks what it tests on purpose, and has to
/// turn red:
///   vfs-flush   the device says that it flushed, and did not       xf_crash_tests
bool defect(std::string_view name);

}  // namespace xf::test
