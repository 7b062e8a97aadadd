#include "shared/base/cbor.hpp"

namespace xf::cbor {
namespace {

enum Major : std::uint8_t {
    kUint = 0,
    kNegative = 1,
    kBytes = 2,
    kText = 3,
    kArray = 4,
    kSimple = 7
};
constexpr std::uint64_t kFalse = 20, kTrue = 21, kNull = 22;

Error malformed(const char* why) { return {ErrorCode::malformed, why}; }

struct Decoded {
    std::uint8_t major;
    std::uint64_t argument;
    std::size_t size;  ///< bytes of the head
};

Result<Decoded> decode_head(ByteView bytes) {
    if (bytes.empty()) return malformed("cbor: ends early");
    const std::uint8_t major = bytes[0] >> 5;
    const std::uint8_t info = bytes[0] & 31;
    if (info < 24) return Decoded{major, info, 1};
    if (info > 27) return malformed("cbor: indefinite length");
    const std::size_t size = std::size_t{1} << (info - 24);
    if (bytes.size() < 1 + size) return malformed("cbor: ends early");
    std::uint64_t argument = 0;
    for (std::size_t i = 0; i < size; ++i) argument = argument << 8 | bytes[1 + i];
    return Decoded{major, argument, 1 + size};
}

bool shortest(const Decoded& head) {
    switch (head.size) {
        case 1:
            return true;
        case 2:
            return head.argument >= 24;
        case 3:
            return head.argument > 0xFF;
        case 5:
            return head.argument > 0xFFFF;
        default:
            return head.argument > 0xFFFFFFFF;
    }
}

/// Checks one item and returns its length.
Result<std::size_t> check_item(ByteView bytes, std::size_t depth) {
    XF_ASSIGN(const Decoded head, decode_head(bytes));
    if (head.major != kSimple && !shortest(head)) return malformed("cbor: not the shortest form");
    std::size_t at = head.size;
    switch (head.major) {
        case kUint:
            return at;
        case kNegative:
            if (head.argument > INT64_MAX) return malformed("cbor: integer out of range");
            return at;
        case kBytes:
        case kText:
            if (head.argument > bytes.size() - at) return malformed("cbor: ends early");
            if (head.major == kText &&
                !valid_utf8(bytes.subspan(at, static_cast<std::size_t>(head.argument))))
                return malformed("cbor: text is not UTF-8");
            return at + static_cast<std::size_t>(head.argument);
        case kArray:
            if (depth == limits::kCborDepth) return malformed("cbor: nested too deeply");
            // Every item takes at least one byte: a longer claim is a lie.
            if (head.argument > bytes.size() - at) return malformed("cbor: ends early");
            for (std::uint64_t i = 0; i < head.argument; ++i) {
                XF_ASSIGN(const std::size_t item, check_item(bytes.subspan(at), depth + 1));
                at += item;
            }
            return at;
        case kSimple:
            if (head.size == 1 && head.argument >= kFalse && head.argument <= kNull) return at;
            return malformed("cbor: floats and simple values are not used");
        default:
            return malformed("cbor: maps and tags are not used");
    }
}

/// Bytes that follow the lead byte, or -1; sets the range of the first of them.
int continuation_bytes(std::uint8_t lead, std::uint8_t& low, std::uint8_t& high) {
    low = 0x80;
    high = 0xBF;
    if (lead < 0x80) return 0;
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0) low = 0xA0;   // overlong
        if (lead == 0xED) high = 0x9F;  // surrogates
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0) low = 0x90;   // overlong
        if (lead == 0xF4) high = 0x8F;  // beyond U+10FFFF
        return 3;
    }
    return -1;
}

}  // namespace

bool valid_utf8(ByteView bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        std::uint8_t low = 0, high = 0;
        const int more = continuation_bytes(bytes[at++], low, high);
        if (more < 0) return false;
        for (int i = 0; i < more; ++i, ++at) {
            if (at == bytes.size() || bytes[at] < low || bytes[at] > high) return false;
            low = 0x80;
            high = 0xBF;
        }
    }
    return true;
}

Status validate(ByteView bytes, std::size_t max_bytes) {
    if (bytes.size() > max_bytes) return Error{ErrorCode::too_large, "cbor: message"};
    XF_ASSIGN(const std::size_t size, check_item(bytes, 0));
    if (size != bytes.size()) return malformed("cbor: trailing bytes");
    return {};
}

void Writer::head(std::uint8_t major, std::uint64_t argument) {
    const auto lead = static_cast<std::uint8_t>(major << 5);
    int size = 0;
    if (argument < 24) {
        out_.push_back(static_cast<std::uint8_t>(lead | argument));
        return;
    }
    if (argument <= 0xFF)
        size = 0;
    else if (argument <= 0xFFFF)
        size = 1;
    else if (argument <= 0xFFFFFFFF)
        size = 2;
    else
        size = 3;
    out_.push_back(static_cast<std::uint8_t>(lead | (24 + size)));
    for (int shift = (8 << size) - 8; shift >= 0; shift -= 8)
        out_.push_back(static_cast<std::uint8_t>(argument >> shift));
}

Writer& Writer::array(std::size_t items) { return head(kArray, items), *this; }
Writer& Writer::uint(std::uint64_t value) { return head(kUint, value), *this; }

Writer& Writer::integer(std::int64_t value) {
    if (value >= 0) return uint(static_cast<std::uint64_t>(value));
    return head(kNegative, ~static_cast<std::uint64_t>(value)), *this;
}

Writer& Writer::bytes(ByteView value) {
    head(kBytes, value.size());
    return raw(value);
}

Writer& Writer::text(std::string_view value) {
    head(kText, value.size());
    return raw(as_bytes(value));
}

Writer& Writer::boolean(bool value) { return head(kSimple, value ? kTrue : kFalse), *this; }
Writer& Writer::null() { return head(kSimple, kNull), *this; }
Writer& Writer::raw(ByteView encoded) { return append(out_, encoded), *this; }

Result<Reader::Head> Reader::head() {
    XF_ASSIGN(const Decoded decoded, decode_head(bytes_.subspan(at_)));
    at_ += decoded.size;
    return Head{decoded.major, decoded.argument};
}

Result<std::uint64_t> Reader::head_of(std::uint8_t major) {
    XF_ASSIGN(const Head next, head());
    if (next.major != major) return malformed("cbor: another type was expected");
    return next.argument;
}

Result<ByteView> Reader::take(std::uint64_t size) {
    if (size > bytes_.size() - at_) return malformed("cbor: ends early");
    const ByteView out = bytes_.subspan(at_, static_cast<std::size_t>(size));
    at_ += out.size();
    return out;
}

Result<std::size_t> Reader::array(std::size_t max_items) {
    XF_ASSIGN(const std::uint64_t items, head_of(kArray));
    if (items > max_items) return Error{ErrorCode::too_large, "cbor: array"};
    if (items > bytes_.size() - at_) return malformed("cbor: ends early");
    return static_cast<std::size_t>(items);
}

Status Reader::array_of(std::size_t items) {
    XF_ASSIGN(const std::uint64_t found, head_of(kArray));
    if (found != items) return malformed("cbor: array of another length");
    return {};
}

Result<std::uint64_t> Reader::uint(std::uint64_t max) {
    XF_ASSIGN(const std::uint64_t value, head_of(kUint));
    if (value > max) return malformed("cbor: number out of range");
    return value;
}

Result<std::uint32_t> Reader::uint32() {
    XF_ASSIGN(const std::uint64_t value, uint(UINT32_MAX));
    return static_cast<std::uint32_t>(value);
}

Result<std::int64_t> Reader::integer() {
    XF_ASSIGN(const Head next, head());
    if (next.argument > INT64_MAX) return malformed("cbor: number out of range");
    const auto value = static_cast<std::int64_t>(next.argument);
    if (next.major == kUint) return value;
    if (next.major == kNegative) return -1 - value;
    return malformed("cbor: an integer was expected");
}

Result<ByteView> Reader::bytes(std::size_t max_bytes) {
    XF_ASSIGN(const std::uint64_t size, head_of(kBytes));
    if (size > max_bytes) return Error{ErrorCode::too_large, "cbor: byte string"};
    return take(size);
}

Result<ByteView> Reader::bytes_of(std::size_t size) {
    XF_ASSIGN(const ByteView out, bytes(size));
    if (out.size() != size) return malformed("cbor: byte string of another length");
    return out;
}

Result<std::string_view> Reader::text(std::size_t max_bytes) {
    XF_ASSIGN(const std::uint64_t size, head_of(kText));
    if (size > max_bytes) return Error{ErrorCode::too_large, "cbor: text"};
    XF_ASSIGN(const ByteView out, take(size));
    return as_text(out);
}

Result<bool> Reader::boolean() {
    XF_ASSIGN(const std::uint64_t value, head_of(kSimple));
    if (value != kFalse && value != kTrue) return malformed("cbor: a boolean was expected");
    return value == kTrue;
}

bool Reader::skip_null() {
    constexpr std::uint8_t kNullByte = kSimple << 5 | kNull;
    if (at_ == bytes_.size() || bytes_[at_] != kNullByte) return false;
    ++at_;
    return true;
}

Result<ByteView> Reader::item(std::size_t depth) {
    XF_ASSERT(depth <= limits::kCborDepth);
    XF_ASSIGN(const std::size_t size, check_item(bytes_.subspan(at_), limits::kCborDepth - depth));
    return take(size);
}

Status Reader::finish() const {
    if (!at_end()) return malformed("cbor: trailing bytes");
    return {};
}

}  // namespace xf::cbor
