#include "shared/sync/client_session.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/blobs/blob_store.hpp"

namespace xf::sync {

using namespace store;

namespace {

constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE sync_state(
  shard INTEGER PRIMARY KEY, counter INTEGER NOT NULL, hub_epoch INTEGER NOT NULL,
  grant_version INTEGER NOT NULL, synced_at INTEGER) STRICT;
)sql",
    StatementStore::kSchema,
};

}  // namespace

const std::span<const std::string_view> ClientSession::kSchema = kSteps;

Result<ClientSession::State> ClientSession::state() {
    Database& db = log_->store().db();
    XF_ASSIGN(Statement rows, db.prepare("SELECT counter, hub_epoch, grant_version FROM sync_state"
                                         " WHERE shard = ?",
                                         log_->shard().no));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) {
        return State{static_cast<std::uint64_t>(row.column_int(0)),
                     static_cast<std::uint64_t>(row.column_int(1)),
                     static_cast<std::uint64_t>(row.column_int(2))};
    }));
    return found.value_or(State{});
}

Result<Bytes> ClientSession::request(std::vector<Wish> wishes, std::vector<AtHand> at_hand) {
    Database& db = log_->store().db();
    XF_ASSIGN(Transaction transaction, db.begin());
    std::vector<PersonNo> present;
    present.reserve(at_hand.size());
    for (const AtHand& person : at_hand) present.push_back(person.person);
    XF_TRY(log_->forget_all_but(present));
    XF_ASSIGN(const State now, next_state());

    XF_ASSIGN(ShardPush push, next_push(now));
    push.wishes = std::move(wishes);
    push.at_hand = std::move(at_hand);

    Request request;
    request.device = log_->own().uuid;
    request.counter = now.counter;
    request.clock = clock_->now();
    random_->fill(request.nonce);
    outstanding_ = Outstanding{rejoin_,
                               request.nonce,
                               {log_->own().no, log_->own().epoch, push.cursor},
                               !present.empty(),
                               log_->times_forgotten()};
    request.shards.push_back(std::move(push));
    XF_TRY(transaction.commit());
    return encode(request, *key_);
}

/// The state with the counter of the request that begins.
Result<ClientSession::State> ClientSession::next_state() {
    XF_ASSIGN(State next, state());
    ++next.counter;
    XF_TRY(
        log_->store().db().run("INSERT INTO sync_state VALUES (?1, ?2, 0, 0, NULL)"
                               " ON CONFLICT DO UPDATE SET counter = ?2",
                               log_->shard().no, next.counter));
    return next;
}

Result<ClientSession::Standing> ClientSession::raise_counter() {
    outstanding_.reset();
    rejoin_.reset();
    XF_ASSIGN(Transaction transaction, log_->store().db().begin());
    XF_ASSIGN(const State now, next_state());
    XF_ASSIGN(const std::uint64_t cursor, log_->store().hub_seq());
    XF_TRY(transaction.commit());
    return Standing{now.counter, now.hub_epoch, cursor};
}

Result<ShardPush> ClientSession::next_push(const State& now) {
    ShardPush push;
    push.shard = log_->shard().no;
    push.epoch = log_->own().epoch;
    push.grant_version = now.grant_version;
    Unsent unsent;
    if (rejoin_) {
        push.hub_epoch = rejoin_->hub_epoch;
        push.cursor = rejoin_->common;
        XF_ASSIGN(unsent, log_->own_after(rejoin_->common, limits::kPushEvents));
    } else {
        push.hub_epoch = now.hub_epoch;
        XF_ASSIGN(push.cursor, log_->store().hub_seq());
        XF_ASSIGN(unsent, log_->unsent(limits::kPushEvents));
    }
    push.first = unsent.first;
    push.events = std::move(unsent.events);
    push.chain_head = unsent.chain_head;
    return push;
}

Status ClientSession::roll_back(std::uint64_t common) {
    XF_TRY(log_->roll_back(common));
    XF_TRY(blobs::BlobStore(log_->store().db()).send_again());
    return StatementStore(log_->store().db(), log_->shard().no).drop_after(common);
}

Result<ClientSession::Outcome> ClientSession::take_reply(ByteView body) {
    if (!outstanding_) return Error{ErrorCode::bad_reply, "nothing was asked"};
    const Outstanding asked = *outstanding_;
    outstanding_.reset();
    XF_ASSIGN(const Signed message, split(body, limits::kReplyBytes));
    if (!reply_signed_by(hub_key_, message)) return Error{ErrorCode::bad_reply, "signature"};
    auto decoded = decode_reply(message.message, {asked.receiver});
    if (!decoded.ok()) return Error{ErrorCode::bad_reply, decoded.error().message()};
    Reply& reply = *decoded;
    if (reply.nonce != asked.nonce) return Error{ErrorCode::bad_reply, "another request's reply"};
    if (asked.for_persons && asked.times_forgotten != log_->times_forgotten())
        return Outcome{.more = true};
    ShardPull& pull = reply.shards[0];
    if (pull.shard != log_->shard().no) return Error{ErrorCode::bad_reply, "another shard's"};

    XF_ASSIGN(Transaction transaction, log_->store().db().begin());
    const bool news = !pull.records.empty() || !pull.person_records.empty();
    if (asked.rejoin) XF_TRY(roll_back(asked.rejoin->common));
    XF_TRY(take_pull(pull, message));
    if (asked.rejoin || !pull.more) XF_TRY(log_->set_settled(!pull.more));
    XF_TRY(transaction.commit());
    rejoin_.reset();
    return Outcome{pull.more, news};
}

Status ClientSession::take_pull(ShardPull& pull, const Signed& message) {
    for (const Held& held : pull.held) XF_TRY(log_->hold(held.seq, held.verdict));
    XF_ASSIGN(const auto heads,
              log_->take_over(std::move(pull.records), std::move(pull.person_records), pull.up_to));
    if (digest_of(heads) != pull.heads)
        return Error{ErrorCode::bad_reply, "the records do not lead to the signed heads"};
    XF_TRY(keep_statement(pull, message, heads));
    XF_TRY(log_->take_turns(clock_->now()));
    std::optional<UnixTime> synced_at;
    if (!pull.more) synced_at = clock_->now();
    return log_->store().db().run(
        "UPDATE sync_state SET hub_epoch = ?, grant_version = ?,"
        " synced_at = ifnull(?, synced_at) WHERE shard = ?",
        pull.hub_epoch, pull.grant_version, synced_at, log_->shard().no);
}

/// The hub's word on the scopes that are here as a whole, until a backup covers them.
Status ClientSession::keep_statement(const ShardPull& pull, const Signed& message,
                                     const std::map<Scope, ScopeHead>& heads) {
    const auto word = statement_of(message);
    if (!word.ok()) return {};  // version 1 has none
    StatementStore statements(log_->store().db(), log_->shard().no);
    XF_TRY(statements.keep(*word, pull.up_to, heads, [this](const Scope& scope) {
        return covers(log_->own().capabilities, log_->own().no, scope);
    }));
    XF_TRY(statements.drop_until(pull.stable));
    return log_->set_stable(pull.stable);
}

Result<std::uint64_t> ClientSession::have_of(PersonNo person) {
    XF_ASSIGN(const ScopeHead head, log_->store().scope_head({ScopeKind::person, person.value}));
    return head.number;
}

Result<std::optional<UnixTime>> ClientSession::synced_at() {
    Database& db = log_->store().db();
    XF_ASSIGN(Statement rows, db.prepare("SELECT synced_at FROM sync_state WHERE shard = ?"
                                         " AND synced_at IS NOT NULL",
                                         log_->shard().no));
    return rows.first([](const Row& row) { return row.column_time(0); });
}

}  // namespace xf::sync
