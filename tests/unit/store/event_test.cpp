// The grammar of an event, and what every reader of it refuses.
#include "shared/store/event.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;

const Bytes kData = cbor::Writer().array(2).uint(7).integer(-3).take();

Header any_header() {
    return {5, {1'795'219'200}, -1, Actor::of(PersonNo{12}), AuthMethod::card_and_pin, kData};
}

Body any_body() {
    Body body;
    body.salt.fill(9);
    body.content = {1, 2, 3};
    return body;
}

Bytes encoded(const Event& event) {
    cbor::Writer out;
    write(out, event);
    return out.take();
}

Result<Event> decoded(const Bytes& bytes) {
    cbor::Reader in(bytes);
    XF_ASSIGN(Event event, read_event(in));
    XF_TRY(in.finish());
    return event;
}

/// An event of six encoded items, and more after them.
Bytes raw_event(std::initializer_list<Bytes> items) {
    cbor::Writer out;
    out.array(items.size());
    for (const Bytes& item : items) out.raw(item);
    return out.take();
}

Bytes uint(std::uint64_t value) { return cbor::Writer().uint(value).take(); }
Bytes integer(std::int64_t value) { return cbor::Writer().integer(value).take(); }

Bytes header_with(std::size_t index, const Bytes& item) {
    Bytes items[] = {uint(5), uint(1000), uint(0), uint(0), uint(0), kData};
    items[index] = item;
    return raw_event({items[0], items[1], items[2], items[3], items[4], items[5]});
}

}  // namespace

TEST_CASE("event: comes back as it was written, in each of its three forms") {
    Event withheld = make_event(any_header(), any_body());
    withheld.body.reset();
    for (const Event& event :
         {make_event(any_header()), make_event(any_header(), any_body()), withheld}) {
        const Event back = need(decoded(encoded(event)));
        CHECK(back.header == event.header);
        CHECK(back.commitment == event.commitment);
        CHECK(back.body.has_value() == event.body.has_value());
        CHECK(encoded(back) == encoded(event));
        const Header header = need(back.parsed());
        CHECK(header.type == 5);
        CHECK(header.time == UnixTime{1'795'219'200});
        CHECK(header.day_shift == -1);
        CHECK(header.actor == Actor::of(PersonNo{12}));
        CHECK(header.auth == AuthMethod::card_and_pin);
        CHECK(equal(header.data, kData));
        CHECK(iso(header.business_date()) == "2026-11-20");
    }
}

TEST_CASE("event: actors are a person, a staff member or the device") {
    CHECK(Actor::of(PersonNo{3}).person() == PersonNo{3});
    CHECK_FALSE(Actor::of(PersonNo{3}).staff());
    CHECK(Actor::of(StaffNo{4}).staff() == StaffNo{4});
    CHECK_FALSE(Actor::of(StaffNo{4}).person());
    CHECK_FALSE(Actor{}.person());
    CHECK_FALSE(Actor{}.staff());
}

TEST_CASE("event: its bytes are frozen") {
    CHECK(to_hex(encoded(make_event(any_header()))) == "86051a6b00df0020183101820722");
    CHECK(to_hex(encoded(make_event(any_header(), any_body()))) ==
          "88051a6b00df0020183101820722500909090909090909090909090909090943010203");
    CHECK(to_hex(make_event(any_header(), any_body()).commitment->bytes) ==
          to_hex(sha256({Bytes(16, 9), Bytes{1, 2, 3}})));
}

TEST_CASE("event: each header item has its bounds") {
    struct Bound {
        std::size_t index;
        Bytes good, bad;
    };
    const Bound bounds[] = {
        {0, uint(UINT32_MAX), uint(std::uint64_t{UINT32_MAX} + 1)},
        {1, uint(253'402'300'799), uint(253'402'300'800)},
        {1, uint(0), integer(-1)},
        {2, integer(36'600), integer(36'601)},
        {2, integer(-36'600), integer(-36'601)},
        {3, uint(UINT32_MAX), uint(std::uint64_t{UINT32_MAX} + 1)},  // also kinds to come
        {4, uint(255), uint(256)},
        {5, cbor::Writer().array(0).take(), uint(0)},
        {5, kData, cbor::Writer().bytes(kData).take()},
    };
    for (const Bound& bound : bounds) {
        INFO("item " << bound.index << ", " << to_hex(bound.bad));
        CHECK(decoded(header_with(bound.index, bound.good)).ok());
        CHECK(error_of(decoded(header_with(bound.index, bound.bad))) == ErrorCode::malformed);
    }
}

TEST_CASE("event: a clock that is out of its mind is put at the nearest end") {
    for (const auto& [clock, kept] : {std::pair{-1, 0ll}, {-2'000'000'000, 0ll}}) {
        Header header = any_header();
        header.time = {clock};
        CHECK(need(make_event(header).parsed()).time.seconds == kept);
    }
    Header header = any_header();
    header.time = {INT64_MAX};
    CHECK(need(make_event(header).parsed()).time.seconds == 253'402'300'799);
    CHECK(check_readable(make_event(header)).ok());
}

TEST_CASE("event: has six, seven or eight items, of the right kind") {
    const Bytes six[] = {uint(5), uint(1000), uint(0), uint(0), uint(0), kData};
    const auto with = [&](std::initializer_list<Bytes> more) {
        cbor::Writer out;
        out.array(6 + more.size());
        for (const Bytes& item : six) out.raw(item);
        for (const Bytes& item : more) out.raw(item);
        return out.take();
    };
    const auto bytes = [](std::size_t size) { return cbor::Writer().bytes(Bytes(size)).take(); };
    CHECK(decoded(with({})).ok());
    CHECK(decoded(with({bytes(32)})).ok());
    CHECK(decoded(with({bytes(16), bytes(0)})).ok());
    CHECK(error_of(decoded(with({bytes(31)}))) == ErrorCode::malformed);
    CHECK(error_of(decoded(with({bytes(33)}))) == ErrorCode::too_large);
    CHECK(error_of(decoded(with({bytes(15), bytes(0)}))) == ErrorCode::malformed);
    CHECK(error_of(decoded(with({bytes(16), uint(0)}))) == ErrorCode::malformed);
    CHECK(error_of(decoded(with({bytes(16), bytes(0), uint(0)}))) == ErrorCode::too_large);
    CHECK(error_of(decoded(raw_event({six[0], six[1], six[2], six[3], six[4]}))) ==
          ErrorCode::malformed);
}

TEST_CASE("event: no larger and no deeper than a reply can carry on") {
    Body body = any_body();
    const std::size_t frame = encoded(make_event(any_header(), body)).size() - body.content.size();
    body.content.assign(limits::kEventBytes - frame - 2, 1);  // its length takes two bytes more
    const Event largest = make_event(any_header(), body);
    CHECK(encoded(largest).size() == limits::kEventBytes);
    CHECK(check_readable(largest).ok());
    body.content.push_back(1);
    CHECK(error_of(check_readable(make_event(any_header(), body))) == ErrorCode::too_large);

    Header header = any_header();
    const Bytes nested = cbor::Writer().array(1).array(1).uint(1).take();
    header.data = nested;
    CHECK(check_readable(make_event(header)).ok());
    const Bytes too_deep = cbor::Writer().array(1).array(1).array(0).take();
    header.data = too_deep;
    CHECK(error_of(check_readable(make_event(header))) == ErrorCode::malformed);
    // request, shards, push and events around it; reply, shards, pull and records likewise.
    static_assert(limits::kEventDepth + 5 <= limits::kCborDepth);
}

TEST_CASE("event: one with text that is not UTF-8 never enters a chain") {
    const Bytes data = cbor::Writer().array(1).text("\xff").take();
    Header header = any_header();
    header.data = data;
    CHECK(error_of(check_readable(make_event(header))) == ErrorCode::malformed);
}

TEST_CASE("event: damaged ones are refused or read, and what is read is canonical") {
    test::Mutator mutator(test::seed_of("event damage", 1));
    const Bytes originals[] = {encoded(make_event(any_header())),
                               encoded(make_event(any_header(), any_body()))};
    for (int i = 0; i < 20'000; ++i) {
        const Bytes bytes = mutator.damage(originals[i % 2]);
        const auto event = decoded(bytes);
        if (!event.ok()) continue;
        REQUIRE(encoded(*event) == bytes);
        REQUIRE(event->parsed().ok());
    }
}

TEST_CASE("event: chains name shard, device and epoch, and cover header and commitment") {
    const Uuid one = Uuid::v7(1, Bytes(10, 1)), two = Uuid::v7(1, Bytes(10, 2));
    const Hash start = chain_start(one, two, Epoch{1});
    CHECK(start != chain_start(two, one, Epoch{1}));
    CHECK(start != chain_start(one, two, Epoch{2}));

    const Event event = make_event(any_header(), any_body());
    Event erased = event;
    erased.body.reset();
    CHECK(chain_next(start, event) == chain_next(start, erased));
    Event other = event;
    other.commitment->bytes[0] ^= 1;
    CHECK(chain_next(start, event) != chain_next(start, other));
    CHECK(chain_next(start, event) != chain_next(start, make_event(any_header())));
    CHECK(chain_next(start, event) != chain_next(chain_next(start, event), event));
}

}  // namespace xf::store
