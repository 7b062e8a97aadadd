#include "shared/base/crypto.hpp"

#include <sodium.h>

#include <algorithm>

#include "shared/base/assert.hpp"

namespace xf {
namespace {

template <typename T>
std::optional<T> copied(ByteView bytes) {
    T out;
    if (bytes.size() != out.bytes.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
    return out;
}

}  // namespace

std::optional<Hash> Hash::from(ByteView bytes) { return copied<Hash>(bytes); }
std::optional<PublicKey> PublicKey::from(ByteView bytes) { return copied<PublicKey>(bytes); }
std::optional<Signature> Signature::from(ByteView bytes) { return copied<Signature>(bytes); }

Hash sha256(std::initializer_list<ByteView> parts) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const ByteView part : parts) crypto_hash_sha256_update(&state, part.data(), part.size());
    Hash out;
    crypto_hash_sha256_final(&state, out.bytes.data());
    return out;
}

Result<Hash> sha256_of(const std::function<Status(const std::function<void(ByteView)>&)>& read) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    XF_TRY(read(
        [&](ByteView piece) { crypto_hash_sha256_update(&state, piece.data(), piece.size()); }));
    Hash out;
    crypto_hash_sha256_final(&state, out.bytes.data());
    return out;
}

Bytes in_domain(std::string_view domain, std::initializer_list<ByteView> parts) {
    Bytes out;
    append(out, as_bytes(domain));
    out.push_back(0);
    for (const ByteView part : parts) append(out, part);
    return out;
}

Hash hmac_sha256(ByteView key, ByteView message) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    Hash out;
    crypto_auth_hmacsha256_final(&state, out.bytes.data());
    return out;
}

bool same_secret(ByteView a, ByteView b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<SigningKey> SigningKey::from_seed(ByteView seed32) {
    if (seed32.size() != crypto_sign_SEEDBYTES) return std::nullopt;
    SigningKey key;
    PublicKey unused;
    if (crypto_sign_seed_keypair(unused.bytes.data(), key.secret_.data(), seed32.data()) != 0)
        return std::nullopt;
    return key;
}

PublicKey SigningKey::public_key() const { return *PublicKey::from(ByteView(secret_).last(32)); }

Signature SigningKey::sign(ByteView message) const {
    Signature out;
    crypto_sign_detached(out.bytes.data(), nullptr, message.data(), message.size(), secret_.data());
    return out;
}

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(),
                                       key.bytes.data()) == 0;
}

Hash argon2id(std::string_view pin, ByteView salt16) {
    XF_ASSERT(salt16.size() == crypto_pwhash_argon2id_SALTBYTES);
    constexpr unsigned long long kPasses = 3;
    constexpr std::size_t kMemoryBytes = 16u << 20;
    Hash out;
    const int failed = crypto_pwhash_argon2id(out.bytes.data(), out.bytes.size(), pin.data(),
                                              pin.size(), salt16.data(), kPasses, kMemoryBytes,
                                              crypto_pwhash_argon2id_ALG_ARGON2ID13);
    XF_ASSERT(failed == 0);  // only ever for lack of memory
    return out;
}

}  // namespace xf
