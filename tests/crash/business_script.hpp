// The business on top of the store, as crash scripts for harness.hpp: what a counter and a hub keep
// through power cuts and full disks is what they said they had.
#pragma once

#include "tests/crash/harness.hpp"

namespace xf::test {

/// A counter: makes its tables, keeps its enrolment, takes over the village, redeems and files
/// requests offline, exchanges with the hub, redeems again, checkpoints. Acknowledges "enrolled",
/// "event N" of its own, and "cursor N". The check: everything acknowledged is there byte for byte;
/// events, pending rows, bodies and chain belong together; rebuilt tables equal the grown ones.
CrashScript counter_script();

/// A hub's shard: founds the village, enrols a counter, takes its pushes. Acknowledges "device" and
/// "record N". The check: numbers are dense, running hashes right, points conserved and whole,
/// rebuilt tables equal the grown ones.
CrashScript hub_script();

}  // namespace xf::test
