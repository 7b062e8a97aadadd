// The bytes of a sync: round trips, every truncation, every bit, and what the two signatures cover.
#include "shared/sync/wire.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::sync {
namespace {

using store::Event;
using store::Record;
using store::Scope;
using store::ScopeKind;
using store::Verdict;
using test::error_of;
using test::need;

const SigningKey kKey = *SigningKey::from_seed(Bytes(32, 1));
const SigningKey kOther = *SigningKey::from_seed(Bytes(32, 2));
const std::vector<Receiver> kReceivers = {{DeviceNo{7}, Epoch{2}, 100}};

Event any_event(std::uint32_t subject) {
    const Bytes data = cbor::Writer().array(1).uint(subject).take();
    store::Header header;
    header.type = 8;
    header.data = data;
    store::Body body;
    body.content = {1, 2, 3};
    return store::make_event(header, body);
}

Request any_request() {
    Request request;
    request.device = Uuid::v7(5, Bytes(10, 5));
    request.counter = 9;
    request.clock = {1'795'219'200};
    request.nonce.fill(3);
    ShardPush push;
    push.shard = {3};
    push.epoch = {2};
    push.hub_epoch = 1;
    push.grant_version = 1;
    push.cursor = 100;
    push.first = {41};
    push.events = {any_event(1), any_event(2)};
    push.chain_head = sha256(as_bytes("head"));
    push.wishes = {{HouseholdNo{5}, Points(60)}};
    push.at_hand = {{PersonNo{6}, sha256(as_bytes("proof")), 4}};
    request.shards = {push};
    return request;
}

Reply any_reply() {
    Reply reply;
    reply.nonce.fill(3);
    reply.clock = {1'795'219'201};
    ShardPull pull;
    pull.shard = {3};
    pull.hub_epoch = 1;
    pull.grant_version = 1;
    pull.up_to = 130;
    pull.more = true;
    pull.known = {42};
    pull.held = {{Seq{40}, Verdict::parked()}};
    pull.records = {
        Record{101, {{7}, {2}, {41}}, Verdict::accepted(), std::nullopt, std::nullopt},
        Record{
            103, {{0}, {1}, {90}}, Verdict::accepted(), Scope{ScopeKind::person, 1}, any_event(1)},
        Record{130,
               {{7}, {1}, {5}},
               Verdict::rejected(ErrorCode::over_lease),
               Scope{ScopeKind::device, 7},
               any_event(2)},
    };
    pull.person_records = {Record{
        55, {{1}, {1}, {2}}, Verdict::accepted(), Scope{ScopeKind::person, 6}, any_event(6)}};
    pull.heads = sha256(as_bytes("heads"));
    reply.shards = {pull};
    return reply;
}

/// Both decoders, as hub and client use them.
bool reads_request(ByteView body) {
    const auto message = split(body, limits::kRequestBytes);
    return message.ok() && decode_request(message->message).ok();
}
bool reads_reply(ByteView body) {
    const auto message = split(body, limits::kReplyBytes);
    return message.ok() && decode_reply(message->message, kReceivers).ok();
}

}  // namespace

TEST_CASE("wire: a request comes back as it was sent") {
    const Request sent = any_request();
    const Bytes body = encode(sent, kKey);
    const Signed message = need(split(body, limits::kRequestBytes));
    CHECK(signed_by(kKey.public_key(), message));
    CHECK_FALSE(signed_by(kOther.public_key(), message));
    const Request got = need(decode_request(message.message));
    CHECK(got.device == sent.device);
    CHECK(got.counter == 9);
    CHECK(got.clock == sent.clock);
    CHECK(got.nonce == sent.nonce);
    REQUIRE(got.shards.size() == 1);
    const ShardPush& push = got.shards[0];
    CHECK(push.shard == ShardNo{3});
    CHECK(push.epoch == Epoch{2});
    CHECK(push.cursor == 100);
    CHECK(push.first == Seq{41});
    REQUIRE(push.events.size() == 2);
    CHECK(push.events[1].header == sent.shards[0].events[1].header);
    CHECK(push.chain_head == sent.shards[0].chain_head);
    REQUIRE(push.wishes.size() == 1);
    CHECK(push.wishes[0].points == Points(60));
    REQUIRE(push.at_hand.size() == 1);
    CHECK(push.at_hand[0].have == 4);
    CHECK(encode(got, kKey) == body);
}

TEST_CASE("wire: a reply comes back as it was sent") {
    const Reply sent = any_reply();
    const Bytes body = encode(sent, kReceivers, kKey);
    const Signed message = need(split(body, limits::kReplyBytes));
    CHECK(reply_signed_by(kKey.public_key(), message));
    const Reply got = need(decode_reply(message.message, kReceivers));
    REQUIRE(got.shards.size() == 1);
    const ShardPull& pull = got.shards[0];
    CHECK(pull.up_to == 130);
    CHECK(pull.more);
    CHECK(pull.known == Seq{42});
    REQUIRE(pull.held.size() == 1);
    CHECK(pull.held[0].verdict == Verdict::parked());
    REQUIRE(pull.records.size() == 3);
    CHECK(pull.records[0].hub_seq == 101);
    CHECK(pull.records[0].key == EventKey{{7}, {2}, {41}});
    CHECK_FALSE(pull.records[0].event);
    CHECK_FALSE(pull.records[0].scope);
    CHECK(pull.records[1].scope == Scope{ScopeKind::person, 1});
    CHECK(pull.records[2].hub_seq == 130);
    CHECK(pull.records[2].scope == Scope{ScopeKind::device, 7});
    CHECK(pull.records[2].verdict.reason() == ErrorCode::over_lease);
    REQUIRE(pull.person_records.size() == 1);
    CHECK(pull.person_records[0].hub_seq == 55);
    CHECK(pull.heads == sent.shards[0].heads);
    CHECK(encode(got, kReceivers, kKey) == body);
}

TEST_CASE("wire: a request is no reply, and a reply no request, whoever signed") {
    const Bytes request = encode(any_request(), kKey);
    const Bytes reply = encode(any_reply(), kReceivers, kKey);
    CHECK_FALSE(reply_signed_by(kKey.public_key(), need(split(request, limits::kRequestBytes))));
    CHECK_FALSE(signed_by(kKey.public_key(), need(split(reply, limits::kReplyBytes))));
    CHECK_FALSE(reads_request(reply));
    CHECK_FALSE(reads_reply(request));
}

TEST_CASE("wire: cut anywhere, nothing is left of a message") {
    const Bytes request = encode(any_request(), kKey);
    for (std::size_t size = 0; size < request.size(); ++size)
        REQUIRE_FALSE(reads_request(ByteView(request).first(size)));
    const Bytes reply = encode(any_reply(), kReceivers, kKey);
    for (std::size_t size = 0; size < reply.size(); ++size)
        REQUIRE_FALSE(reads_reply(ByteView(reply).first(size)));
    Bytes longer = request;
    longer.push_back(0);
    CHECK_FALSE(reads_request(longer));
}

TEST_CASE("wire: no bit of a message can turn without its signature failing") {
    const Bytes request = encode(any_request(), kKey);
    for (std::size_t bit = 0; bit < request.size() * 8; ++bit) {
        Bytes other = request;
        other[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        const auto message = split(other, limits::kRequestBytes);
        if (!message.ok()) continue;
        static_cast<void>(decode_request(message->message));
        REQUIRE_FALSE(signed_by(kKey.public_key(), *message));
    }
}

TEST_CASE("wire: damaged messages are refused with a 4xx, or read and encoded the same again") {
    test::Mutator mutator(test::seed_of("wire damage", 1));
    const Bytes request = encode(any_request(), kKey);
    const Bytes reply = encode(any_reply(), kReceivers, kKey);
    for (int i = 0; i < 20'000; ++i) {
        Bytes body = mutator.damage(Bytes(request.begin() + 64, request.end()));
        body.insert(body.begin(), 64, 0);
        const auto split_request = split(body, limits::kRequestBytes);
        const auto got = split_request.ok() ? decode_request(split_request->message)
                                            : Result<Request>(split_request.error());
        if (!got.ok())
            REQUIRE(http_status_of(got.error().code) / 100 == 4);
        else
            REQUIRE(equal(ByteView(encode(*got, kKey)).subspan(64), ByteView(body).subspan(64)));

        body = mutator.damage(Bytes(reply.begin() + 64, reply.end()));
        body.insert(body.begin(), 64, 0);
        const auto split_reply = split(body, limits::kReplyBytes);
        if (split_reply.ok()) static_cast<void>(decode_reply(split_reply->message, kReceivers));
    }
}

TEST_CASE("wire: every list has its bound") {
    const auto reads = [](const Request& request) {
        const Bytes body = encode(request, kKey);
        const auto message = split(body, limits::kRequestBytes);
        return message.ok() ? decode_request(message->message).ok() : false;
    };
    Request request = any_request();
    ShardPush& push = request.shards[0];
    push.events.assign(limits::kPushEvents, any_event(1));
    CHECK(reads(request));
    push.events.push_back(any_event(1));
    CHECK_FALSE(reads(request));
    push.events.resize(1);
    push.wishes.assign(limits::kWishes, {HouseholdNo{1}, Points(1)});
    CHECK(reads(request));
    push.wishes.push_back({HouseholdNo{1}, Points(1)});
    CHECK_FALSE(reads(request));
    push.wishes.clear();
    push.at_hand.assign(limits::kPersonsAtHand, {PersonNo{1}, Hash{}, 0});
    CHECK(reads(request));
    push.at_hand.push_back({PersonNo{1}, Hash{}, 0});
    CHECK_FALSE(reads(request));
    push.at_hand.clear();
    const ShardPush one = push;
    request.shards.assign(limits::kShardsPerDevice, one);
    CHECK(reads(request));
    request.shards.push_back(one);
    CHECK_FALSE(reads(request));
}

TEST_CASE("wire: every list of a reply has its bound") {
    Reply reply = any_reply();
    ShardPull& pull = reply.shards[0];
    const auto reads = [&] { return reads_reply(encode(reply, kReceivers, kKey)); };
    pull.held.assign(limits::kPushEvents, {Seq{40}, Verdict::parked()});
    CHECK(reads());
    pull.held.push_back(pull.held[0]);
    CHECK_FALSE(reads());
    pull.held.clear();
    pull.person_records.assign(limits::kPullRecords, pull.person_records[0]);
    CHECK(reads());
    pull.person_records.push_back(pull.person_records[0]);
    CHECK_FALSE(reads());
    pull.person_records.clear();
    pull.records.assign(limits::kPullRecords, pull.records[1]);
    pull.up_to = kReceivers[0].cursor;
    for (Record& record : pull.records) record.hub_seq = ++pull.up_to;
    CHECK(reads());
    pull.records.push_back(pull.records[0]);
    pull.records.back().hub_seq = ++pull.up_to;
    CHECK_FALSE(reads());
}

TEST_CASE("wire: every number has its bound") {
    const auto reads = [](auto change) {
        Request request = any_request();
        change(request, request.shards[0]);
        return reads_request(encode(request, kKey));
    };
    CHECK(
        reads([](Request&, ShardPush& push) { push.wishes[0].points = Points(limits::kAmount); }));
    CHECK_FALSE(reads(
        [](Request&, ShardPush& push) { push.wishes[0].points = Points(limits::kAmount + 1); }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.wishes[0].points = Points(-1); }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.first = Seq{0}; }));
    CHECK(reads(
        [](Request&, ShardPush& push) { push.first = Seq{UINT32_MAX - limits::kPushEvents}; }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.first = Seq{UINT32_MAX}; }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.chain_head.reset(); }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.events.clear(); }));
    CHECK(reads([](Request&, ShardPush& push) { push.events.clear(), push.chain_head.reset(); }));
    CHECK(reads([](Request& request, ShardPush&) { request.counter = INT64_MAX; }));
    CHECK_FALSE(reads([](Request& request, ShardPush&) { request.counter = UINT64_MAX; }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.cursor = UINT64_MAX; }));
    CHECK(reads([](Request&, ShardPush& push) { push.at_hand[0].have = INT64_MAX - 1; }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.at_hand[0].have = INT64_MAX; }));
    CHECK_FALSE(reads([](Request&, ShardPush& push) { push.at_hand[0].have = UINT64_MAX; }));
    CHECK(reads([](Request& request, ShardPush&) { request.clock = {-5}; }));  // sent as 0
}

TEST_CASE("wire: versions, sizes and emptiness") {
    const Bytes body = encode(any_request(), kKey);
    Bytes newer = body;
    REQUIRE(newer[65] == kWireVersion);
    newer[65] = kWireVersion + 1;
    const Signed message = need(split(newer, limits::kRequestBytes));
    CHECK(error_of(decode_request(message.message)) == ErrorCode::unsupported_version);
    CHECK(error_of(split(Bytes(64), limits::kRequestBytes)) == ErrorCode::malformed);
    CHECK(error_of(split({}, limits::kRequestBytes)) == ErrorCode::malformed);
    for (const std::size_t most : {limits::kRequestBytes, limits::kReplyBytes}) {
        CHECK(error_of(split(Bytes(most), most)) == ErrorCode::malformed);
        CHECK(error_of(split(Bytes(most + 1), most)) == ErrorCode::too_large);
    }
}

TEST_CASE("wire: records go forward, and not beyond their page") {
    const auto reads = [](auto change) {
        Reply reply = any_reply();
        change(reply.shards[0]);
        return reads_reply(encode(reply, kReceivers, kKey));
    };
    CHECK(reads([](ShardPull&) {}));
    CHECK_FALSE(reads([](ShardPull& pull) { pull.up_to = 129; }));
    CHECK_FALSE(reads([](ShardPull& pull) { pull.records[0].hub_seq = 100; }));
    CHECK_FALSE(reads([](ShardPull& pull) { pull.records[1].hub_seq = 101; }));
    CHECK_FALSE(reads([](ShardPull& pull) { pull.records.clear(), pull.up_to = 99; }));
}

TEST_CASE("wire: heads are a digest over scopes, numbers and hashes") {
    const std::map<Scope, store::ScopeHead> heads = {
        {{ScopeKind::village, 0}, {3, sha256(as_bytes("a"))}},
        {{ScopeKind::household, 4}, {1, sha256(as_bytes("b"))}}};
    auto other = heads;
    other[{ScopeKind::village, 0}].number = 4;
    CHECK(digest_of(heads) != digest_of(other));
    other = heads;
    other.erase({ScopeKind::household, 4});
    CHECK(digest_of(heads) != digest_of(other));
    CHECK(digest_of({}) == sha256(ByteView{}));
}

}  // namespace xf::sync
