#include "shared/base/seal.hpp"

#include <sodium.h>

#include <algorithm>

#include "shared/base/assert.hpp"

namespace xf {
namespace {

using StreamState = crypto_secretstream_xchacha20poly1305_state;

constexpr std::size_t kKeyBytes = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t kSeedBytes = crypto_box_SEEDBYTES;

static_assert(kSealedKeyBytes == kKeyBytes + crypto_box_SEALBYTES);
static_assert(kSealHeadBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kSealRandomBytes == kKeyBytes + kSeedBytes + kSealHeadBytes);
static_assert(kSealOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

/// X25519 key pair; its secret half is wiped.
struct BoxKeys {
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret{};

    BoxKeys() = default;
    BoxKeys(const BoxKeys&) = delete;
    BoxKeys& operator=(const BoxKeys&) = delete;
    ~BoxKeys() { sodium_memzero(secret.data(), secret.size()); }
};

/// crypto_box_seal with the ephemeral pair from `seed`: libsodium would draw it by itself.
bool seal_key(std::span<std::uint8_t> out, ByteView key, ByteView receiver, ByteView seed) {
    BoxKeys ephemeral;
    crypto_box_seed_keypair(ephemeral.open.data(), ephemeral.secret.data(), seed.data());
    std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
    crypto_generichash_state hash;
    crypto_generichash_init(&hash, nullptr, 0, nonce.size());
    crypto_generichash_update(&hash, ephemeral.open.data(), ephemeral.open.size());
    crypto_generichash_update(&hash, receiver.data(), receiver.size());
    crypto_generichash_final(&hash, nonce.data(), nonce.size());
    std::copy(ephemeral.open.begin(), ephemeral.open.end(), out.begin());
    return crypto_box_easy(out.data() + ephemeral.open.size(), key.data(), key.size(), nonce.data(),
                           receiver.data(), ephemeral.secret.data()) == 0;
}

/// The state of either side. libsodium's init_push is init_pull with a head that it draws itself.
void begin(StreamState& state, ByteView head, ByteView key) {
    crypto_secretstream_xchacha20poly1305_init_pull(&state, head.data(), key.data());
}

}  // namespace

struct Sealer::Stream {
    StreamState state{};
    ~Stream() { sodium_memzero(&state, sizeof(state)); }
};
struct Unsealer::Stream {
    StreamState state{};
    ~Stream() { sodium_memzero(&state, sizeof(state)); }
};

Sealer::Sealer() : stream_(std::make_unique<Stream>()) {}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

std::optional<Sealer> Sealer::make(const PublicKey& to, ByteView random) {
    XF_ASSERT(random.size() == kSealRandomBytes);
    const ByteView key = random.first(kKeyBytes), seed = random.subspan(kKeyBytes, kSeedBytes);
    BoxKeys receiver;
    if (crypto_sign_ed25519_pk_to_curve25519(receiver.open.data(), to.bytes.data()) != 0)
        return std::nullopt;
    Sealer out;
    if (!seal_key(out.sealed_key_, key, receiver.open, seed)) return std::nullopt;
    const ByteView head = random.last(kSealHeadBytes);
    std::copy(head.begin(), head.end(), out.stream_head_.begin());
    begin(out.stream_->state, head, key);
    return out;
}

Bytes Sealer::seal(ByteView piece, ByteView bound_to, bool last) {
    Bytes out(piece.size() + kSealOverhead);
    const auto tag =
        static_cast<unsigned char>(last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                        : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    crypto_secretstream_xchacha20poly1305_push(&stream_->state, out.data(), nullptr, piece.data(),
                                               piece.size(), bound_to.data(), bound_to.size(), tag);
    return out;
}

Unsealer::Unsealer() : stream_(std::make_unique<Stream>()) {}
Unsealer::Unsealer(Unsealer&&) noexcept = default;
Unsealer& Unsealer::operator=(Unsealer&&) noexcept = default;
Unsealer::~Unsealer() = default;

std::optional<Unsealer> Unsealer::make(const SigningKey& own, ByteView sealed_key,
                                       ByteView stream_head) {
    if (sealed_key.size() != kSealedKeyBytes || stream_head.size() != kSealHeadBytes)
        return std::nullopt;
    BoxKeys keys;
    // libsodium's secret key is the seed followed by the public key, of which this reads the seed.
    if (crypto_sign_ed25519_pk_to_curve25519(keys.open.data(), own.public_key().bytes.data()) != 0)
        return std::nullopt;
    crypto_sign_ed25519_sk_to_curve25519(keys.secret.data(), own.seed().data());
    std::array<std::uint8_t, kKeyBytes> key{};
    const bool opened = crypto_box_seal_open(key.data(), sealed_key.data(), sealed_key.size(),
                                             keys.open.data(), keys.secret.data()) == 0;
    if (!opened) return std::nullopt;
    Unsealer out;
    begin(out.stream_->state, stream_head, key);
    sodium_memzero(key.data(), key.size());
    return out;
}

std::optional<Unsealer::Piece> Unsealer::open(ByteView sealed, ByteView bound_to) {
    if (sealed.size() < kSealOverhead) return std::nullopt;
    Piece out;
    out.bytes.resize(sealed.size() - kSealOverhead);
    unsigned char tag = 0;
    const int code = crypto_secretstream_xchacha20poly1305_pull(
        &stream_->state, out.bytes.data(), nullptr, &tag, sealed.data(), sealed.size(),
        bound_to.data(), bound_to.size());
    if (code != 0) return std::nullopt;
    out.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return out;
}

}  // namespace xf
