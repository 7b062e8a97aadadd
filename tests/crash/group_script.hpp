// The store's own crash script: groups of rows that belong together, with a running total.
#pragma once

#include "tests/crash/harness.hpp"

namespace xf::test {

/// Each transaction adds a group of rows of many sizes (overflow pages, a cache that spills before
/// the commit, a savepoint undone, rows of older groups deleted and updated) and keeps the totals.
/// Acknowledges the group's number. The check: no group is half there, totals agree, and no
/// acknowledged group is missing.
CrashScript group_script();

}  // namespace xf::test
