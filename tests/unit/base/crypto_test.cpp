// Known answers: FIPS 180-4 (SHA-256), RFC 4231 (HMAC), RFC 8032 (Ed25519), and the reference
// implementation of Argon2 at our parameters.
#include "shared/base/crypto.hpp"

#include "tests/support/require.hpp"

namespace xf {
namespace {

Bytes hex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Bytes out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(digit(text[i]) << 4 | digit(text[i + 1])));
    return out;
}

}  // namespace

TEST_CASE("crypto: SHA-256 of the standard's examples") {
    CHECK(to_hex(sha256(ByteView{})) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256(as_bytes("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(to_hex(sha256(Bytes(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(sha256({as_bytes("a"), as_bytes(""), as_bytes("bc")}) == sha256(as_bytes("abc")));
}

TEST_CASE("crypto: HMAC-SHA-256 of RFC 4231") {
    CHECK(to_hex(hmac_sha256(Bytes(20, 0x0b), as_bytes("Hi There"))) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(to_hex(hmac_sha256(Bytes(20, 0xaa), Bytes(50, 0xdd))) ==
          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    CHECK(to_hex(hmac_sha256(Bytes(131, 0xaa),
                             as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("crypto: Ed25519 of RFC 8032") {
    struct Vector {
        const char *seed, *key, *message, *signature;
    };
    for (const Vector& vector :
         {Vector{
              "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
              "39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
          Vector{
              "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f"
              "3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
          Vector{
              "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67"
              "f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}}) {
        const auto key = SigningKey::from_seed(hex(vector.seed));
        REQUIRE(key);
        CHECK(to_hex(key->public_key().bytes) == vector.key);
        CHECK(equal(key->seed(), hex(vector.seed)));
        const Signature signature = key->sign(hex(vector.message));
        CHECK(to_hex(signature.bytes) == vector.signature);
        CHECK(verify(key->public_key(), hex(vector.message), signature));
    }
}

TEST_CASE("crypto: a signature is refused for every other bit of key, message and signature") {
    const SigningKey key = *SigningKey::from_seed(Bytes(32, 1));
    const Bytes message = {1, 2, 3, 4};
    const Signature good = key.sign(message);
    for (std::size_t bit = 0; bit < 8 * good.bytes.size(); ++bit) {
        Signature signature = good;
        signature.bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        REQUIRE_FALSE(verify(key.public_key(), message, signature));
    }
    for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
        Bytes other = message;
        other[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        REQUIRE_FALSE(verify(key.public_key(), other, good));
    }
    for (std::size_t bit = 0; bit < 8 * PublicKey{}.bytes.size(); ++bit) {
        PublicKey other = key.public_key();
        other.bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        REQUIRE_FALSE(verify(other, message, good));
    }
    // The keys of small order, which would accept a signature of zeros for anything.
    for (const std::uint8_t first : {std::uint8_t{0}, std::uint8_t{1}}) {
        PublicKey weak;
        weak.bytes[0] = first;
        CHECK_FALSE(verify(weak, message, Signature{}));
    }
}

TEST_CASE("crypto: Argon2id at our parameters is the reference implementation's") {
    CHECK(to_hex(argon2id("123456", as_bytes("saltsaltsaltsalt"))) ==
          "77aceeb09e091750f8c24aac7dd1c0d5c9a50db581f9943d1470ff35ae2927f2");
}

TEST_CASE("crypto: fixed sizes are fixed, secrets compare by length and content") {
    for (const std::size_t size : {0u, 31u, 33u, 63u, 65u}) {
        const Bytes bytes(size);
        CHECK_FALSE(Hash::from(bytes));
        CHECK_FALSE(PublicKey::from(bytes));
        CHECK_FALSE(SigningKey::from_seed(bytes));
        CHECK_FALSE(Signature::from(bytes));
    }
    CHECK(Hash::from(Bytes(32, 5))->bytes[31] == 5);
    CHECK(Signature::from(Bytes(64, 5))->bytes[63] == 5);
    CHECK(same_secret(Bytes{1, 2}, Bytes{1, 2}));
    CHECK_FALSE(same_secret(Bytes{1, 2}, Bytes{1, 3}));
    CHECK_FALSE(same_secret(Bytes{1, 2}, Bytes{1, 2, 0}));
    CHECK(same_secret({}, {}));
}

}  // namespace xf
