#include "shared/base/seal.hpp"

#include <catch_amalgamated.hpp>

#include "tests/support/seeded_random.hpp"

namespace xf {
namespace {

SigningKey key_of(std::uint8_t fill) { return *SigningKey::from_seed(Bytes(32, fill)); }

struct Sealed {
    test::SeededRandom random{1};
    SigningKey hub = key_of(3);
    Sealer sealer = *Sealer::make(hub.public_key(), random.bytes(kSealRandomBytes));

    std::optional<Unsealer> open(const SigningKey& by) const {
        return Unsealer::make(by, sealer.sealed_key(), sealer.stream_head());
    }
};

const Bytes kBound = {1, 2, 3};

}  // namespace

TEST_CASE("seal: what was sealed is opened by the key's holder, and by nobody else") {
    Sealed sealed;
    const Bytes first = sealed.sealer.seal(as_bytes("一"), kBound, false);
    const Bytes second = sealed.sealer.seal({}, kBound, true);
    CHECK(first.size() == as_bytes("一").size() + kSealOverhead);
    auto opened = sealed.open(sealed.hub);
    REQUIRE(opened);
    auto piece = opened->open(first, kBound);
    REQUIRE(piece);
    CHECK(as_text(piece->bytes) == "一");
    CHECK_FALSE(piece->last);
    piece = opened->open(second, kBound);
    REQUIRE(piece);
    CHECK((piece->bytes.empty() && piece->last));
    CHECK_FALSE(sealed.open(key_of(4)));
}

TEST_CASE("seal: pieces are in order, whole, and bound to what they are bound to") {
    Sealed sealed;
    const Bytes first = sealed.sealer.seal(as_bytes("一"), kBound, false);
    const Bytes second = sealed.sealer.seal(as_bytes("二"), kBound, true);
    CHECK_FALSE(sealed.open(sealed.hub)->open(second, kBound));
    CHECK_FALSE(sealed.open(sealed.hub)->open(first, {}));
    CHECK_FALSE(sealed.open(sealed.hub)->open(ByteView(first).first(kSealOverhead - 1), kBound));
    for (std::size_t at = 0; at < first.size(); ++at) {
        Bytes changed = first;
        changed[at] ^= 1;
        CHECK_FALSE(sealed.open(sealed.hub)->open(changed, kBound));
    }
    auto twice = sealed.open(sealed.hub);
    REQUIRE(twice->open(first, kBound));
    CHECK_FALSE(twice->open(first, kBound));
}

TEST_CASE("seal: neither the sealed key nor the stream's head can be changed") {
    Sealed sealed;
    const Bytes first = sealed.sealer.seal(as_bytes("一"), kBound, true);
    for (std::size_t at = 0; at < kSealedKeyBytes; ++at) {
        Bytes changed(sealed.sealer.sealed_key().begin(), sealed.sealer.sealed_key().end());
        changed[at] ^= 0x80;
        CHECK_FALSE(Unsealer::make(sealed.hub, changed, sealed.sealer.stream_head()));
    }
    for (std::size_t at = 0; at < kSealHeadBytes; ++at) {
        Bytes changed(sealed.sealer.stream_head().begin(), sealed.sealer.stream_head().end());
        changed[at] ^= 0x80;
        CHECK_FALSE(
            Unsealer::make(sealed.hub, sealed.sealer.sealed_key(), changed)->open(first, kBound));
    }
}

TEST_CASE(
    "seal: a key that is no point of the curve is refused, and equal bytes seal differently") {
    test::SeededRandom random(1);
    CHECK_FALSE(Sealer::make(PublicKey{}, random.bytes(kSealRandomBytes)));
    Sealed sealed;
    Sealer other = *Sealer::make(sealed.hub.public_key(), random.bytes(kSealRandomBytes));
    CHECK(sealed.sealer.seal(as_bytes("一"), kBound, true) !=
          other.seal(as_bytes("一"), kBound, true));
}

}  // namespace xf
