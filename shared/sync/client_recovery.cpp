#include "shared/sync/client_recovery.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

Result<Bytes> ClientRecovery::request() {
    RecoveryRequest request;
    request.certificate = certificate_;
    request.checkpoint = checkpoint_;
    XF_ASSIGN(const ClientSession::Standing standing, session_->raise_counter());
    request.counter = standing.counter;
    request.hub_epoch = standing.hub_epoch;
    request.cursor = standing.cursor;
    session_->fill_nonce(request.nonce);
    nonce_ = request.nonce;
    if (asked_) XF_TRY(add_report(request));
    return encode(request, session_->key());
}

/// As much as one part holds: first all records, then the statements about them.
Status ClientRecovery::add_report(RecoveryRequest& request) {
    request.asked_in = asked_->hub_epoch;
    statements_sent_ = 0;
    std::size_t bytes = 0;
    XF_ASSIGN(const bool all_records, add_records(request, bytes));
    if (!all_records) return {};
    ClientLog& log = session_->log();
    StatementStore statements(log.store().db(), log.shard().no);
    std::size_t at = 0;
    bool full = false;
    XF_TRY(statements.each([&](const KeptStatement& kept) -> Status {
        if (full || at++ < statements_there_) return {};
        bytes += kept.word.statement.size() + kept.heads.size() + 100;
        full = bytes > limits::kRecoveryBytes ||
               request.statements.size() == limits::kRecoveryStatements;
        if (!full) request.statements.push_back(kept);
        return {};
    }));
    statements_sent_ = request.statements.size();
    request.last = !full;
    return {};
}

/// False where there are more than fit.
Result<bool> ClientRecovery::add_records(RecoveryRequest& request, std::size_t& bytes) {
    ClientLog& log = session_->log();
    XF_ASSIGN(Statement rows, log.store().records_after(asked_->after));
    for (;;) {
        XF_ASSIGN(const bool more, rows.step());
        if (!more) return true;
        XF_ASSIGN(StoredEvent stored, EventStore::read(rows));
        const Position& position = *stored.position;
        if (!covers(log.own().grant(), log.own().no, position.scope)) continue;
        bytes += stored.event.header.size() + 100;
        if (stored.event.body) bytes += stored.event.body->content.size();
        if (bytes > limits::kRecoveryBytes || request.records.size() == limits::kPullRecords)
            return false;
        request.records.push_back({position.hub_seq, stored.key, position.verdict, position.scope,
                                   std::move(stored.event)});
    }
}

Result<ClientRecovery::Outcome> ClientRecovery::take_reply(ByteView body) {
    XF_ASSIGN(const RecoveryReply reply, decode_recovery_reply(body, session_->hub_key()));
    if (!nonce_ || reply.nonce != *nonce_)
        return Error{ErrorCode::bad_reply, "another request's reply"};
    nonce_.reset();
    if (reply.step == RecoveryStep::report) {
        const bool same_hub = asked_ && asked_->hub_epoch == reply.hub_epoch;
        statements_there_ = same_hub ? statements_there_ + statements_sent_ : 0;
        asked_ = Asked{reply.hub_epoch, reply.common, reply.after};
        return Outcome::more;
    }
    asked_.reset();
    statements_there_ = 0;
    if (reply.step == RecoveryStep::wait) return Outcome::wait;
    session_->rejoin(reply.common, reply.hub_epoch);
    return Outcome::done;
}

}  // namespace xf::sync
