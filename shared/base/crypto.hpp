// Hashes, signatures and verifiers. A thin, typed face on libsodium; randomness is not here but
// behind ports::Random, so that a simulated town is a function of its seed.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf {

/// SHA-256 digest.
struct Hash {
    std::array<std::uint8_t, 32> bytes{};

    friend bool operator==(const Hash&, const Hash&) = default;
    friend bool operator<(const Hash& a, const Hash& b) { return a.bytes < b.bytes; }
    operator ByteView() const { return bytes; }
    static std::optional<Hash> from(ByteView bytes);
};

/// SHA-256 of the concatenation of `parts`.
Hash sha256(std::initializer_list<ByteView> parts);
inline Hash sha256(ByteView bytes) { return sha256({bytes}); }

/// SHA-256 of what `read` hands on piece by piece; its error, if it has one.
Result<Hash> sha256_of(const std::function<Status(const std::function<void(ByteView)>&)>& read);

/// What is signed, or authenticated, so that one kind can't be passed off as another: domain text ‖ 0 ‖
/// parts.
Bytes in_domain(std::string_view domain, std::initializer_list<ByteView> parts);

/// HMAC-SHA-256 (RFC 2104). The key may have any length.
Hash hmac_sha256(ByteView key, ByteView message);

/// Constant-time comparison.
bool same_secret(ByteView a, ByteView b);

struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};

    friend bool operator==(const PublicKey&, const PublicKey&) = default;
    friend bool operator<(const PublicKey& a, const PublicKey& b) { return a.bytes < b.bytes; }
    static std::optional<PublicKey> from(ByteView bytes);
};

/// Ed25519 signature (RFC 8032).
struct Signature {
    std::array<std::uint8_t, 64> bytes{};

    static std::optional<Signature> from(ByteView bytes);
};

/// Ed25519 key pair, kept as its 32-byte seed.
class SigningKey {
public:
    static std::optional<SigningKey> from_seed(ByteView seed32);

    ByteView seed() const { return ByteView(secret_).first(32); }
    PublicKey public_key() const;
    Signature sign(ByteView message) const;

private:
    std::array<std::uint8_t, 64> secret_{};
};

bool verify(const PublicKey& key, ByteView message, const Signature& signature);

/// Argon2id with 16 MiB and 3 passes: about 0.1 s natively, 0.3 s in a browser. For PINs, whose
/// guessing is bounded by lock-outs first; the memory has to fit beside the application.
Hash argon2id(std::string_view pin, ByteView salt16);

}  // namespace xf
