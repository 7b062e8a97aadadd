// Version 1 of what stands by itself: each type of event, and the files with which a device is rescued.
#include <set>
#include <sstream>

#include "shared/app/device_identity.hpp"
#include "shared/app/registry.hpp"
#include "shared/rescue/sealed_file.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/frozen/corpus.hpp"
#include "tests/unit/frozen/samples.hpp"

namespace xf::test {
namespace {

using store::Event;
using store::Header;

Bytes from_hex(const std::string& text) {
    Bytes out;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2)
        out.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(at, 2), nullptr, 16)));
    return out;
}

const SampleType& type_of(std::uint32_t number) {
    for (const SampleType& type : sample_types())
        if (type.number == number) return type;
    FAIL("no sample of type " << number);
    return sample_types().front();
}

/// What today's program reads of an event, written anew.
Event remade(const Event& event) {
    const Header header = need(event.parsed());
    const Remade made = type_of(header.type).remake(header, event);
    Header again = header;
    again.data = made.data;
    if (!made.content) return store::make_event(again);
    REQUIRE(event.body);
    return store::make_event(again, {event.body->salt, *made.content});
}

}  // namespace

TEST_CASE("frozen: an event of each type of version 1 is read, and written as it was") {
    const Bytes file = frozen("events.txt");
    std::istringstream lines{std::string(as_text(file))};
    std::uint32_t number = 0;
    std::string hex;
    std::set<std::uint32_t> frozen_types;
    while (lines >> number >> hex) {
        CAPTURE(number);
        const Bytes bytes = from_hex(hex);
        cbor::Reader in(bytes);
        const Event event = need(store::read_event(in));
        need(in.finish());
        CHECK(need(event.parsed()).type == number);
        cbor::Writer out;
        store::write(out, remade(event));
        CHECK(to_hex(out.out()) == hex);
        const auto known = app::registry().find(number);
        REQUIRE(known);
        CHECK(known->type->has_body == event.body.has_value());
        frozen_types.insert(number);
    }
    CHECK(frozen_types.size() == 41);
}

TEST_CASE("frozen: the next corpus will have an event of every type that there is") {
    for (const store::Feature* feature : app::registry().features())
        for (const store::EventType& type : feature->types)
            CHECK(type_of(type.number).number == type.number);
}

TEST_CASE("frozen: identity and sealed file of version 1 are opened by its hub") {
    const Bytes file = frozen("identity.cbor");
    StoreFixture kiosk(11, frozen_database("client.db.z"));
    store::Database db = need(kiosk.open());
    const auto own = need(app::DeviceIdentity::load(db, kiosk.clock.now(), kiosk.random));
    CHECK(rescue::encode_identity(own.key, own.signed_certificate) == file);
    CHECK(need(rescue::decode_identity(file)).key.public_key() == own.key.public_key());

    SimDisk plain(1);
    const auto database = need(plain.open("database")), wal = need(plain.open("wal"));
    const SigningKey hub = frozen_hub_key();
    rescue::SealedReader reader(hub, *database, *wal);
    need(reader.take(frozen("sealed.bin")));
    const rescue::Sealed sealed = need(reader.finish());
    CHECK(rescue::encode_identity(sealed.identity.key, sealed.identity.signed_certificate) == file);
    CHECK(sealed.unread_bytes == 0);
    const auto text_in = [](ports::BlockDevice& device) {
        Bytes out(static_cast<std::size_t>(need(device.size())));
        static_cast<void>(need(device.read(0, out)));
        return std::string(as_text(out));
    };
    CHECK(text_in(*database) == kSealedDatabase);
    CHECK(text_in(*wal) == kSealedWal);
}

}  // namespace xf::test
