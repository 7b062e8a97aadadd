// CBOR (RFC 8949), the small strict subset that everything on the wire and on disk is written in:
// unsigned and negative integers, byte strings, UTF-8 text, arrays, false/true/null. Maps, floats,
// tags, indefinite lengths, longer-than-shortest forms and trailing bytes are refused: what has one
// meaning has one spelling, so bytes can be hashed, signed and compared.
//
// Bytes from outside first pass validate() as a whole; a Reader then takes typed values out of them
// and returns an Error where the shape is not the expected one. Neither allocates by a length that
// was only claimed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/limits.hpp"
#include "shared/base/result.hpp"

namespace xf::cbor {

/// Well-formed in the subset above, nested at most limits::kCborDepth, nothing after it, and at most
/// `max_bytes` long. Errors: malformed, too_large.
Status validate(ByteView bytes, std::size_t max_bytes);

/// True for well-formed UTF-8 (no surrogates, no overlong forms).
bool valid_utf8(ByteView bytes);

/// Appends values to a buffer, each in its shortest form.
class Writer {
public:
    Writer& array(std::size_t items);
    Writer& uint(std::uint64_t value);
    Writer& integer(std::int64_t value);
    Writer& bytes(ByteView value);
    Writer& text(std::string_view value);
    Writer& boolean(bool value);
    Writer& null();
    /// Items that are encoded already.
    Writer& raw(ByteView encoded);

    const Bytes& out() const { return out_; }
    Bytes take() { return std::move(out_); }

private:
    void head(std::uint8_t major, std::uint64_t argument);

    Bytes out_;
};

/// Takes values out of an encoding one after the other. Every call checks type and bounds, so it may
/// also be used on bytes that were never validated; only UTF-8, depth and shortness are validate()'s.
class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    /// Number of items that follow; at most `max_items`, else too_large.
    Result<std::size_t> array(std::size_t max_items);
    /// An array of exactly `items`.
    Status array_of(std::size_t items);
    Result<std::uint64_t> uint(std::uint64_t max = UINT64_MAX);
    Result<std::uint32_t> uint32();
    Result<std::int64_t> integer();
    Result<ByteView> bytes(std::size_t max_bytes);
    /// A byte string of exactly `size` bytes.
    Result<ByteView> bytes_of(std::size_t size);
    Result<std::string_view> text(std::size_t max_bytes);
    Result<bool> boolean();
    /// True, and steps over it, when the next item is null.
    bool skip_null();
    /// Steps over one whole item, nested at most `depth`, and returns its encoding.
    Result<ByteView> item(std::size_t depth = limits::kCborDepth);

    bool at_end() const { return at_ == bytes_.size(); }
    /// Malformed unless everything was read.
    Status finish() const;

    /// A strong number type (ids.hpp).
    template <typename N>
    Result<N> number() {
        XF_ASSIGN(const std::uint32_t value, uint32());
        return N{value};
    }

private:
    struct Head {
        std::uint8_t major;
        std::uint64_t argument;
    };
    Result<Head> head();
    Result<std::uint64_t> head_of(std::uint8_t major);
    Result<ByteView> take(std::uint64_t size);

    ByteView bytes_;
    std::size_t at_ = 0;
};

}  // namespace xf::cbor
