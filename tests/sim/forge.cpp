#include "tests/sim/forge.hpp"

#include "shared/base/limits.hpp"

namespace xf::sim {

Forger::Forger(Client& client) : client_(&client) {
    const store::OwnDevice& own = client.log().own();
    const Hash start = store::chain_start(client.log().shard().uuid, own.uuid, own.epoch);
    const auto head = client.log().store().chain_head(own.no, own.epoch, start);
    XF_ASSERT(head.ok());
    chain = *head;
    const auto last = client.db().integer("SELECT ifnull(max(counter), 0) FROM sync_state");
    counter = last.ok() ? static_cast<std::uint64_t>(*last) : 0;
    const auto held = client.log().store().hub_seq();
    cursor = held.ok() ? *held : 0;
}

sync::Request Forger::request(std::vector<store::Event> events) {
    sync::ShardPush push;
    push.shard = client_->log().shard().no;
    push.epoch = client_->log().own().epoch;
    push.hub_epoch = 1;
    push.grant_version = 1;
    push.cursor = cursor;
    push.first = events.empty() ? Seq{0} : Seq{chain.seq.value + 1};
    for (const store::Event& event : events)
        chain = {Seq{chain.seq.value + 1}, store::chain_next(chain.hash, event)};
    if (!events.empty()) push.chain_head = chain.hash;
    push.events = std::move(events);

    sync::Request out;
    out.device = client_->log().own().uuid;
    out.counter = ++counter;
    out.clock = client_->machine.clock.now();
    out.nonce.fill(7);
    out.shards.push_back(std::move(push));
    return out;
}

Bytes Forger::body(const sync::Request& request) const {
    return sync::encode(request, client_->identity().key);
}

Result<sync::ShardPull> Forger::send(Hub& hub, const sync::Request& request) {
    const sync::ShardPush& push = request.shards[0];
    XF_ASSIGN(const Bytes reply, hub.session().sync(hub.shard(), body(request)));
    XF_ASSIGN(const sync::Signed message, sync::split(reply, limits::kReplyBytes));
    if (!sync::reply_signed_by(hub.identity().key.public_key(), message))
        return ErrorCode::bad_reply;
    XF_ASSIGN(
        sync::Reply decoded,
        sync::decode_reply(message.message, {{client_->log().own().no, push.epoch, push.cursor}}));
    return std::move(decoded.shards[0]);
}

Result<sync::ShardPull> Forger::push(Hub& hub, std::vector<store::Event> events) {
    return send(hub, request(std::move(events)));
}

store::Event event_of(const Draft& draft, UnixTime time) {
    if (!draft.content) return store::make_event(draft.header(time));
    store::Body body;
    body.content = *draft.content;
    return store::make_event(draft.header(time), std::move(body));
}

Result<Hash> contents(store::Database& db) {
    std::vector<std::string> tables;
    {
        XF_ASSIGN(store::Statement rows,
                  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
        XF_TRY(rows.each([&](const store::Row& row) { tables.emplace_back(row.column_text(0)); }));
    }
    cbor::Writer out;
    for (const std::string& table : tables) {
        out.text(table);
        XF_ASSIGN(const std::int64_t columns,
                  db.integer("SELECT count(*) FROM pragma_table_info(?)", table));
        XF_ASSIGN(store::Statement rows, db.prepare("SELECT * FROM " + table));
        XF_TRY(rows.each([&](const store::Row& row) {
            for (int i = 0; i < static_cast<int>(columns); ++i)
                row.column_null(i) ? out.null() : out.bytes(row.column_blob(i));
        }));
    }
    return sha256(out.out());
}

}  // namespace xf::sim
