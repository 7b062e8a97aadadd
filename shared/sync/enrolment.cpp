#include "shared/sync/enrolment.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::sync {
namespace {

constexpr std::uint64_t kVersion = 2;
constexpr std::uint64_t kVersionWithoutKey = 1;
constexpr std::uint64_t kVersionOfVisitor = 3;
constexpr std::uint64_t kEd25519 = 1;
constexpr std::string_view kRequestDomain = "xinfeng/enroll/1";
constexpr std::string_view kReplyDomain = "xinfeng/enrolled/1";
constexpr std::string_view kCertificateDomain = "xinfeng/certificate/1";
constexpr std::size_t kCertificateBytes = 2048;

/// The items of an enrol body that its mac covers.
Bytes request_items(std::uint64_t version, std::string_view code_id, const Uuid& device,
                    const PublicKey& key, ByteView nonce) {
    cbor::Writer out;
    out.uint(version).text(code_id).bytes(device.bytes).bytes(key.bytes).bytes(nonce);
    return out.take();
}

Hash request_mac(std::string_view secret, ByteView items) {
    return hmac_sha256(as_bytes(secret), in_domain(kRequestDomain, {items}));
}

Hash reply_mac(std::string_view secret, ByteView nonce, ByteView certificate) {
    return hmac_sha256(as_bytes(secret), in_domain(kReplyDomain, {nonce, certificate}));
}

std::uint64_t version_of(const Certificate& certificate) {
    if (certificate.visitor()) return kVersionOfVisitor;
    return certificate.device_key ? kVersion : kVersionWithoutKey;
}

constexpr std::size_t items_of(std::uint64_t version) {
    return version == kVersionWithoutKey ? 15 : version == kVersion ? 16 : 18;
}

std::uint64_t seconds(UnixTime time) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(time.seconds, 0));
}

template <typename T>
Result<T> read_fixed(cbor::Reader& in) {
    T out{};
    XF_ASSIGN(const ByteView bytes, in.bytes_of(out.bytes.size()));
    std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
    return out;
}

}  // namespace

Bytes Certificate::encoded() const {
    cbor::Writer out;
    const std::uint64_t version = version_of(*this);
    out.array(items_of(version))
        .uint(version)
        .uint(kEd25519)
        .text(town)
        .bytes(hub_key.bytes)
        .uint(hub_epoch)
        .uint(shard.no.value)
        .bytes(shard.uuid.bytes)
        .text(shard.name)
        .uint(device.no.value)
        .bytes(device.uuid.bytes)
        .uint(device.epoch.value)
        .uint(device.capabilities)
        .text(device_name)
        .text(log_key)
        .uint(seconds(issued));
    if (device_key) out.bytes(device_key->bytes);
    if (visitor()) out.uint(device.household.value).uint(seconds(expires));
    return out.take();
}

namespace {

Status read_visit(cbor::Reader& in, Certificate& out) {
    XF_ASSIGN(out.device.household, in.number<HouseholdNo>());
    XF_ASSIGN(const std::uint64_t expires, in.uint(INT64_MAX));
    out.expires = {static_cast<std::int64_t>(expires)};
    return {};
}

}  // namespace

Result<Certificate> Certificate::decode(ByteView bytes) {
    XF_TRY(cbor::validate(bytes, kCertificateBytes));
    cbor::Reader in(bytes);
    XF_ASSIGN(const std::size_t items, in.array(items_of(kVersionOfVisitor)));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    XF_ASSIGN(const std::uint64_t algorithm, in.uint());
    if (algorithm != kEd25519 || version < kVersionWithoutKey || version > kVersionOfVisitor)
        return ErrorCode::unsupported_version;
    if (items != items_of(version)) return Error{ErrorCode::malformed, "certificate"};
    Certificate out;
    XF_ASSIGN(out.town, in.text(limits::kNameBytes));
    XF_ASSIGN(out.hub_key, read_fixed<PublicKey>(in));
    XF_ASSIGN(out.hub_epoch, in.uint(INT64_MAX));
    XF_ASSIGN(out.shard.no, in.number<ShardNo>());
    XF_ASSIGN(out.shard.uuid, read_fixed<Uuid>(in));
    XF_ASSIGN(out.shard.name, in.text(limits::kNameBytes));
    XF_ASSIGN(out.device.no, in.number<DeviceNo>());
    XF_ASSIGN(out.device.uuid, read_fixed<Uuid>(in));
    XF_ASSIGN(out.device.epoch, in.number<Epoch>());
    XF_ASSIGN(const std::uint64_t capabilities, in.uint(255));
    out.device.capabilities = static_cast<store::Capabilities>(capabilities);
    XF_ASSIGN(out.device_name, in.text(limits::kNameBytes));
    XF_ASSIGN(out.log_key, in.text(limits::kNameBytes * 4));
    XF_ASSIGN(const std::uint64_t issued, in.uint(INT64_MAX));
    out.issued = {static_cast<std::int64_t>(issued)};
    if (version != kVersionWithoutKey) {
        XF_ASSIGN(out.device_key, read_fixed<PublicKey>(in));
    }
    if (version == kVersionOfVisitor) XF_TRY(read_visit(in, out));
    if (out.visitor() != (version == kVersionOfVisitor))
        return Error{ErrorCode::malformed, "certificate"};
    XF_TRY(in.finish());
    return out;
}

Result<Certificate> read_signed_certificate(ByteView bytes, const PublicKey& hub) {
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

Result<PublicKey> hub_named_by(ByteView bytes) {
    XF_TRY(cbor::validate(bytes, kCertificateBytes));
    cbor::Reader in(bytes);
    XF_TRY(in.array_of(2));
    XF_ASSIGN(const ByteView encoded, in.bytes(kCertificateBytes));
    XF_ASSIGN(const Certificate certificate, Certificate::decode(encoded));
    return certificate.hub_key;
}

Bytes encode_enrol_request(const EnrolCode& code, const Uuid& device, const PublicKey& key,
                           const std::array<std::uint8_t, 16>& nonce) {
    const Bytes items = request_items(kVersion, code.id, device, key, nonce);
    cbor::Writer out;
    out.array(6).raw(items).bytes(request_mac(code.secret, items));
    return out.take();
}

Result<EnrolRequest> decode_enrol_request(ByteView body) {
    XF_TRY(cbor::validate(body, kCertificateBytes));
    cbor::Reader in(body);
    XF_TRY(in.array_of(6));
    EnrolRequest out;
    XF_ASSIGN(out.version, in.uint());
    if (out.version < kVersionWithoutKey || out.version > kVersion)
        return ErrorCode::unsupported_version;
    XF_ASSIGN(out.code_id, in.text(limits::kNameBytes));
    XF_ASSIGN(out.device, read_fixed<Uuid>(in));
    XF_ASSIGN(out.key, read_fixed<PublicKey>(in));
    XF_ASSIGN(const ByteView nonce, in.bytes_of(out.nonce.size()));
    std::copy(nonce.begin(), nonce.end(), out.nonce.begin());
    XF_ASSIGN(out.mac, read_fixed<Hash>(in));
    XF_TRY(in.finish());
    return out;
}

bool knows_code(const EnrolRequest& request, std::string_view secret) {
    const Bytes items =
        request_items(request.version, request.code_id, request.device, request.key, request.nonce);
    return same_secret(request.mac, request_mac(secret, items));
}

Bytes encode_enrol_reply(const Certificate& certificate, const SigningKey& hub,
                         std::string_view secret, const std::array<std::uint8_t, 16>& nonce) {
    const Bytes encoded = certificate.encoded();
    const Signature signature = hub.sign(in_domain(kCertificateDomain, {encoded}));
    cbor::Writer out;
    out.array(3).bytes(encoded).bytes(signature.bytes).bytes(reply_mac(secret, nonce, encoded));
    return out.take();
}

Result<Enrolled> decode_enrol_reply(ByteView body, const EnrolCode& code, const Uuid& device,
                                    const std::array<std::uint8_t, 16>& nonce) {
    XF_TRY(cbor::validate(body, kCertificateBytes));
    cbor::Reader in(body);
    XF_TRY(in.array_of(3));
    XF_ASSIGN(const ByteView encoded, in.bytes(kCertificateBytes));
    XF_ASSIGN(const Signature signature, read_fixed<Signature>(in));
    XF_ASSIGN(const Hash mac, read_fixed<Hash>(in));
    XF_TRY(in.finish());
    if (!same_secret(mac, reply_mac(code.secret, nonce, encoded)))
        return Error{ErrorCode::bad_reply, "enrolment: not from who gave the code"};
    XF_ASSIGN(Certificate certificate, Certificate::decode(encoded));
    if (certificate.device.uuid != device ||
        !verify(certificate.hub_key, in_domain(kCertificateDomain, {encoded}), signature))
        return Error{ErrorCode::bad_reply, "enrolment: certificate"};
    cbor::Writer kept;
    kept.array(2).bytes(encoded).bytes(signature.bytes);
    return Enrolled{std::move(certificate), kept.take()};
}

}  // namespace xf::sync
