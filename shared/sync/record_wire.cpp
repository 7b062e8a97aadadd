#include "shared/sync/record_wire.hpp"

namespace xf::sync {
namespace {

using store::Record;
using store::Scope;
using store::ScopeKind;

constexpr std::size_t kShortItems = 3;
constexpr std::size_t kFullItems = 7;
constexpr std::uint64_t kOwnScope = 0;  // in place of a ScopeKind: the writer's device scope

std::uint64_t encoded_scope(const Record& record) {
    XF_ASSERT(record.scope);
    const Scope own{ScopeKind::device, record.key.device.value};
    return *record.scope == own ? kOwnScope : static_cast<std::uint64_t>(record.scope->kind);
}

Result<Scope> decoded_scope(std::uint64_t encoded, const EventKey& key, const store::Event& event) {
    if (encoded == kOwnScope) return Scope{ScopeKind::device, key.device.value};
    XF_ASSIGN(const store::Header header, event.parsed());
    return store::scope_of(static_cast<ScopeKind>(encoded), header);
}

}  // namespace

void write_record(cbor::Writer& out, std::uint64_t step, const Record& record) {
    out.array(record.event ? kFullItems : kShortItems).uint(step);
    if (record.event) out.uint(record.key.device.value).uint(record.key.epoch.value);
    out.uint(record.key.seq.value).uint(record.verdict.encoded());
    if (!record.event) return;
    out.uint(encoded_scope(record));
    store::write(out, *record.event);
}

Result<store::Verdict> read_verdict(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t encoded, in.uint());
    return store::Verdict::decoded(encoded);
}

Result<Record> read_record(cbor::Reader& in, std::uint64_t base, const RecordWriter& own) {
    Record out;
    XF_ASSIGN(const std::size_t items, in.array(kFullItems));
    if (items != kShortItems && items != kFullItems) return Error{ErrorCode::malformed, "record"};
    XF_ASSIGN(const std::uint64_t step, in.uint(INT64_MAX));
    if (step == 0 || step > INT64_MAX - base) return Error{ErrorCode::malformed, "record's step"};
    out.hub_seq = base + step;
    out.key = {own.device, own.epoch, {}};
    if (items == kFullItems) {
        XF_ASSIGN(out.key.device, in.number<DeviceNo>());
        XF_ASSIGN(out.key.epoch, in.number<Epoch>());
    }
    XF_ASSIGN(out.key.seq, in.number<Seq>());
    XF_ASSIGN(out.verdict, read_verdict(in));
    if (items == kShortItems) return out;
    XF_ASSIGN(const std::uint64_t scope, in.uint(static_cast<std::uint64_t>(ScopeKind::device)));
    XF_ASSIGN(out.event, store::read_event(in));
    XF_ASSIGN(out.scope, decoded_scope(scope, out.key, *out.event));
    if (encoded_scope(out) != scope) return Error{ErrorCode::malformed, "record's scope"};
    return out;
}

}  // namespace xf::sync
