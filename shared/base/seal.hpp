// Bytes sealed to the holder of an Ed25519 key, in pieces, so that neither side holds all of them:
//
//   sealed key (80)   a fresh key, by crypto_box_seal to the X25519 form of the Ed25519 key
//   stream head (24)  of crypto_secretstream_xchacha20poly1305 under that key
//   piece …           encrypted, each 17 bytes longer; the last one is marked
//
// Order, number and bytes of the pieces are authenticated, and with each of them what it is bound to.
// Who sealed them is not: whoever knows the public key can. Randomness is the caller's.
#pragma once

#include <memory>

#include "shared/base/crypto.hpp"

namespace xf {

inline constexpr std::size_t kSealedKeyBytes = 80;
inline constexpr std::size_t kSealHeadBytes = 24;
inline constexpr std::size_t kSealRandomBytes = 88;
inline constexpr std::size_t kSealOverhead = 17;  ///< of each piece

class Sealer {
public:
    /// `random`: kSealRandomBytes that nobody knows. Nothing where `to` is no point of the curve.
    static std::optional<Sealer> make(const PublicKey& to, ByteView random);
    Sealer(Sealer&&) noexcept;
    Sealer& operator=(Sealer&&) noexcept;
    ~Sealer();

    ByteView sealed_key() const { return sealed_key_; }
    ByteView stream_head() const { return stream_head_; }

    Bytes seal(ByteView piece, ByteView bound_to, bool last);

private:
    struct Stream;
    Sealer();

    std::unique_ptr<Stream> stream_;
    std::array<std::uint8_t, kSealedKeyBytes> sealed_key_{};
    std::array<std::uint8_t, kSealHeadBytes> stream_head_{};
};

class Unsealer {
public:
    /// Nothing where it was sealed to somebody else, or changed.
    static std::optional<Unsealer> make(const SigningKey& own, ByteView sealed_key,
                                        ByteView stream_head);
    Unsealer(Unsealer&&) noexcept;
    Unsealer& operator=(Unsealer&&) noexcept;
    ~Unsealer();

    struct Piece {
        Bytes bytes;
        bool last = false;
    };
    /// Nothing where it is not the next piece, byte for byte, bound to the same.
    std::optional<Piece> open(ByteView sealed, ByteView bound_to);

private:
    struct Stream;
    Unsealer();

    std::unique_ptr<Stream> stream_;
};

}  // namespace xf
