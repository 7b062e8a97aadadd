#include "native/preview/png.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

namespace xf::preview {
namespace {

// ---- deflate, RFC 1951: one block of the fixed code ---------------------------------------------

constexpr std::size_t kWindow = 32768;
constexpr std::size_t kLongest = 258;
constexpr std::size_t kShortest = 4;

constexpr std::array<int, 29> kLengthBase = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                             15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                             67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<int, 29> kLengthBits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                             2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<int, 30> kDistanceBase = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<int, 30> kDistanceBits = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                               6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

class Deflate {
public:
    Bytes run(ByteView data) {
        out_ = {0x78, 0x01};  // zlib header
        put(1, 1);            // last block
        put(1, 2);            // fixed code
        std::vector<std::size_t> last(1u << 15, SIZE_MAX);
        for (std::size_t i = 0; i < data.size();) {
            std::size_t length = 0, distance = 0;
            if (i + kShortest <= data.size()) {
                const std::size_t slot = hash(data, i);
                const std::size_t from = last[slot];
                last[slot] = i;
                if (from != SIZE_MAX && i - from <= kWindow) {
                    length = match(data, from, i);
                    distance = i - from;
                }
            }
            if (length >= kShortest) {
                copy(length, distance);
                i += length;
            } else {
                literal(data[i++]);
            }
        }
        literal(256);
        while (count_ > 0) put(0, 1);
        return std::move(out_);
    }

private:
    static std::size_t hash(ByteView d, std::size_t i) {
        const std::uint32_t word = d[i] | static_cast<std::uint32_t>(d[i + 1]) << 8 |
                                   static_cast<std::uint32_t>(d[i + 2]) << 16 |
                                   static_cast<std::uint32_t>(d[i + 3]) << 24;
        return (word * 2654435761u) >> 17;
    }

    static std::size_t match(ByteView d, std::size_t from, std::size_t at) {
        const std::size_t most = std::min(kLongest, d.size() - at);
        std::size_t n = 0;
        while (n < most && d[from + n] == d[at + n]) ++n;
        return n;
    }

    void put(unsigned bits, int count) {
        for (int i = 0; i < count; ++i) {
            current_ |= static_cast<unsigned>((bits >> i) & 1) << count_;
            if (++count_ < 8) continue;
            out_.push_back(static_cast<std::uint8_t>(current_));
            current_ = 0;
            count_ = 0;
        }
    }

    /// Huffman codes stand with their first bit first.
    void code(unsigned bits, int count) {
        for (int i = count - 1; i >= 0; --i) put((bits >> i) & 1, 1);
    }

    void literal(unsigned symbol) {
        if (symbol < 144)
            code(0x30 + symbol, 8);
        else if (symbol < 256)
            code(0x190 + symbol - 144, 9);
        else if (symbol < 280)
            code(symbol - 256, 7);
        else
            code(0xC0 + symbol - 280, 8);
    }

    template <std::size_t N>
    static std::size_t row_of(const std::array<int, N>& base, int value) {
        return static_cast<std::size_t>(std::upper_bound(base.begin(), base.end(), value) -
                                        base.begin() - 1);
    }

    void copy(std::size_t length, std::size_t distance) {
        const auto l = static_cast<int>(length), d = static_cast<int>(distance);
        const std::size_t lr = row_of(kLengthBase, l);
        literal(static_cast<unsigned>(257 + lr));
        put(static_cast<unsigned>(l - kLengthBase[lr]), kLengthBits[lr]);
        const std::size_t dr = row_of(kDistanceBase, d);
        code(static_cast<unsigned>(dr), 5);
        put(static_cast<unsigned>(d - kDistanceBase[dr]), kDistanceBits[dr]);
    }

    Bytes out_;
    unsigned current_ = 0;
    int count_ = 0;
};

std::uint32_t adler(ByteView data) {
    std::uint32_t a = 1, b = 0;
    for (const std::uint8_t byte : data) {
        a = (a + byte) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

// ---- PNG ----------------------------------------------------------------------------------------

std::uint32_t crc(ByteView data) {
    std::uint32_t c = 0xFFFFFFFFu;
    for (const std::uint8_t byte : data) {
        c ^= byte;
        for (int i = 0; i < 8; ++i) c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
    }
    return ~c;
}

void append_u32(Bytes& to, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_chunk(Bytes& to, std::string_view type, ByteView data) {
    append_u32(to, static_cast<std::uint32_t>(data.size()));
    Bytes body(as_bytes(type).begin(), as_bytes(type).end());
    append(body, data);
    append(to, body);
    append_u32(to, crc(body));
}

}  // namespace

Bytes png_of(const Picture& picture) {
    constexpr std::uint8_t kUp = 2;  // each row as its difference from the one above
    Bytes rows;
    const auto width = static_cast<std::size_t>(picture.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
        rows.push_back(kUp);
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint32_t here = picture.pixels[y * width + x];
            const std::uint32_t above = y > 0 ? picture.pixels[(y - 1) * width + x] : 0;
            for (int shift = 16; shift >= 0; shift -= 8)
                rows.push_back(static_cast<std::uint8_t>((here >> shift) - (above >> shift)));
        }
    }
    Bytes packed = Deflate().run(rows);
    append_u32(packed, adler(rows));

    Bytes header;
    append_u32(header, static_cast<std::uint32_t>(picture.width));
    append_u32(header, static_cast<std::uint32_t>(picture.height));
    append(header, Bytes{8, 2, 0, 0, 0});  // 8 bits, RGB
    Bytes png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    append_chunk(png, "IHDR", header);
    append_chunk(png, "IDAT", packed);
    append_chunk(png, "IEND", {});
    return png;
}

bool write_png(const Picture& picture, const std::string& path) {
    const Bytes png = png_of(picture);
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
    file.close();
    return file.good();
}

}  // namespace xf::preview
