// How a device becomes part of a village: one-time codes, and what both sides prove to each other.
#include "shared/sync/enrolment.hpp"

#include <set>

#include "shared/base/limits.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::sync {
namespace {

using test::error_of;
using test::need;

struct Office {
    Office() { need(world.found()); }

    EnrolCode code(store::Capabilities capabilities = store::capability::kKiosk) {
        return need(world.hub.new_code(capabilities, "自助机"));
    }
    Result<Enrolled> enrol(const EnrolCode& with, const Uuid& who, const SigningKey& own) {
        const Bytes body = encode_enrol_request(with, who, own.public_key(), nonce);
        XF_ASSIGN(const Bytes reply, world.hub.session().enrol(world.hub.shard(), body));
        return decode_enrol_reply(reply, with, who, nonce);
    }
    std::int64_t devices() {
        return need(world.hub.shard().db().integer("SELECT count(*) FROM device"));
    }
    std::int64_t codes() {
        return need(world.hub.shard().db().integer("SELECT count(*) FROM enrol_code"));
    }

    sim::World world{1};
    Nonce nonce{1, 2, 3};
    Uuid device = Uuid::v7(1, Bytes(10, 4));
    SigningKey key = *SigningKey::from_seed(Bytes(32, 5));
};

EnrolCode with_secret(EnrolCode code, std::string secret) {
    code.secret = std::move(secret);
    return code;
}

}  // namespace

TEST_CASE("enrolment: a code is read as people type it") {
    test::SeededRandom random(1);
    const EnrolCode code = EnrolCode::make(random);
    CHECK(code.text().size() == 19);
    CHECK(need(EnrolCode::parse(code.text())).secret == code.secret);
    std::string lower = code.text();
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    CHECK(need(EnrolCode::parse(lower)).id == code.id);
    CHECK(need(EnrolCode::parse(" " + code.id + " " + code.secret + " ")).secret == code.secret);
    CHECK(need(EnrolCode::parse("oOiI-lLaa-0011-22zz")).text() == "0011-11AA-0011-22ZZ");
    for (const char* wrong : {"", "K7QM", "K7QM-2T9X-5RDH-8VW", "K7QM-2T9X-5RDH-8VWNN",
                              "K7QM-2T9X-5RDH-8VWU", "K7QM-2T9X-5RDH-8VW\xE6", "二维码"})
        CHECK(error_of(EnrolCode::parse(wrong)) == ErrorCode::bad_code);
}

TEST_CASE("enrolment: codes use their whole alphabet") {
    test::SeededRandom random(2);
    std::set<char> seen;
    std::set<std::string> codes;
    for (int i = 0; i < 1000; ++i) {
        const EnrolCode code = EnrolCode::make(random);
        CHECK(codes.insert(code.text()).second);
        for (const char c : code.id + code.secret) seen.insert(c);
    }
    CHECK(seen.size() == 32);
}

TEST_CASE("enrolment: both sides learn each other's key, and the device what it is") {
    Office office;
    const Enrolled enrolled =
        need(office.enrol(office.code(store::capability::kCounter), office.device, office.key));
    const Certificate& certificate = enrolled.certificate;
    CHECK(certificate.device.no == DeviceNo{1});
    CHECK(certificate.device.epoch == Epoch{1});
    CHECK(certificate.device.uuid == office.device);
    CHECK(certificate.device.capabilities == store::capability::kCounter);
    CHECK(certificate.hub_key == office.world.hub.identity().key.public_key());
    CHECK(certificate.shard.no == sim::kShard);
    CHECK(certificate.device_name == "自助机");
    const DeviceRow row = need(office.world.hub.shard().devices().find(office.device));
    CHECK(row.key == office.key.public_key());
    CHECK(row.counter == 0);
    CHECK_FALSE(row.broken);
    CHECK(need(Certificate::decode(certificate.encoded())).encoded() == certificate.encoded());
}

TEST_CASE("enrolment: a code works once") {
    Office office;
    const EnrolCode code = office.code();
    need(office.enrol(code, office.device, office.key));
    CHECK(error_of(office.enrol(code, Uuid::v7(2, Bytes(10)), office.key)) == ErrorCode::bad_code);
    CHECK(error_of(office.enrol(code, office.device, office.key)) == ErrorCode::bad_code);
    CHECK(office.devices() == 1);
    CHECK(office.codes() == 0);
}

TEST_CASE("enrolment: five wrong tries burn a code") {
    Office office;
    const EnrolCode code = office.code();
    for (int i = 0; i < limits::kEnrolTries - 1; ++i)
        CHECK(error_of(office.enrol(with_secret(code, "000000000000"), office.device,
                                    office.key)) == ErrorCode::bad_code);
    need(office.enrol(code, office.device, office.key));  // the fifth try may be right

    const EnrolCode second = office.code();
    for (int i = 0; i < limits::kEnrolTries; ++i)
        CHECK(error_of(office.enrol(with_secret(second, "000000000000"), office.device,
                                    office.key)) == ErrorCode::bad_code);
    CHECK(error_of(office.enrol(second, Uuid::v7(9, Bytes(10)), office.key)) ==
          ErrorCode::bad_code);
    CHECK(office.devices() == 1);
    CHECK(office.codes() == 0);
}

TEST_CASE("enrolment: a code lives ten minutes, to the second") {
    Office office;
    const EnrolCode code = office.code(), late = office.code();
    office.world.advance_ms(limits::kEnrolCodeMs);
    need(office.enrol(code, office.device, office.key));
    office.world.advance_ms(1000);
    CHECK(error_of(office.enrol(late, Uuid::v7(2, Bytes(10)), office.key)) == ErrorCode::bad_code);
    CHECK(office.codes() == 0);
}

TEST_CASE("enrolment: an unknown code does not touch the others") {
    Office office;
    const EnrolCode code = office.code();
    for (int i = 0; i < 20; ++i)
        CHECK(error_of(office.enrol({"ZZZZ", code.secret}, office.device, office.key)) ==
              ErrorCode::bad_code);
    need(office.enrol(code, office.device, office.key));
}

TEST_CASE("enrolment: a device that enrols again begins a new epoch under its number") {
    Office office;
    need(office.enrol(office.code(store::capability::kCounter), office.device, office.key));
    need(office.world.hub.shard().devices().set_broken({1}));
    need(office.world.hub.shard().devices().set_counter({1}, 99, {}));
    const SigningKey key = *SigningKey::from_seed(Bytes(32, 6));
    const Enrolled again = need(office.enrol(office.code(), office.device, key));
    CHECK(again.certificate.device.no == DeviceNo{1});
    CHECK(again.certificate.device.epoch == Epoch{2});
    CHECK(again.certificate.device.capabilities == store::capability::kKiosk);
    const DeviceRow row = need(office.world.hub.shard().devices().find(office.device));
    CHECK(row.key == key.public_key());
    CHECK(row.counter == 0);
    CHECK_FALSE(row.broken);
    // It is no counter any more, so it has no share in anyone's points.
    CHECK(need(office.world.hub.shard().db().integer("SELECT count(*) FROM points_counter")) == 0);
    CHECK(need(office.enrol(office.code(), Uuid::v7(2, Bytes(10)), key)).certificate.device.no ==
          DeviceNo{2});
}

TEST_CASE("enrolment: whoever does not know the code can't stand between") {
    Office office;
    const EnrolCode code = office.code();
    const Bytes body =
        encode_enrol_request(code, office.device, office.key.public_key(), office.nonce);
    // Another key in the request
    const EnrolRequest request = need(decode_enrol_request(body));
    CHECK(knows_code(request, code.secret));
    EnrolRequest other = request;
    other.key.bytes[0] ^= 1;
    CHECK_FALSE(knows_code(other, code.secret));
    other = request;
    other.device.bytes[0] ^= 1;
    CHECK_FALSE(knows_code(other, code.secret));
    other = request;
    other.nonce[0] ^= 1;
    CHECK_FALSE(knows_code(other, code.secret));
    // Another hub in the reply
    const Bytes reply = need(office.world.hub.session().enrol(office.world.hub.shard(), body));
    CHECK(decode_enrol_reply(reply, code, office.device, office.nonce).ok());
    CHECK(error_of(decode_enrol_reply(reply, with_secret(code, "000000000000"), office.device,
                                      office.nonce)) == ErrorCode::bad_reply);
    CHECK(error_of(decode_enrol_reply(reply, code, Uuid::v7(7, Bytes(10)), office.nonce)) ==
          ErrorCode::bad_reply);
    CHECK(error_of(decode_enrol_reply(reply, code, office.device, Nonce{})) ==
          ErrorCode::bad_reply);
    for (std::size_t byte = 0; byte < reply.size(); ++byte) {
        Bytes damaged = reply;
        damaged[byte] ^= 1;
        REQUIRE_FALSE(decode_enrol_reply(damaged, code, office.device, office.nonce).ok());
    }
}

TEST_CASE("enrolment: damaged requests are refused and enrol nobody") {
    Office office;
    const EnrolCode code = office.code();
    const Bytes body =
        encode_enrol_request(code, office.device, office.key.public_key(), office.nonce);
    for (std::size_t size = 0; size < body.size(); ++size)
        REQUIRE(error_of(decode_enrol_request(ByteView(body).first(size))) == ErrorCode::malformed);
    for (const Bytes& bad : {Bytes{}, Bytes(4096), Bytes(100, 0x81)})
        CHECK_FALSE(office.world.hub.session().enrol(office.world.hub.shard(), bad).ok());
    Bytes newer = body;
    newer[1] = 3;
    CHECK(error_of(decode_enrol_request(newer)) == ErrorCode::unsupported_version);
    CHECK(office.devices() == 0);
    need(office.enrol(code, office.device, office.key));
}

}  // namespace xf::sync
