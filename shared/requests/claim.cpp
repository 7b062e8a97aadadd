#include "shared/requests/claim.hpp"

namespace xf::requests {
namespace {

/// The largest multiple of the alphabet's size that a byte holds: what is above would favour the first
/// characters.
constexpr std::size_t kFairBytes = 256 - 256 % kClaimAlphabet.size();

Bytes message_of(Answered answered, const Hash& commitment) {
    answered.signature.reset();
    return in_domain("xinfeng/claim-answer/1", {answered.data(), commitment});
}

}  // namespace

std::string new_claim_code(ports::Random& random) {
    std::string code;
    while (code.size() < kClaimCodeLength) {
        const Bytes byte = random.bytes(1);
        if (byte[0] < kFairBytes) code += kClaimAlphabet[byte[0] % kClaimAlphabet.size()];
    }
    return code;
}

PersonNo pseudonym_of(const PublicKey& key) {
    const Hash hash = sha256(in_domain("xinfeng/pseudonym/1", {key.bytes}));
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) bits = bits << 8 | hash.bytes[i];
    return {kFirstPseudonym | (bits & (kFirstPseudonym - 1))};
}

std::optional<Claim> Claim::from(std::string_view code, const Uuid& shard) {
    if (code.size() != kClaimCodeLength ||
        code.find_first_not_of(kClaimAlphabet) != std::string_view::npos)
        return std::nullopt;
    const auto key = SigningKey::from_seed(argon2id(code, shard.bytes));
    if (!key) return std::nullopt;
    return Claim(*key);
}

Hash Claim::proof() const { return hmac_sha256(key_.seed(), as_bytes("xinfeng/at-hand/1")); }

void Claim::sign(Answered& answered, const Hash& commitment) const {
    answered.signature = key_.sign(message_of(answered, commitment));
}

bool signed_by(const PublicKey& key, const Answered& answered, const Hash& commitment) {
    return answered.signature && verify(key, message_of(answered, commitment), *answered.signature);
}

}  // namespace xf::requests
