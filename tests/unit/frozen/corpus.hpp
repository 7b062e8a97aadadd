// The bytes of version 1, as they lay on the disks of its day: tests/fixtures/v1/.
//
//   client.db.z    a kiosk's database, with events that its hub had not got
//   hub.db.z       its village at the hub
//   public.cbor    the village's public log: [[path, bytes] …]
//   summary.txt    what both databases say, in words that do not depend on any table of a feature
//   events.txt     an event of every type (samples.hpp): number and bytes, a line each
//   identity.cbor  that kiosk's identity, as it lies beside its database (rescue/identity_copy.hpp)
//   sealed.bin     a file that it sealed to its hub (rescue/sealed_file.hpp)
//
//   .z             runs of zeros left out: [zeros, bytes] …, in CBOR
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

/// What a shard's log holds, and what follows from it for people: one line each. Running hashes of scopes
/// are made anew.
std::string summary_of(const store::Place& place);

/// The key that the corpus's hub signs with.
SigningKey frozen_hub_key();

// What is in the sealed file: bytes are bytes.
inline constexpr std::string_view kSealedDatabase = "示例数据库";
inline constexpr std::string_view kSealedWal = "示例日志";
/// Such a file, of the device with that identity.
Bytes sealed_sample(ByteView identity);
/// events.txt
std::string event_samples();

}  // namespace xf::test
