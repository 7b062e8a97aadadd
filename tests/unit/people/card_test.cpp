// Household cards: the text in the QR code, and what can be proved with the secret in it.
#include "shared/people/card.hpp"

#include <set>

#include "tests/support/require.hpp"

namespace xf::people {
namespace {

using test::error_of;
using test::need;

Card any_card() {
    Card card;
    card.number = 1001;
    for (std::size_t i = 0; i < card.secret.size(); ++i)
        card.secret[i] = static_cast<std::uint8_t>(i * 16 + 1);
    return card;
}

}  // namespace

TEST_CASE("card: its text is frozen, and in the alphabet that QR codes and scanners like best") {
    const std::string text = any_card().text();
    CHECK(text == "XF1:00007T8124GK2GAHC5RR34D1P70X3RFH4VR0");
    for (const char c : text)
        CHECK(std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:").find(c) !=
              std::string::npos);
    const Card back = need(Card::parse(text));
    CHECK(back.number == 1001);
    CHECK(back.secret == any_card().secret);
    Card extreme;
    extreme.number = UINT32_MAX;
    extreme.secret.fill(0xFF);
    CHECK(need(Card::parse(extreme.text())).number == UINT32_MAX);
}

TEST_CASE("card: no single character can be misread") {
    for (const Card::Kind kind : {Card::Kind::household, Card::Kind::staff}) {
        Card card = any_card();
        card.kind = kind;
        const std::string text = card.text();
        for (std::size_t at = 0; at < text.size(); ++at)
            for (int c = 1; c < 128; ++c) {
                std::string other = text;
                other[at] = static_cast<char>(c);
                if (other == text) continue;
                INFO(other);
                REQUIRE(error_of(Card::parse(other)) == ErrorCode::unknown_card);
            }
    }
}

TEST_CASE("card: a staff member's says that it is one") {
    Card card = any_card();
    card.kind = Card::Kind::staff;
    const std::string text = card.text();
    CHECK(text.starts_with("XS1:"));
    const Card back = need(Card::parse(text));
    CHECK(back.kind == Card::Kind::staff);
    CHECK(back.number == card.number);
    CHECK(back.secret == card.secret);
    CHECK(need(Card::parse(any_card().text())).kind == Card::Kind::household);
}

TEST_CASE("card: what is no card's text") {
    const std::string text = any_card().text();
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE(error_of(Card::parse(text.substr(0, size))) == ErrorCode::unknown_card);
    for (const std::string& other :
         {text + "0", " " + text, "xf1:" + text.substr(4), "XF2:" + text.substr(4),
          std::string("6901234567892"), std::string("https://example.cn/"), std::string(34, 'U')})
        CHECK(error_of(Card::parse(other)) == ErrorCode::unknown_card);
}

TEST_CASE("card: verifier and proof are keyed by the secret and bound to number and purpose") {
    const Card card = any_card();
    Card renumbered = card, stolen = card;
    renumbered.number = 1002;
    stolen.secret[15] ^= 1;
    std::set<Hash> all = {card.verifier("123456"),
                          card.verifier("123457"),
                          card.verifier(""),
                          renumbered.verifier("123456"),
                          stolen.verifier("123456"),
                          card.proof(),
                          stolen.proof(),
                          card.proof_check(),
                          stolen.proof_check()};
    CHECK(all.size() == 9);
    CHECK(card.proof_check() == sha256(card.proof()));
    CHECK(
        to_hex(card.verifier("123456").bytes) ==
        to_hex(hmac_sha256(card.secret, Bytes{0, 0, 3, 0xE9, '1', '2', '3', '4', '5', '6'}).bytes));
}

}  // namespace xf::people
