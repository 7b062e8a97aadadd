// Events: everything that happens, kept as the bytes it arrived in.
//
//   event  = [type, time, day_shift, actor, auth, data]                 no body
//          | [type, time, day_shift, actor, auth, data, commitment]     body erased, or not for you
//          | [type, time, day_shift, actor, auth, data, salt, content]  with its body
//
//   type       uint     number of the event type
//   time       uint     Unix seconds on the device's clock: shown, never trusted
//   day_shift  int      business date minus the civil date (UTC+8) of `time`, in days
//   actor      uint     number × 4 + kind (0 the device itself, 1 person, 2 staff)
//   auth       uint     how the actor was authenticated (AuthMethod), at most 255
//
// A kind of actor or a method that a version does not know is kept and hashed as it is, and refused
// by a verdict.
//
//   data       array    by type; its first item is the subject of the type's scope, if it has one
//   salt       bytes    16 random bytes
//   content    bytes    by type: free text, names. Never anything that money depends on
//   commitment bytes    SHA-256(salt ‖ content)
//
// The encodings of the first six items, one after the other, are the *header*. Chains, running
// hashes and signatures cover header and commitment, never the body: erasing a person drops salt and
// content, and everything still verifies. Shard, device, epoch and sequence are not repeated in each
// event: they are the position in the device's chain, whose start names them.
#pragma once

#include <optional>

#include "shared/base/bytes.hpp"
#include "shared/base/cbor.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace xf::store {

struct Actor {
    enum class Kind : std::uint8_t { device = 0, person = 1, staff = 2 };
    Kind kind = Kind::device;
    std::uint32_t number = 0;

    static Actor of(PersonNo no) { return {Kind::person, no.value}; }
    static Actor of(StaffNo no) { return {Kind::staff, no.value}; }
    std::optional<PersonNo> person() const;
    std::optional<StaffNo> staff() const;
    friend bool operator==(const Actor&, const Actor&) = default;
};

enum class AuthMethod : std::uint8_t {
    none = 0,
    card_and_pin = 1,
    staff_pin = 2,
    hub = 3,
    claim_code = 4  ///< a pseudonym (requests/claim.hpp); what is done by it is signed by its key
};

/// The parsed header. `data` borrows from the bytes it was parsed from.
struct Header {
    std::uint32_t type = 0;
    UnixTime time;
    std::int32_t day_shift = 0;
    Actor actor;
    AuthMethod auth = AuthMethod::none;
    ByteView data;

    Day business_date() const { return {china_day(time).days + day_shift}; }
    cbor::Reader reader() const { return cbor::Reader(data); }
};

struct Body {
    std::array<std::uint8_t, 16> salt{};
    Bytes content;

    Hash commitment() const;
};

/// One event without its position.
struct Event {
    Bytes header;                    ///< encodings of the six items
    std::optional<Hash> commitment;  ///< set exactly when the type has a body
    std::optional<Body> body;        ///< matches the commitment; absent when erased or withheld

    /// Borrows from `header`. Errors: malformed.
    Result<Header> parsed() const;
};

/// Parses the six items of a header. Errors: malformed.
Result<Header> parse_header(ByteView header);

/// Encodes a header. `data` is one encoded CBOR array. A clock before 1970 or after 9999 is put at
/// that end: it is somebody's flat battery, and no reason to stop.
Bytes encode_header(const Header& header);

/// An event with a body, or without one.
Event make_event(const Header& header);
Event make_event(const Header& header, Body body);

void write(cbor::Writer& out, const Event& event);
/// Reads one event and checks everything that does not depend on its type. Errors: malformed,
/// too_large.
Result<Event> read_event(cbor::Reader& in);

/// Whether every receiver will be able to read it: asked before an event enters a chain, which it
/// would block for ever. Errors: as read_event.
Status check_readable(const Event& event);

/// First link of a device's chain: names town-wide unique identities, so that no chain can be
/// passed off as another's.
Hash chain_start(const Uuid& shard, const Uuid& device, Epoch epoch);
Hash chain_next(const Hash& previous, const Event& event);

}  // namespace xf::store
