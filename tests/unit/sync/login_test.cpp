// Login of a household's browser: what it needs, what guessing costs, and what the hub keeps of it.

#include "shared/sync/hub_recovery.hpp"
#include "tests/unit/sync/phone.hpp"

namespace xf::test {
namespace {

using sync::LoginStore;
using sync::LoginSubject;

constexpr HouseholdNo kFirst{1};

std::optional<ErrorCode> refusal(const Status& status) {
    return status.ok() ? std::nullopt : std::optional(status.error().code);
}

/// Card number `card` as nobody in the village has it.
people::Card stranger() { return {424242, {9}, people::Card::Kind::household}; }

}  // namespace

TEST_CASE("login: with the card, or its typed number, and the PIN") {
    TestHub hub;
    hub.allow_typed(0);
    Phone phone(hub);
    need(phone.log_in(hub.card(0)));
    const sync::Certificate scanned = phone.enrolled->certificate;
    CHECK(scanned.visitor());
    CHECK(scanned.device.household == kFirst);
    CHECK(scanned.device.no >= sync::kFirstVisitor);
    CHECK(scanned.expires.seconds - scanned.issued.seconds == limits::kVisitS);
    need(phone.sync());

    need(phone.log_in_typed(hub.card(0).number, kPin));
    CHECK(phone.enrolled->certificate.device.no != scanned.device.no);
    need(phone.log_in(hub.card(0), kPin, true));
    const sync::Certificate kept = phone.enrolled->certificate;
    CHECK(kept.expires.seconds - kept.issued.seconds == limits::kRememberedVisitS);
}

TEST_CASE("login: no such card, another PIN and a card without a typed login are one answer") {
    TestHub hub;
    hub.allow_typed(0);
    Phone phone(hub);
    CHECK(refusal(phone.log_in_typed(hub.card(0).number, "000000")) == ErrorCode::wrong_login);
    CHECK(refusal(phone.log_in_typed(stranger().number, kPin)) == ErrorCode::wrong_login);
    CHECK(refusal(phone.log_in_typed(hub.card(1).number, kPin)) == ErrorCode::wrong_login);
    CHECK(refusal(phone.log_in(stranger())) == ErrorCode::wrong_login);
    CHECK(refusal(phone.log_in(hub.card(0), "000000")) == ErrorCode::wrong_login);
    people::Card copied = hub.card(0);
    copied.secret[3] ^= 1;
    CHECK(refusal(phone.log_in(copied)) == ErrorCode::wrong_login);
    hub.revoke_card(0);
    CHECK(refusal(phone.log_in(hub.card(0))) == ErrorCode::wrong_login);
    CHECK_FALSE(phone.enrolled);
}

TEST_CASE("login: only who has the key, in the documented form") {
    TestHub hub;
    Phone phone(hub), thief(hub, 2);
    sync::Login login = phone.scanned(hub.card(0), kPin);
    CHECK(refusal(thief.send_login(login)) == ErrorCode::bad_signature);  // signed by another
    need(phone.send_login(login));
    // The browser's identity belongs to its key.
    sync::Login other = thief.scanned(hub.card(0), kPin);
    other.browser = phone.uuid;
    CHECK(refusal(thief.send_login(other)) == ErrorCode::bad_signature);
    need(phone.sync());

    login.pin = "12345";
    CHECK(refusal(phone.send_login(login)) == ErrorCode::malformed);
    login.pin = "12345x";
    CHECK(refusal(phone.send_login(login)) == ErrorCode::malformed);
    login.pin = "1234567";
    CHECK_FALSE(phone.send_login(login).ok());
    login.pin.clear();
    Bytes body = encode(login, phone.key);
    REQUIRE(sync::decode_login(body).ok());
    body.back() ^= 1;
    CHECK_FALSE(sync::decode_login(body).ok());
    body.resize(limits::kLoginBytes + 1);
    CHECK(error_of(sync::decode_login(body)) == ErrorCode::too_large);
}

TEST_CASE("login: guesses cost growing delays, for a card that is there or not") {
    TestHub hub;
    hub.allow_typed(0);
    const auto guess = [&](const auto& with) {
        for (int i = 0; i < limits::kPinTries; ++i)
            CHECK(refusal(with("000000")) == ErrorCode::wrong_login);
        CHECK(refusal(with(kPin)) == ErrorCode::locked_out);  // the right PIN, too
        hub.clock().advance_ms(29'000);
        CHECK(refusal(with(kPin)) == ErrorCode::locked_out);
        hub.clock().advance_ms(1'000);
        CHECK(refusal(with("000000")) == ErrorCode::wrong_login);
        hub.clock().advance_ms(30'000);
        CHECK(refusal(with(kPin)) == ErrorCode::locked_out);
        hub.clock().advance_ms(30'000);
    };
    Phone phone(hub);
    guess([&](const char* pin) { return phone.log_in(hub.card(0), pin); });
    for (const std::uint32_t number : {hub.card(0).number, stranger().number})
        guess([&](const char* pin) { return phone.log_in_typed(number, pin); });
    need(phone.log_in(hub.card(0)));  // and all is forgiven
    CHECK(refusal(phone.log_in(hub.card(0), "000000")) == ErrorCode::wrong_login);
    need(phone.log_in(hub.card(0)));
}

TEST_CASE("login: who has not got the card tries no PIN of it, and does not lock it") {
    TestHub hub;
    Phone phone(hub);
    people::Card copied = hub.card(0);
    copied.secret[3] ^= 1;
    for (int i = 0; i < 2 * limits::kPinTries; ++i)
        CHECK(refusal(phone.log_in(copied)) == ErrorCode::wrong_login);
    need(phone.log_in(hub.card(0)));
}

TEST_CASE("login: who guesses at a number does not lock out who has the card") {
    TestHub hub;
    LoginStore& logins = hub.shard().logins();
    const UnixTime now = hub.clock().now();
    for (int i = 0; i < limits::kPinTries; ++i)
        need(logins.count(LoginSubject::typed_card, hub.card(0).number, now));
    Phone phone(hub);
    CHECK(refusal(phone.log_in_typed(hub.card(0).number, kPin)) == ErrorCode::locked_out);
    need(phone.log_in(hub.card(0)));
    CHECK(refusal(phone.log_in_typed(hub.card(0).number, kPin)) == ErrorCode::locked_out);
}

TEST_CASE("login: delays of an address, which right ones do not end") {
    TestHub hub;
    Phone phone(hub);
    for (int i = 0; i < 20; ++i) {
        people::Card card = stranger();
        card.number += static_cast<std::uint32_t>(i);
        CHECK(refusal(phone.log_in(card)) == ErrorCode::wrong_login);
        if (i == 10) need(phone.log_in(hub.card(0)));
    }
    CHECK(refusal(phone.log_in(hub.card(0))) == ErrorCode::locked_out);
    hub.clock().advance_ms(30'000);
    need(phone.log_in(hub.card(0)));
}

TEST_CASE("login: delays are durable, bounded and survive a clock that was put back") {
    TestHub hub;
    store::Database& db = hub.shard().db();
    const ShardNo shard = hub.shard().no();
    const UnixTime now{2'000'000};
    const auto kind = LoginSubject::typed_card;
    for (int i = 0; i < 40; ++i) need(hub.shard().logins().count(kind, 7, now));
    // What another run of the hub knows.
    LoginStore again(db, shard);
    CHECK(need(again.wait_s(kind, 7, now)) == 3600);
    CHECK(need(again.wait_s(kind, 7, {now.seconds + 3599})) == 1);
    CHECK(need(again.wait_s(kind, 7, {now.seconds + 3600})) == 0);
    CHECK(need(again.wait_s(kind, 7, {1'960'000})) == 3600);
    CHECK(need(again.wait_s(kind, 7, {1'963'600})) == 0);

    const auto rows = [&] {
        return need(db.integer("SELECT count(*) FROM login_try WHERE kind = ?", kind));
    };
    need(again.count(kind, 7, now));
    auto transaction = need(db.begin());
    for (std::size_t i = 0; i < limits::kLoginSubjects; ++i)
        need(db.run("INSERT INTO login_try VALUES (?, ?, ?, 2, ?)", shard, kind, 1000 + i, now));
    need(again.count(kind, 8, now));
    CHECK(rows() == static_cast<std::int64_t>(limits::kLoginSubjects));
    CHECK(need(again.wait_s(kind, 7, now)) == 3600);  // who guessed most stays
    need(transaction.commit());
    need(again.count(kind, 9, {now.seconds + 86'401}));
    CHECK(rows() == 1);  // a day later all is forgiven
}

TEST_CASE("login: so many browsers of a household, and so many that the hub remembers") {
    TestHub hub;
    sync::VisitorTable& visitors = hub.shard().visitors();
    const auto admit = [&](std::uint32_t i, HouseholdNo household) {
        Uuid uuid;
        uuid.bytes = {static_cast<std::uint8_t>(i >> 16), static_cast<std::uint8_t>(i >> 8),
                      static_cast<std::uint8_t>(i)};
        const UnixTime now = hub.clock().now();
        need(visitors.admit(uuid, {}, {household, 1, {}, {now.seconds + 1000 + i}}, now));
        return uuid;
    };
    std::vector<Uuid> phones;
    for (std::uint32_t i = 0; i <= limits::kVisitorsPerHousehold; ++i)
        phones.push_back(admit(i, kFirst));
    CHECK(need(visitors.find(phones[0])).device.broken);
    for (std::size_t i = 1; i < phones.size(); ++i)
        CHECK_FALSE(need(visitors.find(phones[i])).device.broken);

    auto transaction = need(hub.shard().db().begin());
    for (std::size_t i = phones.size(); i < limits::kVisitors; ++i) {
        Uuid uuid;
        uuid.bytes = {0xFF, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
        need(hub.shard().db().run("INSERT INTO visitor VALUES (?, ?, ?, ?, 9, 1, ?, ?, 0, 0)",
                                  hub.shard().no(), sync::kFirstVisitor.value + 1000 + i, uuid,
                                  PublicKey{}, Hash{}, hub.clock().now().seconds + 9000));
    }
    CHECK(need(visitors.count()) == limits::kVisitors);
    admit(limits::kVisitors, HouseholdNo{2});
    CHECK(need(visitors.count()) == limits::kVisitors);
    CHECK(error_of(visitors.find(phones[0])) == ErrorCode::unknown_device);  // it had ended
    CHECK(visitors.find(phones[1]).ok());
    need(transaction.commit());
}

TEST_CASE("login: no device table, no event, and nobody a restored hub waits for") {
    TestHub hub;
    const std::int64_t events = need(hub.shard().db().integer("SELECT count(*) FROM event"));
    Phone phone(hub);
    need(phone.log_in(hub.card(0)));
    need(phone.sync());
    CHECK(need(hub.shard().db().integer("SELECT count(*) FROM event")) == events);
    CHECK(need(hub.shard().db().integer("SELECT count(*) FROM device")) == 0);
    const DeviceNo before = phone.no();

    need(sync::begin_recovery(hub.shard(), Epoch{2}, hub.clock().now()));
    CHECK(need(hub.shard().db().integer("SELECT count(*) FROM recovery_device")) == 0);
    CHECK(refusal(phone.log_in(hub.card(0))) == ErrorCode::recovering);
    // Its certificate is no enrolment: it gets no device's place.
    CHECK(error_of(sync::read_signed_certificate(phone.enrolled->signed_certificate,
                                                 phone.enrolled->certificate.hub_key)) ==
          ErrorCode::bad_signature);
    need(hub.shard().history().end_recovery());
    CHECK(error_of(phone.sync()) == ErrorCode::login_ended);
    need(phone.log_in(hub.card(0)));
    CHECK(phone.no().value > before.value + 1000);
}

TEST_CASE("login: certificates and lists of villages in their bytes") {
    TestHub hub;
    Phone phone(hub);
    need(phone.log_in(hub.card(0)));
    const sync::Certificate certificate = phone.enrolled->certificate;
    const sync::Certificate again = need(sync::Certificate::decode(certificate.encoded()));
    CHECK(again.device.household == kFirst);
    CHECK(again.expires == certificate.expires);
    CHECK(again.device_key == phone.key.public_key());
    sync::Login asked = phone.scanned(hub.card(0), kPin);
    Bytes reply = encode_login_reply(certificate, phone.key);  // not the hub's key
    CHECK(error_of(sync::decode_login_reply(reply, asked)) == ErrorCode::bad_reply);
    asked.browser.bytes[0] ^= 1;
    CHECK(error_of(sync::decode_login_reply(phone.enrolled->signed_certificate, asked)) ==
          ErrorCode::bad_reply);

    const sync::Villages villages{"示例镇", {{{ShardNo{3}, phone.uuid, "示例村"}, "key"}}};
    const Bytes bytes = encode(villages);
    const sync::Villages read = need(sync::decode_villages(bytes));
    CHECK(read.town == "示例镇");
    REQUIRE(read.villages.size() == 1);
    CHECK(read.villages[0].shard.name == "示例村");
    CHECK(read.villages[0].log_key == "key");
    CHECK_FALSE(sync::decode_villages(ByteView(bytes).first(bytes.size() - 1)).ok());
}

}  // namespace xf::test
