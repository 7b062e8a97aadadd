#include "shared/store/hub_log.hpp"

namespace xf::store {

Result<Verdict> HubLog::take(const EventKey& key, const Event& event, const Grant& writer) {
    XF_ASSIGN(const Verdict verdict, projector_->judge(place(), key, event, writer));
    if (verdict.kind() == Verdict::Kind::parked) return verdict;
    XF_TRY(record(key, event, verdict, projector_->recorded_scope(key, event, verdict)));
    return verdict;
}

Status HubLog::adopt(const Record& record_then, UnixTime now) {
    const auto& [old_seq, key, verdict, scope, event] = record_then;
    XF_ASSERT(scope && event);
    XF_ASSIGN(const auto known, store_.find(key));
    if (known) return {};
    XF_ASSIGN(const Header header, event->parsed());
    const Arrival arrival{key, header, *event, *scope, verdict, old_seq};
    for (const Feature* feature : projector_->registry().features())
        if (feature->cover && verdict.counts())
            XF_TRY(feature->cover(place(), arrival, now, *this));
    return record(key, *event, verdict, *scope);
}

Status HubLog::append(const Header& header, std::optional<Body> body) {
    const Hash start = chain_start(shard_.uuid, Uuid{}, epoch_);
    XF_ASSIGN(const ChainHead head, store_.chain_head(kHubDevice, epoch_, start));
    const EventKey key{kHubDevice, epoch_, Seq{head.seq.value + 1}};
    const Event event = body ? make_event(header, *std::move(body)) : make_event(header);
    XF_TRY(check_readable(event));
    XF_TRY(store_.set_chain_head(kHubDevice, epoch_, {key.seq, chain_next(head.hash, event)}));
    XF_ASSIGN(const Verdict verdict, take(key, event, capability::kHub));
    if (verdict.counts()) return {};
    const auto reason = verdict.reason();
    return Error{ErrorCode::internal,
                 "the hub's own event of type " + std::to_string(header.type) +
                     " was refused: " + std::string(reason ? name_of(*reason) : "parked")};
}

Status HubLog::take_turns(const HubTurn& turn) {
    for (const Feature* feature : projector_->registry().features())
        if (feature->hub_turn) XF_TRY(feature->hub_turn(turn));
    return {};
}

Status HubLog::record(const EventKey& key, const Event& event, Verdict verdict,
                      const Scope& scope) {
    XF_ASSIGN(const ScopeHead previous, store_.scope_head(scope));
    const ScopeHead head{previous.number + 1, scope_hash_next(previous.hash, key, verdict, event)};
    XF_ASSIGN(const std::uint64_t last, store_.hub_seq());
    StoredEvent stored{key, event, Position{last + 1, verdict, scope, head.number, head.hash}};
    XF_TRY(erasure().keep(stored));
    XF_TRY(store_.set_scope_head(scope, head));
    XF_TRY(store_.set_hub_seq(last + 1));
    return projector_->apply(place(), stored);
}

}  // namespace xf::store
