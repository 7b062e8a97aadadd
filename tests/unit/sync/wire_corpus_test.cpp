// The versions of the wire, frozen: a corpus of bytes that every later version has to read, and the
// figure that this format was chosen for: at most 30 bytes for a redemption in a batch of 100.
//
// tests/fixtures/wire/v<N>.request.hex   100 redemptions of one counter, in one push
// tests/fixtures/wire/v<N>.reply.hex     the hub's answer: 100 verdicts
// tests/fixtures/wire/v<N>.records.hex   a reply to another device: one record of each scope and form
//
// A change that makes this test fail is a new version of the wire, not a new fixture.
#include <cstdio>

#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"
#include "shared/sync/wire.hpp"
#include "tests/sim/forge.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/disclosure/fixtures.hpp"

namespace xf::sync {
namespace {

using store::Record;
using store::Scope;
using store::ScopeKind;
using store::Verdict;
using test::need;

constexpr std::size_t kRedemptions = 100;
constexpr std::size_t kBytesPerRedemption = 30;
constexpr std::uint32_t kFirstSeq = 4001;   // a counter in its second year
constexpr std::uint64_t kCursor = 250'000;  // of a village's log by then
const SigningKey kDevice = *SigningKey::from_seed(Bytes(32, 1));
const SigningKey kHub = *SigningKey::from_seed(Bytes(32, 2));
const Receiver kReceiver{DeviceNo{7}, Epoch{2}, kCursor};

/// A morning at a counter of a village with 500 households and 60 kinds of goods: one redemption every
/// few minutes, by the person at the counter, a third of them with two or three lines.
std::vector<store::Event> redemptions() {
    test::SeededRandom random(20'261'121);
    const auto number = [&](std::uint64_t most) {
        return static_cast<std::uint32_t>(1 + random.below(most));
    };
    std::vector<store::Event> out;
    std::int64_t time = 1'795'219'200;
    for (std::size_t i = 0; i < kRedemptions; ++i) {
        time += number(300);
        std::vector<points::RedemptionLine> lines(random.chance(1, 3) ? 1 + number(2) : 1);
        for (points::RedemptionLine& line : lines)
            line = {GoodsNo{number(60)}, number(3), Points(number(60))};
        sim::Draft draft = sim::redemption(HouseholdNo{number(500)}, std::move(lines));
        draft.actor = store::Actor::of(PersonNo{number(1600)});
        out.push_back(sim::event_of(draft, {time}));
    }
    return out;
}

Request request(std::uint64_t version = kWireVersion) {
    Request out;
    out.version = version;
    out.device = Uuid::v7(1'795'219'200'000, Bytes(10, 7));
    out.counter = 9000;
    out.clock = {1'795'233'600};
    out.nonce.fill(0x5A);
    ShardPush push;
    push.shard = {3};
    push.epoch = kReceiver.epoch;
    push.hub_epoch = 1;
    push.grant_version = 1;
    push.cursor = kCursor;
    push.first = {kFirstSeq};
    push.events = redemptions();
    Hash chain;
    for (const store::Event& event : push.events) chain = store::chain_next(chain, event);
    push.chain_head = chain;
    out.shards.push_back(std::move(push));
    return out;
}

ShardPull empty_pull() {
    ShardPull pull;
    pull.shard = {3};
    pull.hub_epoch = 1;
    pull.grant_version = 1;
    pull.heads = sha256(as_bytes("heads"));
    return pull;
}

Reply reply_with(ShardPull pull, std::uint64_t version) {
    Reply out;
    out.version = version;
    if (version > 1) pull.stable = 249'000;
    out.nonce.fill(0x5A);
    out.clock = {1'795'233'601};
    out.shards.push_back(std::move(pull));
    return out;
}

Reply reply(std::uint64_t version = kWireVersion) {
    ShardPull pull = empty_pull();
    pull.up_to = kCursor + kRedemptions;
    pull.known = {kFirstSeq + kRedemptions - 1};
    for (std::uint32_t i = 0; i < kRedemptions; ++i)
        pull.records.push_back({kCursor + 1 + i,
                                {kReceiver.device, kReceiver.epoch, Seq{kFirstSeq + i}},
                                Verdict::accepted(),
                                std::nullopt,
                                std::nullopt});
    return reply_with(std::move(pull), version);
}

/// A record of each scope, in each form that an event has.
Reply records(std::uint64_t version = kWireVersion) {
    ShardPull pull = empty_pull();
    pull.up_to = kCursor + 500;
    pull.more = true;
    pull.known = {12};
    pull.held = {{Seq{11}, Verdict::parked()}, {Seq{12}, Verdict::quarantined()}};
    const auto event = [](const sim::Draft& draft) { return sim::event_of(draft); };
    store::Event withheld = event(sim::filing(PersonNo{5}, 2, "路灯坏了"));
    withheld.body.reset();
    const EventKey by_hub{kHubDevice, {1}, {77}}, by_kiosk{{9}, {1}, {5}};
    pull.records = {
        {kCursor + 1, by_hub, Verdict::accepted(), Scope{ScopeKind::village, 0},
         event(sim::goods(GoodsNo{4}, "洗衣液", Points(20)))},
        {kCursor + 2, by_hub, Verdict::accepted(), Scope{ScopeKind::household, 6},
         event(sim::award(HouseholdNo{6}, Points(15)))},
        {kCursor + 300, by_kiosk, Verdict::rejected(ErrorCode::not_permitted),
         Scope{ScopeKind::device, 9}, event(sim::award(HouseholdNo{6}, Points(15)))},
        {kCursor + 301, by_hub, Verdict::accepted(), Scope{ScopeKind::device, 7},
         event({points::kLeaseMovedType,
                points::LeaseChange{{7}, {2}, {{HouseholdNo{6}, Points(12)}}}.data(),
                std::nullopt,
                {},
                store::AuthMethod::hub})},
        {kCursor + 400, by_kiosk, Verdict::accepted(), Scope{ScopeKind::person, 5},
         event(sim::filing(PersonNo{5}, 2, "路灯坏了"))},
    };
    pull.person_records = {
        {4000, by_kiosk, Verdict::accepted(), Scope{ScopeKind::person, 5}, withheld}};
    return reply_with(std::move(pull), version);
}

Bytes corpus(const std::string& name) {
    const std::string text = test::fixture("wire/" + name);
    INFO(name);
    REQUIRE_FALSE(text.empty());
    Bytes out;
    int half = -1;
    for (const char c : text) {
        if (c == '\n') continue;
        const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
        if (half < 0)
            half = digit;
        else
            out.push_back(static_cast<std::uint8_t>(half << 4 | digit)), half = -1;
    }
    return out;
}

std::string file(std::uint64_t version, const char* part) {
    return "v" + std::to_string(version) + "." + part + ".hex";
}

}  // namespace

TEST_CASE("wire corpus: a redemption costs at most 30 bytes in a batch of 100, there and back") {
    const std::size_t there = encode(request(), kDevice).size();
    const std::size_t back = encode(reply(), {kReceiver}, kHub).size();
    std::size_t events = 0;
    for (const store::Event& event : redemptions()) {
        cbor::Writer out;
        store::write(out, event);
        events += out.out().size();
    }
    std::printf(
        "wire: %.2f bytes a redemption in the request (%.2f its event, %.2f its share of the"
        " frame), %.2f in the reply, uncompressed\n",
        static_cast<double>(there) / kRedemptions, static_cast<double>(events) / kRedemptions,
        static_cast<double>(there - events) / kRedemptions,
        static_cast<double>(back) / kRedemptions);
    CHECK(there <= kBytesPerRedemption * kRedemptions);
    CHECK(there + back <= kBytesPerRedemption * kRedemptions + 800);
}

TEST_CASE("wire corpus: what is written is each version, byte for byte") {
    for (const std::uint64_t version : {1u, 2u}) {
        CHECK(to_hex(encode(request(version), kDevice)) ==
              to_hex(corpus(file(version, "request"))));
        CHECK(to_hex(encode(reply(version), {kReceiver}, kHub)) ==
              to_hex(corpus(file(version, "reply"))));
        CHECK(to_hex(encode(records(version), {kReceiver}, kHub)) ==
              to_hex(corpus(file(version, "records"))));
    }
}

TEST_CASE("wire corpus: every version is read, for ever") {
    const std::map<std::string, std::string> frozen = {
        {"v1.request.hex", "1d9c6feb73e89da19ecb840ffaa683e7798d52f379eb3432386b231fbd09549c"},
        {"v1.reply.hex", "f80cbeaa5accd5f767b601e5cede8e4c5aec24c576b8a6e4d323a686b131e772"},
        {"v1.records.hex", "89506638f8ae5af3128985a7f65f32395a90d449ea418387c8f719272ab6b743"},
        {"v2.request.hex", "983c2e5b5cc13bce127fffca73fce6f9ebdf55fe242fb3d501b129ddd63af4f9"},
        {"v2.reply.hex", "3d486436314a7f32a1f39c914d63ed385c4860c9b9b745f317d4edbb2f9e46d1"},
        {"v2.records.hex", "705bc6777476c935741d4c9566b10045458c2fb920673a6cff0cd7ff606c93c2"},
    };
    for (const auto& [name, hash] : frozen) CHECK(to_hex(sha256(corpus(name))) == hash);

    for (const std::uint64_t version : {1u, 2u}) {
        const Bytes sent = corpus(file(version, "request"));
        const Signed message = need(split(sent, limits::kRequestBytes));
        CHECK(signed_by(kDevice.public_key(), message));
        const Request got = need(decode_request(message.message));
        REQUIRE(got.shards.size() == 1);
        REQUIRE(got.shards[0].events.size() == kRedemptions);
        Points total;
        for (const store::Event& event : got.shards[0].events) {
            const store::Header header = need(event.parsed());
            CHECK(header.type == points::kRedemptionType);
            total += need(points::Redemption::parse(header)).total();
        }
        CHECK(total.value() == 8467);

        for (const char* part : {"reply", "records"}) {
            const Bytes bytes = corpus(file(version, part));
            const Signed answer = need(split(bytes, limits::kReplyBytes));
            CHECK(reply_signed_by(kHub.public_key(), answer));
            const Reply read = need(decode_reply(answer.message, {kReceiver}));
            CHECK(encode(read, {kReceiver}, kHub) == bytes);
        }
    }
}

}  // namespace xf::sync
