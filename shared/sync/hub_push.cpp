#include "shared/sync/hub_push.hpp"

namespace xf::sync {

using namespace store;

// Events without a record: quarantined ones as evidence, parked ones until their type is known.
const std::string_view kHeldSchema = R"sql(
CREATE TABLE held_event(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  verdict INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq, verdict)) STRICT, WITHOUT ROWID;
)sql";

namespace {

Status hold(HubShard& shard, const EventKey& key, Event event, Verdict verdict) {
    XF_TRY(shard.log().erasure().strip(event));
    cbor::Writer bytes;
    write(bytes, event);
    return shard.db().run("INSERT INTO held_event VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                          shard.log().shard().no, key.device, key.epoch, key.seq, verdict.encoded(),
                          bytes.out());
}

/// How an event compares to what the hub has met under its name.
enum class Met : std::uint8_t { never, same, parked, other };

Result<Met> compare(HubShard& shard, const EventKey& key, const Event& event) {
    XF_ASSIGN(const auto stored, shard.log().store().find(key));
    if (stored) {
        const bool same =
            stored->event.header == event.header && stored->event.commitment == event.commitment;
        return same ? Met::same : Met::other;
    }
    XF_ASSIGN(Statement rows,
              shard.db().prepare("SELECT bytes FROM held_event WHERE shard = ? AND device = ?"
                                 " AND epoch = ? AND seq = ? AND verdict = ?",
                                 shard.log().shard().no, key.device, key.epoch, key.seq,
                                 Verdict::parked().encoded()));
    XF_ASSIGN(const bool parked, rows.step());
    if (!parked) return Met::never;
    cbor::Reader in(rows.column_blob(0));
    XF_ASSIGN(const Event held, read_event(in));
    // The body of one may have been erased meanwhile.
    const bool same = held.header == event.header && held.commitment == event.commitment;
    return same ? Met::parked : Met::never;
}

Result<std::vector<Held>> quarantine(HubShard& shard, const DeviceRow& device,
                                     const ShardPush& push, std::size_t from) {
    XF_TRY(shard.break_epoch(device));
    std::vector<Held> out;
    for (std::size_t i = from; i < push.events.size(); ++i) {
        const Seq seq{push.first.value + static_cast<std::uint32_t>(i)};
        XF_TRY(hold(shard, {device.no, device.epoch, seq}, push.events[i], Verdict::quarantined()));
        out.push_back({seq, Verdict::quarantined()});
    }
    return out;
}

/// Judges the events of `push` from index `from` on, whose chain was checked.
Status take_new(HubShard& shard, const DeviceRow& device, const ShardPush& push, std::size_t from,
                const Hash& chain_hash, std::vector<Held>& held) {
    for (std::size_t i = from; i < push.events.size(); ++i) {
        const Seq seq{push.first.value + static_cast<std::uint32_t>(i)};
        const EventKey key{device.no, device.epoch, seq};
        // Others may have brought it back to a hub that was restored, before its writer came.
        XF_ASSIGN(const auto stored, shard.log().store().find(key));
        if (stored) continue;
        XF_ASSIGN(const Verdict verdict, shard.log().take(key, push.events[i], device.grant()));
        if (verdict.kind() != Verdict::Kind::parked) continue;
        XF_TRY(hold(shard, key, push.events[i], verdict));
        held.push_back({seq, verdict});
    }
    const Seq last{push.first.value + static_cast<std::uint32_t>(push.events.size()) - 1};
    return shard.log().store().set_chain_head(device.no, device.epoch, {last, chain_hash});
}

}  // namespace

Result<ChainHead> known_chain(HubShard& shard, const DeviceRow& device) {
    EventStore& store = shard.log().store();
    const Hash start = chain_start(shard.log().shard().uuid, device.uuid, device.epoch);
    XF_ASSIGN(const ChainHead kept, store.chain_head(device.no, device.epoch, start));
    ChainHead known = kept;
    for (;;) {
        const Seq next{known.seq.value + 1};
        XF_ASSIGN(const auto stored, store.find({device.no, device.epoch, next}));
        if (!stored) break;
        known = {next, chain_next(known.hash, stored->event)};
    }
    if (known.seq != kept.seq) XF_TRY(store.set_chain_head(device.no, device.epoch, known));
    return known;
}

Result<std::vector<Held>> take_push(HubShard& shard, const DeviceRow& device,
                                    const ShardPush& push) {
    std::vector<Held> held;
    if (push.events.empty()) return held;
    if (device.broken) return quarantine(shard, device, push, 0);
    XF_ASSIGN(const ChainHead known, known_chain(shard, device));
    // A gap: the hub lost what came between (a restored hub). It says what it knows, and the device,
    // which keeps all its own events, sends from there.
    if (push.first.value > known.seq.value + 1) return held;

    const std::size_t met = known.seq.value + 1 - push.first.value;
    for (std::size_t i = 0; i < met && i < push.events.size(); ++i) {
        const Seq seq{push.first.value + static_cast<std::uint32_t>(i)};
        XF_ASSIGN(const Met before, compare(shard, {device.no, device.epoch, seq}, push.events[i]));
        if (before != Met::same && before != Met::parked) return quarantine(shard, device, push, i);
        if (before == Met::parked) held.push_back({seq, Verdict::parked()});
    }
    if (met >= push.events.size()) return held;

    Hash chain = known.hash;
    for (std::size_t i = met; i < push.events.size(); ++i) {
        const Seq seq{push.first.value + static_cast<std::uint32_t>(i)};
        XF_ASSIGN(const Met before, compare(shard, {device.no, device.epoch, seq}, push.events[i]));
        if (before == Met::other) return quarantine(shard, device, push, i);
        chain = chain_next(chain, push.events[i]);
    }
    if (chain != *push.chain_head) return quarantine(shard, device, push, met);
    XF_TRY(take_new(shard, device, push, met, chain, held));
    return held;
}

Status readmit_parked(HubShard& shard) {
    struct Parked {
        EventKey key;
        Bytes bytes;
        Capabilities writer;
    };
    Database& db = shard.db();
    const ShardNo no = shard.log().shard().no;
    XF_ASSIGN(Statement rows,
              db.prepare("SELECT h.device, h.epoch, h.seq, h.bytes, d.capabilities"
                         " FROM held_event h JOIN device d ON d.shard = h.shard AND d.no = h.device"
                         " WHERE h.shard = ? AND h.verdict = ? ORDER BY h.device, h.epoch, h.seq",
                         no, Verdict::parked().encoded()));
    std::vector<Parked> parked;
    XF_TRY(rows.each([&](const Row& row) {
        const ByteView bytes = row.column_blob(3);
        parked.push_back({{row.number<DeviceNo>(0), row.number<Epoch>(1), row.number<Seq>(2)},
                          Bytes(bytes.begin(), bytes.end()),
                          static_cast<Capabilities>(row.column_uint32(4))});
    }));
    for (const Parked& one : parked) {
        cbor::Reader in(one.bytes);
        XF_ASSIGN(const Event event, read_event(in));
        XF_ASSIGN(const Verdict verdict, shard.log().take(one.key, event, one.writer));
        if (verdict.kind() == Verdict::Kind::parked) continue;
        XF_TRY(
            db.run("DELETE FROM held_event WHERE shard = ? AND device = ? AND epoch = ?"
                   " AND seq = ? AND verdict = ?",
                   no, one.key.device, one.key.epoch, one.key.seq, Verdict::parked().encoded()));
    }
    return {};
}

}  // namespace xf::sync
