// What several features do together within one log, as crash scripts for harness.hpp. They share their
// database with nothing else, so that the scripts stay short.
#pragma once

#include "tests/crash/harness.hpp"

namespace xf::test {

/// A household's award is proposed, approved and posted. Acknowledges "record N". The check: it is
/// posted whole or not at all, and points are conserved.
CrashScript award_script();

/// A household files a request with a picture; its person is erased, the picture swept out, the file
/// wiped. Acknowledges "record N", "erased" and "wiped". The check: text and picture are there whole
/// until they are erased, then they are not, and once the file is wiped none of their bytes is anywhere
/// in it or its WAL.
CrashScript erasure_script();

}  // namespace xf::test
