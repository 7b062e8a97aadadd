#include "shared/sync/login.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kLoginDomain = "xinfeng/login/1";
constexpr std::string_view kMacDomain = "xinfeng/login-pin/1";
constexpr std::string_view kLogoutDomain = "xinfeng/logout/1";
constexpr std::string_view kCertificateDomain = "xinfeng/visitor/1";
constexpr std::size_t kCertificateBytes = 2048;
constexpr std::size_t kVillagesBytes = 65536;
constexpr std::size_t kMostVillages = 200;
constexpr std::size_t kLogKeyBytes = limits::kNameBytes * 4;

template <typename T>
Result<T> read_fixed(cbor::Reader& in) {
    T out{};
    XF_ASSIGN(const ByteView bytes, in.bytes_of(out.bytes.size()));
    std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
    return out;
}

Status read_version(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t version, in.uint());
    return version == kVersion ? Status() : Status(ErrorCode::unsupported_version);
}

bool is_pin(std::string_view text) {
    return text.size() == limits::kPinDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Status read_proof(cbor::Reader& in, Login& out) {
    XF_ASSIGN(const std::size_t items, in.array(2));
    if (items == 2) {
        XF_ASSIGN(out.card_proof, read_fixed<Hash>(in));
        XF_ASSIGN(out.mac, read_fixed<Hash>(in));
        return {};
    }
    if (items != 1) return Error{ErrorCode::malformed, "login: proof"};
    XF_ASSIGN(const std::string_view pin, in.text(limits::kPinDigits));
    if (!is_pin(pin)) return Error{ErrorCode::malformed, "login: PIN"};
    out.pin = pin;
    return {};
}

}  // namespace

Hash login_mac(const Hash& verifier, const PublicKey& browser) {
    return hmac_sha256(verifier, in_domain(kMacDomain, {browser.bytes}));
}

Bytes encode(const Login& login, const SigningKey& browser) {
    cbor::Writer out;
    out.array(7)
        .uint(kVersion)
        .uint(login.shard.value)
        .bytes(login.browser.bytes)
        .bytes(login.key.bytes)
        .boolean(login.remember)
        .uint(login.card);
    if (login.typed())
        out.array(1).text(login.pin);
    else
        out.array(2).bytes(login.card_proof).bytes(login.mac);
    return sign_message(kLoginDomain, browser, out.out());
}

Result<Login> decode_login(ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kLoginBytes));
    cbor::Reader in(message.message);
    XF_TRY(in.array_of(7));
    XF_TRY(read_version(in));
    Login out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(out.browser, read_fixed<Uuid>(in));
    XF_ASSIGN(out.key, read_fixed<PublicKey>(in));
    XF_ASSIGN(out.remember, in.boolean());
    XF_ASSIGN(out.card, in.uint32());
    XF_TRY(read_proof(in, out));
    XF_TRY(in.finish());
    if (!verify(out.key, in_domain(kLoginDomain, {message.message}), message.signature))
        return ErrorCode::bad_signature;
    return out;
}

Bytes encode_login_reply(const Certificate& certificate, const SigningKey& hub) {
    const Bytes encoded = certificate.encoded();
    cbor::Writer out;
    out.array(2).bytes(encoded).bytes(hub.sign(in_domain(kCertificateDomain, {encoded})).bytes);
    return out.take();
}

Result<Certificate> read_visitor_certificate(ByteView bytes, const PublicKey& hub) {
    XF_TRY(cbor::validate(bytes, kCertificateBytes));
    cbor::Reader in(bytes);
    XF_TRY(in.array_of(2));
    XF_ASSIGN(const ByteView encoded, in.bytes(kCertificateBytes));
    XF_ASSIGN(const Signature signature, read_fixed<Signature>(in));
    XF_TRY(in.finish());
    if (!verify(hub, in_domain(kCertificateDomain, {encoded}), signature))
        return ErrorCode::bad_signature;
    return Certificate::decode(encoded);
}

Result<Enrolled> decode_login_reply(ByteView body, const Login& asked) {
    const auto read = [&]() -> Result<Enrolled> {
        XF_ASSIGN(const PublicKey hub, hub_named_by(body));
        XF_ASSIGN(Certificate certificate, read_visitor_certificate(body, hub));
        return Enrolled{std::move(certificate), Bytes(body.begin(), body.end())};
    };
    auto enrolled = read();
    if (!enrolled.ok()) return Error{ErrorCode::bad_reply, enrolled.error().message()};
    const Certificate& certificate = enrolled->certificate;
    const bool asked_for = certificate.visitor() && certificate.shard.no == asked.shard &&
                           certificate.device.uuid == asked.browser &&
                           certificate.device_key == asked.key;
    if (!asked_for) return Error{ErrorCode::bad_reply, "login: another certificate"};
    return enrolled;
}

Bytes encode(const Logout& logout, const SigningKey& browser) {
    cbor::Writer out;
    out.array(3).uint(kVersion).uint(logout.shard.value).bytes(logout.browser.bytes);
    return sign_message(kLogoutDomain, browser, out.out());
}

Result<Logout> decode_logout(const Signed& body) {
    cbor::Reader in(body.message);
    XF_TRY(in.array_of(3));
    XF_TRY(read_version(in));
    Logout out;
    XF_ASSIGN(out.shard, in.number<ShardNo>());
    XF_ASSIGN(out.browser, read_fixed<Uuid>(in));
    XF_TRY(in.finish());
    return out;
}

bool logout_signed_by(const PublicKey& browser, const Signed& body) {
    return verify(browser, in_domain(kLogoutDomain, {body.message}), body.signature);
}

Bytes encode(const Villages& villages) {
    cbor::Writer out;
    out.array(3).uint(kVersion).text(villages.town).array(villages.villages.size());
    for (const VillageEntry& village : villages.villages)
        out.array(4)
            .uint(village.shard.no.value)
            .bytes(village.shard.uuid.bytes)
            .text(village.shard.name)
            .text(village.log_key);
    return out.take();
}

Result<Villages> decode_villages(ByteView body) {
    XF_TRY(cbor::validate(body, kVillagesBytes));
    cbor::Reader in(body);
    XF_TRY(in.array_of(3));
    XF_TRY(read_version(in));
    Villages out;
    XF_ASSIGN(out.town, in.text(limits::kNameBytes));
    XF_ASSIGN(const std::size_t count, in.array(kMostVillages));
    for (std::size_t i = 0; i < count; ++i) {
        VillageEntry village;
        XF_TRY(in.array_of(4));
        XF_ASSIGN(village.shard.no, in.number<ShardNo>());
        XF_ASSIGN(village.shard.uuid, read_fixed<Uuid>(in));
        XF_ASSIGN(village.shard.name, in.text(limits::kNameBytes));
        XF_ASSIGN(village.log_key, in.text(kLogKeyBytes));
        out.villages.push_back(std::move(village));
    }
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::sync
