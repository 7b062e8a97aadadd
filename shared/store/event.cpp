#include "shared/store/event.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::store {
namespace {

constexpr std::size_t kHeaderItems = 6;
constexpr std::size_t kSaltBytes = 16;
constexpr std::int64_t kLastSecond = 253'402'300'799;  // of the year 9999: far from overflow
constexpr std::int64_t kMostDays = 36'600;             // a business date and a clock differ less

Result<Header> read_header(cbor::Reader& in) {
    Header header;
    XF_ASSIGN(header.type, in.uint32());
    XF_ASSIGN(const std::uint64_t seconds, in.uint(kLastSecond));
    header.time = {static_cast<std::int64_t>(seconds)};
    XF_ASSIGN(const std::int64_t shift, in.integer());
    if (shift < -kMostDays || shift > kMostDays)
        return Error{ErrorCode::malformed, "event: day shift"};
    header.day_shift = static_cast<std::int32_t>(shift);
    XF_ASSIGN(const std::uint32_t actor, in.uint32());
    header.actor = {static_cast<Actor::Kind>(actor & 3), actor >> 2};
    XF_ASSIGN(const std::uint64_t auth, in.uint(UINT8_MAX));
    header.auth = static_cast<AuthMethod>(auth);
    XF_ASSIGN(header.data, in.item());
    if (header.data.empty() || header.data[0] >> 5 != 4)
        return Error{ErrorCode::malformed, "event: data is not an array"};
    return header;
}

Result<Body> read_body(cbor::Reader& in) {
    Body body;
    XF_ASSIGN(const ByteView salt, in.bytes_of(kSaltBytes));
    std::copy(salt.begin(), salt.end(), body.salt.begin());
    XF_ASSIGN(const ByteView content, in.bytes(limits::kEventBytes));
    body.content.assign(content.begin(), content.end());
    return body;
}

}  // namespace

std::optional<PersonNo> Actor::person() const {
    if (kind != Kind::person) return std::nullopt;
    return PersonNo{number};
}

std::optional<StaffNo> Actor::staff() const {
    if (kind != Kind::staff) return std::nullopt;
    return StaffNo{number};
}

Hash Body::commitment() const { return sha256({salt, content}); }

Result<Header> parse_header(ByteView header) {
    cbor::Reader in(header);
    XF_ASSIGN(Header out, read_header(in));
    XF_TRY(in.finish());
    return out;
}

Result<Header> Event::parsed() const { return parse_header(header); }

Bytes encode_header(const Header& header) {
    const std::int64_t seconds = std::clamp<std::int64_t>(header.time.seconds, 0, kLastSecond);
    cbor::Writer out;
    out.uint(header.type)
        .uint(static_cast<std::uint64_t>(seconds))
        .integer(header.day_shift)
        .uint(header.actor.number << 2 | static_cast<std::uint32_t>(header.actor.kind))
        .uint(static_cast<std::uint64_t>(header.auth))
        .raw(header.data);
    return out.take();
}

Event make_event(const Header& header) {
    return {encode_header(header), std::nullopt, std::nullopt};
}

Event make_event(const Header& header, Body body) {
    const Hash commitment = body.commitment();
    return {encode_header(header), commitment, std::move(body)};
}

void write(cbor::Writer& out, const Event& event) {
    if (event.body) {
        out.array(kHeaderItems + 2).raw(event.header);
        out.bytes(event.body->salt).bytes(event.body->content);
    } else if (event.commitment) {
        out.array(kHeaderItems + 1).raw(event.header).bytes(*event.commitment);
    } else {
        out.array(kHeaderItems).raw(event.header);
    }
}

Result<Event> read_event(cbor::Reader& in) {
    XF_ASSIGN(const ByteView whole, in.item(limits::kEventDepth));
    if (whole.size() > limits::kEventBytes) return Error{ErrorCode::too_large, "event"};
    cbor::Reader reader(whole);
    XF_ASSIGN(const std::size_t items, reader.array(kHeaderItems + 2));
    if (items < kHeaderItems) return Error{ErrorCode::malformed, "event: too few items"};

    Event event;
    for (std::size_t i = 0; i < kHeaderItems; ++i) {
        XF_ASSIGN(const ByteView item, reader.item());
        append(event.header, item);
    }
    cbor::Reader header(event.header);
    XF_TRY(read_header(header));

    if (items == kHeaderItems + 1) {
        XF_ASSIGN(const ByteView hash, reader.bytes_of(32));
        event.commitment = Hash::from(hash);
    } else if (items == kHeaderItems + 2) {
        XF_ASSIGN(event.body, read_body(reader));
        event.commitment = event.body->commitment();
    }
    return event;
}

Status check_readable(const Event& event) {
    cbor::Writer out;
    write(out, event);
    cbor::Reader in(out.out());
    const auto read = read_event(in);
    if (!read.ok()) return read.error();
    return in.finish();
}

Hash chain_start(const Uuid& shard, const Uuid& device, Epoch epoch) {
    cbor::Writer out;
    out.array(4).text("xinfeng/chain/1").bytes(shard.bytes).bytes(device.bytes).uint(epoch.value);
    return sha256(out.out());
}

Hash chain_next(const Hash& previous, const Event& event) {
    // Six self-delimiting items, then 32 bytes or nothing: no two events give the same input.
    if (event.commitment) return sha256({previous, event.header, *event.commitment});
    return sha256({previous, event.header});
}

}  // namespace xf::store
