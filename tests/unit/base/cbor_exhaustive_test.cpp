// Short inputs, all of them, against a second opinion: the encodings of the subset, made from its
// grammar instead of recognised.
#include <set>

#include "shared/base/cbor.hpp"
#include "tests/support/require.hpp"

namespace xf::cbor {
namespace {

using Encodings = std::set<Bytes>;

bool is_utf8_up_to_two(const Bytes& bytes) {
    if (bytes.empty()) return true;
    if (bytes.size() == 1) return bytes[0] < 0x80;
    if (bytes[0] < 0x80) return bytes[1] < 0x80;
    return bytes[0] >= 0xC2 && bytes[0] <= 0xDF && (bytes[1] & 0xC0) == 0x80;
}

/// Calls `use` with every sequence of that many bytes.
template <typename Use>
void all_sequences(std::size_t size, Use use) {
    Bytes bytes(size);
    const std::uint32_t count = 1u << (8 * size);
    for (std::uint32_t number = 0; number < count; ++number) {
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        use(bytes);
    }
}

Bytes joined(std::uint8_t head, const Bytes& rest) {
    Bytes out = {head};
    append(out, rest);
    return out;
}

/// All sequences of `items` encodings with that many bytes in all.
Encodings items_of(std::size_t items, std::size_t size, const std::vector<Encodings>& of_size) {
    if (items == 0) return size == 0 ? Encodings{Bytes{}} : Encodings{};
    Encodings out;
    for (std::size_t first = 1; first <= size; ++first)
        for (const Bytes& head : of_size[first])
            for (const Bytes& tail : items_of(items - 1, size - first, of_size)) {
                Bytes whole = head;
                append(whole, tail);
                out.insert(whole);
            }
    return out;
}

/// The encodings of exactly `size` bytes, 1 … 3; smaller ones are known.
Encodings encodings(std::size_t size, const std::vector<Encodings>& smaller) {
    Encodings out;
    for (std::uint8_t major = 0; major <= 1; ++major) {
        const auto lead = static_cast<std::uint8_t>(major << 5);
        if (size == 1)
            for (std::uint8_t value = 0; value < 24; ++value)
                out.insert({static_cast<std::uint8_t>(lead | value)});
        if (size == 2)
            for (int value = 24; value < 256; ++value)
                out.insert(
                    {static_cast<std::uint8_t>(lead | 24), static_cast<std::uint8_t>(value)});
        if (size == 3)
            for (int value = 256; value < 65536; ++value)
                out.insert({static_cast<std::uint8_t>(lead | 25),
                            static_cast<std::uint8_t>(value >> 8),
                            static_cast<std::uint8_t>(value)});
    }
    all_sequences(size - 1, [&](const Bytes& content) {
        out.insert(joined(static_cast<std::uint8_t>(0x40 | content.size()), content));
        if (is_utf8_up_to_two(content))
            out.insert(joined(static_cast<std::uint8_t>(0x60 | content.size()), content));
    });
    for (std::size_t items = 0; items < size; ++items)
        for (const Bytes& content : items_of(items, size - 1, smaller))
            out.insert(joined(static_cast<std::uint8_t>(0x80 | items), content));
    if (size == 1) out.insert({{0xF4}, {0xF5}, {0xF6}});
    return out;
}

}  // namespace

TEST_CASE(
    "cbor: of all inputs up to two bytes, and most of three, only the subset's are accepted") {
    // Of third bytes, those beside a bound of some rule.
    constexpr std::uint8_t kThird[] = {0x00, 0x01, 0x17, 0x18, 0x19, 0x1F, 0x20, 0x37, 0x38, 0x40,
                                       0x41, 0x60, 0x61, 0x7F, 0x80, 0x81, 0x9F, 0xA0, 0xBF, 0xC0,
                                       0xC2, 0xDF, 0xE0, 0xF3, 0xF4, 0xF6, 0xF7, 0xFF};
    CHECK_FALSE(validate({}, 10).ok());
    std::vector<Encodings> of_size(1);
    std::size_t wrong = 0;
    for (std::size_t size = 1; size <= 3; ++size) {
        of_size.push_back(encodings(size, of_size));
        const auto check = [&](const Bytes& bytes) {
            if (validate(bytes, 10).ok() != of_size[size].contains(bytes)) ++wrong;
        };
        if (size < 3)
            all_sequences(size, check);
        else
            all_sequences(2, [&](Bytes bytes) {
                bytes.push_back(0);
                for (const std::uint8_t third : kThird) {
                    bytes[2] = third;
                    check(bytes);
                }
            });
    }
    CHECK(wrong == 0);
    CHECK(of_size[1].size() == 54);
}

TEST_CASE("utf8: of all inputs up to three bytes, as many are accepted as there are") {
    // Lengths of encodings: 128 code points take one byte, 1920 two, 61440 three (no surrogates).
    constexpr std::size_t k1 = 128, k2 = 1920, k3 = 61440;
    constexpr std::size_t kExpected[] = {1, k1, k1 * k1 + k2, k1 * k1 * k1 + 2 * k1 * k2 + k3};
    for (std::size_t size = 0; size <= 3; ++size) {
        std::size_t accepted = 0;
        all_sequences(size, [&](const Bytes& bytes) { accepted += valid_utf8(bytes) ? 1 : 0; });
        INFO(size << " bytes");
        CHECK(accepted == kExpected[size]);
    }
}

TEST_CASE("utf8: four bytes reach U+10FFFF and not further, and never say less than they could") {
    std::size_t accepted = 0;
    for (std::uint32_t lead = 0xF0; lead <= 0xFF; ++lead)
        for (std::uint32_t rest = 0; rest < 1u << 18; ++rest) {
            const Bytes bytes = {static_cast<std::uint8_t>(lead),
                                 static_cast<std::uint8_t>(0x80 | rest >> 12),
                                 static_cast<std::uint8_t>(0x80 | (rest >> 6 & 63)),
                                 static_cast<std::uint8_t>(0x80 | (rest & 63))};
            accepted += valid_utf8(bytes) ? 1 : 0;
        }
    CHECK(accepted == 0x110000 - 0x10000);
    CHECK_FALSE(valid_utf8(Bytes{0xF0, 0x90, 0x80, 0xC0}));
    CHECK_FALSE(valid_utf8(Bytes{0xF0, 0x90, 0x80}));
    CHECK_FALSE(valid_utf8(Bytes{0xF0, 0x90, 0x40, 0x80}));
}

}  // namespace xf::cbor
