#include "shared/rescue/identity_copy.hpp"

#include <memory>
#include <string>

#include "shared/store/set_aside.hpp"
#include "shared/sync/login.hpp"

namespace xf::rescue {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kSeedBytes = 32;
constexpr std::size_t kCertificateBytes = 3000;

Bytes items_of(ByteView seed, ByteView signed_certificate) {
    cbor::Writer out;
    out.uint(kVersion).bytes(seed).bytes(signed_certificate);
    return out.take();
}

Result<std::unique_ptr<ports::BlockDevice>> open(ports::Disk& disk, std::string_view database) {
    return disk.open(std::string(database).append(store::kIdentitySuffix));
}

Status overwrite(ports::BlockDevice& device, ByteView bytes) {
    XF_TRY(device.write(0, bytes));
    XF_TRY(device.truncate(bytes.size()));
    return device.flush();
}

Result<Bytes> content(ports::BlockDevice& device) {
    Bytes out(kIdentityBytes);
    XF_ASSIGN(const std::size_t count, device.read(0, out));
    out.resize(count);
    return out;
}

/// A device's certificate, or a visitor's.
Result<sync::Certificate> certificate_of(ByteView signed_certificate, const PublicKey& hub) {
    auto of_device = sync::read_signed_certificate(signed_certificate, hub);
    if (of_device.ok()) return of_device;
    return sync::read_visitor_certificate(signed_certificate, hub);
}

}  // namespace

Bytes encode_identity(const SigningKey& key, ByteView signed_certificate) {
    const Bytes items = items_of(key.seed(), signed_certificate);
    cbor::Writer out;
    out.array(4).raw(items).bytes(sha256(items));
    return out.take();
}

Result<IdentityCopy> decode_identity(ByteView bytes) {
    XF_TRY(cbor::validate(bytes, kIdentityBytes));
    cbor::Reader in(bytes);
    XF_TRY(in.array_of(4));
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version != kVersion) return ErrorCode::unsupported_version;
    XF_ASSIGN(const ByteView seed, in.bytes_of(kSeedBytes));
    XF_ASSIGN(const ByteView certificate, in.bytes(kCertificateBytes));
    XF_ASSIGN(const ByteView check, in.bytes_of(sizeof(Hash::bytes)));
    XF_TRY(in.finish());
    if (!equal(check, sha256(items_of(seed, certificate))))
        return Error{ErrorCode::malformed, "identity: check"};
    const auto key = SigningKey::from_seed(seed);
    if (!key) return Error{ErrorCode::malformed, "identity: key"};
    IdentityCopy out{*key, Bytes(certificate.begin(), certificate.end())};
    XF_ASSIGN(const PublicKey hub, sync::hub_named_by(certificate));
    XF_ASSIGN(out.certificate, certificate_of(certificate, hub));
    const auto& certified = out.certificate.device_key;
    if (certified && *certified != key->public_key())
        return Error{ErrorCode::malformed, "identity: another key"};
    return out;
}

Status keep_identity(ports::Disk& disk, std::string_view database, ByteView encoded) {
    XF_ASSIGN(const auto device, open(disk, database));
    const auto there = content(*device);
    const bool same = there.ok() && equal(*there, encoded);  // what can't be read is written anew
    Status kept = same ? Status() : overwrite(*device, encoded);
    device->close();
    return kept;
}

Result<Bytes> kept_identity(ports::Disk& disk, std::string_view database) {
    XF_ASSIGN(const auto device, open(disk, database));
    auto bytes = content(*device);
    device->close();
    return bytes;
}

}  // namespace xf::rescue
