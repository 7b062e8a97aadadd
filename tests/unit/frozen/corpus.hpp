// The bytes of version 1, as they lay on the disks of its day: tests/fixtures/v1/.
//
//   client.db.z   a kiosk's database, with events that its hub had not got
//   hub.db.z      its village at the hub
//   public.cbor   the village's public log: [[path, bytes] …]
//   summary.txt   what both databases say, in words that do not depend on any table of a feature
//
//   .z            runs of zeros left out: [zeros, bytes] …, in CBOR
//
// The messages of version 1 are in tests/fixtures/wire/ (wire_corpus_test.cpp).
#pragma once

#include "shared/store/event_store.hpp"
#include "shared/store/feature.hpp"
#include "tests/support/require.hpp"
#include "tests/support/sim_disk.hpp"

namespace xf::test {

Bytes squeezed(ByteView bytes);
Bytes unsqueezed(ByteView bytes);

/// A file of the corpus; fails the test where it is not the one that was frozen.
Bytes frozen(const std::string& name);
/// A disk with that database on it.
SimDisk::Image frozen_database(const std::string& name);

/// What a shard's log holds, and what follows from it for people: one line each.
std::string summary_of(const store::Place& place);

}  // namespace xf::test
