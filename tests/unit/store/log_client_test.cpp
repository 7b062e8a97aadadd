// A client's log: own events at once, the hub's records when they come, own ones rebased on top; and
// replies that are not what the hub signed leave nothing behind.
#include "shared/base/limits.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::store {
namespace {

using sync::Reply;
using sync::ShardPull;
using sync::Signed;
using sync::Village;
using test::error_of;
using test::need;

/// A village in which somebody may stand between hub and counter, with the hub's key if need be.
struct Tapped : Village {
    /// Both halves of an exchange of the counter's, and what it was asked by.
    Reply intercept() {
        receiver = {counter->no(), counter->log().own().epoch,
                    need(counter->log().store().hub_seq())};
        const Bytes request = need(counter->session().request({}, {}));
        const Bytes reply = need(world.hub.session().sync(world.hub.shard(), request));
        const Signed message = need(sync::split(reply, limits::kReplyBytes));
        before = need(sim::contents(counter->db()));
        return need(sync::decode_reply(message.message, {receiver}));
    }
    /// The counter refuses the reply, though it is signed, and is as it was.
    ErrorCode refusal(const Reply& reply, const SigningKey* key = nullptr) {
        const SigningKey& signer = key != nullptr ? *key : world.hub.identity().key;
        const ErrorCode code =
            error_of(counter->session().take_reply(sync::encode(reply, {receiver}, signer)));
        CHECK(need(sim::contents(counter->db())) == before);
        return code;
    }

    sync::Receiver receiver;
    Hash before;
};

/// A pull with news of three scopes.
Reply with_news(Tapped& village) {
    need(village.world.hub.append({sim::award(village.family.no, Points(5)),
                                   sim::award(village.neighbour.no, Points(5)),
                                   sim::stock(GoodsNo{1}, 5)}));
    Reply reply = village.intercept();
    REQUIRE(reply.shards[0].records.size() >= 3);
    return reply;
}

}  // namespace

TEST_CASE("client log: a reply that leaves something out is found out by the signed heads") {
    Tapped village;
    Reply reply = with_news(village);
    reply.shards[0].records.erase(reply.shards[0].records.begin() + 1);
    CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    // And the next honest exchange is taken.
    need(village.counter->sync(village.world.hub));
    village.sync_all();
    village.sync_all();
    village.check_all();
}

TEST_CASE("client log: a reply that changes something is found out by the signed heads") {
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].records[0].verdict = Verdict::rejected(ErrorCode::bad_amount);
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].records[0].event = sim::event_of(sim::award(village.family.no, Points(6)));
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].records[0].scope = Scope{ScopeKind::village, 0};
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].records[0].key.seq.value += 100;
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].heads.bytes[0] ^= 1;
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
}

TEST_CASE("client log: a reply of another hub, shard or request is not used") {
    const SigningKey other = *SigningKey::from_seed(Bytes(32, 9));
    {
        Tapped village;
        const Reply reply = with_news(village);
        CHECK(village.refusal(reply, &other) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.nonce[0] ^= 1;
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
    {
        Tapped village;
        Reply reply = with_news(village);
        reply.shards[0].shard = ShardNo{4};
        CHECK(village.refusal(reply) == ErrorCode::bad_reply);
    }
}

TEST_CASE("client log: a reply is used once, and only when something was asked") {
    Tapped village;
    const Bytes request = need(village.counter->session().request({}, {}));
    const Bytes reply = need(village.world.hub.session().sync(village.world.hub.shard(), request));
    need(village.counter->session().take_reply(reply));
    CHECK(error_of(village.counter->session().take_reply(reply)) == ErrorCode::bad_reply);
    need(village.counter->session().request({}, {}));
    CHECK(error_of(village.counter->session().take_reply(reply)) == ErrorCode::bad_reply);
}

TEST_CASE("client log: replies cut or damaged anywhere are refused without a trace") {
    Tapped village;
    need(village.world.hub.append({sim::award(village.family.no, Points(5))}));
    for (int i = 0; i < 60; ++i) {
        const Bytes request = need(village.counter->session().request({}, {}));
        const Bytes reply =
            need(village.world.hub.session().sync(village.world.hub.shard(), request));
        const Hash before = need(sim::contents(village.counter->db()));
        const std::size_t at = reply.size() * static_cast<std::size_t>(i) / 60;
        Bytes bad = reply;
        if (i % 2 == 0)
            bad.resize(at);
        else
            bad[at] ^= 0x10;
        CHECK_FALSE(village.counter->session().take_reply(bad).ok());
        CHECK(need(sim::contents(village.counter->db())) == before);
    }
    need(village.counter->sync(village.world.hub));
    village.sync_all();
    village.sync_all();
    village.check_all();
}

TEST_CASE("client log: a verdict on an event that this device never made is not believed") {
    Tapped village;
    Reply reply = with_news(village);
    reply.shards[0].records.push_back({reply.shards[0].up_to + 1,
                                       {village.counter->no(), {1}, Seq{77}},
                                       Verdict::accepted(),
                                       std::nullopt,
                                       std::nullopt});
    reply.shards[0].up_to += 1;
    CHECK(village.refusal(reply) == ErrorCode::bad_reply);
}

TEST_CASE("client log: own events stand on top of news, whatever came first") {
    Village village;
    const auto posted = [&] {
        return need(village.counter->db().integer(
            "SELECT posted FROM points_household WHERE household = 1"));
    };
    // The two are made between a request and its reply.
    const Bytes request = need(village.counter->session().request({}, {}));
    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.counter->submit(village.tens(village.family, 2)));
    CHECK(posted() == 70);
    need(village.world.hub.append({sim::award(village.family.no, Points(8))}));
    need(village.counter->session().take_reply(
        need(village.world.hub.session().sync(village.world.hub.shard(), request))));
    CHECK(posted() == 78);
    CHECK(need(village.counter->log().pending_count()) == 2);
    need(sim::check_pending(*village.counter));
    need(sim::check_rebuild(*village.counter));
    village.sync_all();
    village.sync_all();
    CHECK(posted() == 78);
    village.check_all();
}

TEST_CASE("client log: an own event that the news made impossible stays pending, unapplied") {
    Village village;
    // Not what an honest hub does: the lease shrinks under an event that relied on it.
    const EventKey key = need(village.counter->submit(village.tens(village.family, 4)));
    const points::LeaseChange shrink{
        village.counter->no(), {1}, {{village.family.no, Points(-30)}}};
    const Event event =
        sim::event_of({points::kLeaseMovedType, shrink.data(), std::nullopt, {}, AuthMethod::hub});
    {
        Transaction transaction = need(village.counter->db().begin());
        const std::uint64_t cursor = need(village.counter->log().store().hub_seq());
        std::vector<Record> records = {{cursor + 1,
                                        {kHubDevice, {1}, Seq{900}},
                                        Verdict::accepted(),
                                        Scope{ScopeKind::device, village.counter->no().value},
                                        event}};
        need(village.counter->log().take_over(std::move(records), {}, cursor + 1));
        need(transaction.commit());
    }
    CHECK(village.held(*village.counter, village.family.no) == Points(10));
    CHECK(need(village.counter->log().pending_count()) == 1);
    CHECK(need(village.counter->log().store().find(key)));
    need(sim::check_pending(*village.counter));
    need(sim::check_rebuild(*village.counter));
    // What comes behind it is judged by what there is.
    CHECK(error_of(village.counter->submit(village.tens(village.family, 2))) ==
          ErrorCode::over_lease);
    need(village.counter->submit(village.tens(village.family, 1)));
}

TEST_CASE("client log: a submission that is refused leaves nothing behind") {
    Village village;
    const Hash before = need(sim::contents(village.counter->db()));
    CHECK(error_of(village.counter->submit(village.tens(village.family, 5))) ==
          ErrorCode::over_lease);
    CHECK(error_of(village.counter->submit(sim::award(village.family.no, Points(5)))) ==
          ErrorCode::not_permitted);
    CHECK(error_of(village.kiosk->submit(sim::filing(village.family.persons[0], 1,
                                                     std::string(limits::kTextBytes + 1, 'x')))) ==
          ErrorCode::too_large);
    CHECK(error_of(village.kiosk->submit(sim::filing(village.family.persons[0], 1, "\xff"))) ==
          ErrorCode::malformed);
    CHECK(need(sim::contents(village.counter->db())) == before);
}

TEST_CASE("client log: a program that starts again finds its pending events on top") {
    Village village;
    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.kiosk->submit(sim::filing(village.family.persons[0], 1, "路灯坏了")));
    for (sim::Client* client : {village.counter, village.kiosk}) {
        const Hash before = need(client->projector().digest(client->db()));
        client->stop();
        need(client->start());
        CHECK(need(client->projector().digest(client->db())) == before);
        CHECK(need(client->log().pending_count()) == 1);
        need(sim::check_pending(*client));
    }
    for (int round = 0; round < 2; ++round) village.sync_all();
    village.check_all();
}

TEST_CASE("client log: a long history comes page by page, each checked by itself") {
    Village village;
    const std::vector<sim::Draft> page(limits::kPullRecords,
                                       sim::award(village.family.no, Points(1)));
    // A kiosk and a desk hold no leases: what comes is what was appended.
    for (sim::Client* client : {village.kiosk, village.desk}) need(client->sync(village.world.hub));
    need(village.world.hub.append(page));
    CHECK_FALSE(need(village.kiosk->sync(village.world.hub)).more);
    need(village.world.hub.append({page[0]}));
    CHECK(need(village.desk->sync(village.world.hub)).more);
    CHECK_FALSE(need(village.desk->sync(village.world.hub)).more);
    for (sim::Client* client : {village.counter, village.second})
        while (need(client->sync(village.world.hub)).more) {
        }
    for (int round = 0; round < 2; ++round) village.sync_all();
    village.check_all();
}

TEST_CASE("client log: one push has so many bytes of events") {
    const std::size_t beyond = GENERATE(std::size_t{0}, std::size_t{1});
    Village village;
    const auto file = [&](std::size_t text_bytes) {
        need(village.kiosk->submit(
            sim::filing(village.family.persons[0], 1, std::string(text_bytes, 'x'))));
    };
    const auto unsent = [&] {
        return need(village.kiosk->log().unsent(limits::kPushEvents)).events;
    };
    const auto bytes = [&] {
        cbor::Writer out;
        for (const Event& event : unsent()) write(out, event);
        return out.out().size();
    };
    file(limits::kTextBytes);
    const std::size_t frame = bytes() - limits::kTextBytes;
    while (limits::kPushBytes - bytes() > limits::kTextBytes + frame) file(limits::kTextBytes / 2);
    const std::size_t held = unsent().size();
    file(limits::kPushBytes - bytes() - frame + beyond);
    CHECK(unsent().size() == held + 1 - beyond);
    if (beyond == 0) CHECK(bytes() == limits::kPushBytes);
}

}  // namespace xf::store
