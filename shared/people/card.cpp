#include "shared/people/card.hpp"

#include <algorithm>

namespace xf::people {
namespace {

constexpr std::string_view kPrefixes[] = {"XF1:", "XS1:"};  // by Card::Kind
constexpr std::size_t kPrefixBytes = 4;
constexpr std::size_t kNumberBytes = 4, kSecretBytes = 16, kCheckBytes = 2;
constexpr std::size_t kPayloadBytes = kNumberBytes + kSecretBytes + kCheckBytes;
constexpr std::size_t kDigits = (kPayloadBytes * 8 + 4) / 5;

Bytes number_bytes(std::uint32_t number) {
    Bytes out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(number >> shift));
    return out;
}

}  // namespace

std::string Card::text() const {
    Bytes payload = number_bytes(number);
    append(payload, secret);
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(kind)];
    // Of a household's card the check was there before other kinds were.
    const bool covers_prefix = kind != Kind::household;
    const Hash check = sha256({as_bytes(covers_prefix ? prefix : ""), payload});
    append(payload, ByteView(check.bytes).first(kCheckBytes));
    return std::string(prefix) + to_base32(payload);
}

Result<Card> Card::parse(std::string_view text) {
    if (text.size() != kPrefixBytes + kDigits) return ErrorCode::unknown_card;
    const auto prefix =
        std::find(std::begin(kPrefixes), std::end(kPrefixes), text.substr(0, kPrefixBytes));
    if (prefix == std::end(kPrefixes)) return ErrorCode::unknown_card;
    const auto payload = from_base32(text.substr(kPrefixBytes));
    if (!payload || payload->size() != kPayloadBytes) return ErrorCode::unknown_card;
    Card card;
    card.kind = static_cast<Kind>(prefix - std::begin(kPrefixes));
    for (std::size_t i = 0; i < kNumberBytes; ++i) card.number = card.number << 8 | (*payload)[i];
    std::copy_n(payload->begin() + kNumberBytes, kSecretBytes, card.secret.begin());
    if (card.text() != text) return ErrorCode::unknown_card;
    return card;
}

Hash Card::verifier(std::string_view pin) const {
    Bytes message = number_bytes(number);
    append(message, as_bytes(pin));
    return hmac_sha256(secret, message);
}

Hash Card::proof() const { return hmac_sha256(secret, as_bytes("xinfeng/at-hand/1")); }

Hash Card::proof_check() const { return sha256(proof()); }

}  // namespace xf::people
