// The claim code of an anonymous request: eight characters that look like no others, the only way
// back to it. Nothing stores it in clear.
//
//   seed         = Argon2id(code, salt = shard uuid)
//   key          = Ed25519 key of that seed: signs what is done by the code
//   pseudonym    = 2^29 | 29 bits of SHA-256("xinfeng/pseudonym/1" ‖ 0 ‖ public key)
//   proof        = HMAC-SHA-256(seed, "xinfeng/at-hand/1"): shows the hub that the code is here
//   proof check  = SHA-256(proof)
//
// The log holds public key and proof check. A pseudonym follows from its key, so that nobody can file
// under another's; an answer is signed, so that no kiosk or desk can give it, and names the result
// that it is about, so that it can't be used again. Whoever has the log may guess codes against it:
// 24^8 of them, at 0.1 s each.
#pragma once

#include "shared/ports/random.hpp"
#include "shared/requests/events.hpp"

namespace xf::requests {

inline constexpr std::size_t kClaimCodeLength = 8;
/// Without 0 O, 1 I L, 2 Z, 5 S, 8's B, 6's G, and V.
inline constexpr std::string_view kClaimAlphabet = "346789ACDEFHJKMNPQRTUWXY";

std::string new_claim_code(ports::Random& random);

PersonNo pseudonym_of(const PublicKey& key);

class Claim {
public:
    /// Takes about 0.3 s in a browser (Argon2id). Nothing for what can't be a code.
    static std::optional<Claim> from(std::string_view code, const Uuid& shard);

    PersonNo pseudonym() const { return pseudonym_of(key_.public_key()); }
    PublicKey key() const { return key_.public_key(); }
    Hash proof() const;
    Hash proof_check() const { return sha256(proof()); }
    /// Sets the signature of an answer whose body has that commitment.
    void sign(Answered& answered, const Hash& commitment) const;

private:
    explicit Claim(const SigningKey& key) : key_(key) {}

    SigningKey key_;
};

/// Whether that key signed the answer.
bool signed_by(const PublicKey& key, const Answered& answered, const Hash& commitment);

}  // namespace xf::requests
