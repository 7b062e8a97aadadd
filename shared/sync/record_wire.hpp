// Records on the wire:
//
//   record = [step, seq, verdict]                               of the writer that is agreed upon
//          | [step, device, epoch, seq, verdict, kind, event]
//
//   step     distance of its shard sequence from a base that is agreed upon
//   kind     its scope: ScopeKind, whose subject is the first item of the event's data; or 0 for the
//            device that wrote it. The receiver may be older than the event's type, and must still be
//            able to check the scope's hash.
#pragma once

#include "shared/base/cbor.hpp"
#include "shared/store/record.hpp"

namespace xf::sync {

/// Whose records may come in the short form.
struct RecordWriter {
    DeviceNo device;
    Epoch epoch;
};

/// In the short form where it has no event.
void write_record(cbor::Writer& out, std::uint64_t step, const store::Record& record);
/// Errors: malformed, too_large.
Result<store::Record> read_record(cbor::Reader& in, std::uint64_t base, const RecordWriter& own);
Result<store::Verdict> read_verdict(cbor::Reader& in);

}  // namespace xf::sync
