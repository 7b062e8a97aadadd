// Cards of households and of staff. The QR code on a card, or what a scanner types:
//
//   XF1: (a household's) or XS1: (a staff member's)
//     + base32(card number, 4 bytes ‖ secret, 16 bytes ‖ check, 2 bytes)
//
// in Crockford's alphabet, upper case: every character is in QR's alphanumeric set, the cheapest to
// print and to type. The check is the start of SHA-256(number ‖ secret), of a staff card that of
// SHA-256("XS1:" ‖ number ‖ secret), against misreads.
//
// What kiosks hold of a card proves a PIN without letting anyone guess it: the verifier is keyed by
// the secret, which is only on the card itself. (A stolen disk and a copied card together do reveal
// the PIN; docs/privacy.md says so.) A staff card only says who it is: their PIN is checked by itself.
#pragma once

#include <optional>
#include <string>

#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace xf::people {

struct Card {
    enum class Kind : std::uint8_t { household, staff };

    std::uint32_t number = 0;
    std::array<std::uint8_t, 16> secret{};
    Kind kind = Kind::household;

    std::string text() const;
    /// Errors: unknown_card for anything that is not a card's text.
    static Result<Card> parse(std::string_view text);

    /// HMAC-SHA-256(secret, card number ‖ PIN).
    Hash verifier(std::string_view pin) const;
    /// Shows the hub that this card was scanned: HMAC-SHA-256(secret, "xinfeng/at-hand/1").
    Hash proof() const;
    /// What the log holds of the proof: SHA-256(proof).
    Hash proof_check() const;
};

}  // namespace xf::people
