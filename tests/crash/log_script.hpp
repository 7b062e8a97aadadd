// A hub's public log, database and files, as a crash script for harness.hpp.
#pragma once

#include "tests/crash/harness.hpp"

namespace xf::test {

/// Publishes with a picture, corrects that, withdraws the first version, publishes once more.
/// Acknowledges each file before it can be seen, each head once it is published, and each time that
/// nothing is under way. The check: the files are a valid log that has what was published; no size
/// has two roots, no path two contents; no text or picture is there that is neither in force nor about to go.
CrashScript log_script();

}  // namespace xf::test
