// The validator and reader of the CBOR subset: RFC 8949's own examples, every rule of refusal, every
// limit at the bound and one beyond.
#include "shared/base/cbor.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::cbor {
namespace {

using test::error_of;
using test::need;

Bytes hex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Bytes out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(digit(text[i]) << 4 | digit(text[i + 1])));
    return out;
}

ErrorCode refusal(std::string_view text, std::size_t max = 1000) {
    INFO(text);
    return error_of(validate(hex(text), max));
}

Bytes nested(std::size_t arrays) {
    Bytes out(arrays, 0x81);
    out.push_back(0x00);
    return out;
}

}  // namespace

TEST_CASE("cbor: the examples of RFC 8949 appendix A that are in the subset") {
    struct Example {
        const char* encoded;
        std::int64_t value;
    };
    for (const auto& [encoded, value] : {Example{"00", 0},
                                         {"01", 1},
                                         {"0a", 10},
                                         {"17", 23},
                                         {"1818", 24},
                                         {"1819", 25},
                                         {"1864", 100},
                                         {"1903e8", 1000},
                                         {"1a000f4240", 1000000},
                                         {"1b000000e8d4a51000", 1000000000000},
                                         {"20", -1},
                                         {"29", -10},
                                         {"3863", -100},
                                         {"3903e7", -1000}}) {
        INFO(encoded);
        CHECK(validate(hex(encoded), 1000).ok());
        CHECK(need(Reader(hex(encoded)).integer()) == value);
        CHECK(Writer().integer(value).out() == hex(encoded));
    }
    CHECK(need(Reader(hex("1bffffffffffffffff")).uint()) == UINT64_MAX);
    CHECK(Writer().uint(UINT64_MAX).out() == hex("1bffffffffffffffff"));
    CHECK(need(Reader(hex("3b7fffffffffffffff")).integer()) == INT64_MIN);
    CHECK(Writer().integer(INT64_MIN).out() == hex("3b7fffffffffffffff"));

    for (const char* encoded :
         {"f4", "f5", "f6", "40", "4401020304", "60", "6161", "6449455446", "62225c", "62c3bc",
          "63e6b0b4", "64f0908591", "80", "83010203", "8301820203820405",
          "98190102030405060708090a0b0c0d0e0f101112131415161718181819"}) {
        INFO(encoded);
        CHECK(validate(hex(encoded), 1000).ok());
    }
    CHECK(need(Reader(hex("63e6b0b4")).text(100)) == "水");
    CHECK(Writer().text("水").out() == hex("63e6b0b4"));
    CHECK(Writer().array(2).boolean(true).null().out() == hex("82f5f6"));
}

TEST_CASE("cbor: what RFC 8949 allows and this subset does not is refused") {
    for (const char* encoded : {
             "",  // nothing at all
             "1bffffffffffffff",
             "18",
             "1901",
             "1a010203",  // ends in its head
             "f90000",
             "fa47c35000",
             "fb3ff199999999999a",  // floats
             "f7",
             "f0",
             "e0",
             "f818",
             "f8ff",
             "f814",  // undefined and simple values
             "c074323031332d30332d32315432303a30343a30305a",
             "d74401020304",
             "c249010000000000000000",
             "a0",
             "a201020304",
             "bf61610161629f0203ffff",  // maps
             "5f42010243030405ff",
             "7f657374726561646d696e67ff",
             "9fff",
             "9f01ff",
             "ff",
             "3bffffffffffffffff",
             "3b8000000000000000",  // below INT64_MIN
             "1c",
             "1d",
             "1e",
             "1f",
             "3c",
             "5c",
             "7d",
             "9e",  // reserved
             "0000",
             "8000",
             "f4f4",
             "820102ff",  // something after it
         })
        CHECK(refusal(encoded) == ErrorCode::malformed);
}

TEST_CASE("cbor: one meaning has one spelling") {
    for (const char* encoded : {"1800",
                                "1817",
                                "190017",
                                "1900ff",
                                "1a00000000",
                                "1a0000ffff",
                                "1b0000000000000000",
                                "1b00000000ffffffff",
                                "3800",
                                "3817",
                                "390010",
                                "3a0000ffff",
                                "3b00000000ffffffff",
                                "5800",
                                "580161",
                                "590001ff",
                                "7800",
                                "780161",
                                "79000161",
                                "9800",
                                "980100",
                                "99000100",
                                "9a0000000100",
                                "9b000000000000000100"})
        CHECK(refusal(encoded) == ErrorCode::malformed);
}

TEST_CASE("cbor: lengths that were only claimed") {
    for (const char* encoded :
         {"41", "4201", "581800", "5bffffffffffffffff", "61", "6261", "7bffffffffffffffff",
          "7b7fffffffffffffff", "81", "8200", "9bffffffffffffffff", "9b7fffffffffffffff",
          "9a00100000", "9affffffff00"})
        CHECK(refusal(encoded) == ErrorCode::malformed);
    CHECK(error_of(Reader(hex("9affffffff")).array(UINT32_MAX)) == ErrorCode::malformed);
    CHECK(error_of(Reader(hex("5affffffff")).bytes(UINT32_MAX)) == ErrorCode::malformed);
    CHECK(error_of(Reader(hex("5bffffffffffffffff")).bytes(SIZE_MAX)) == ErrorCode::malformed);
}

TEST_CASE("cbor: text is UTF-8, and only UTF-8") {
    for (const char* encoded :
         {"6180", "61ff", "62c080", "62c1bf", "62c3", "62c328", "63e08080", "63eda080", "63edbfbf",
          "62e6b0", "64f0808080", "64f4908080", "64f5808080", "63f09085", "61c3"})
        CHECK(refusal(encoded) == ErrorCode::malformed);
    CHECK(validate(hex("63ee8080"), 10).ok());
    CHECK(validate(hex("64f48fbfbf"), 10).ok());
}

TEST_CASE("cbor: limits hold at the bound and one beyond") {
    CHECK(validate(nested(limits::kCborDepth), 1000).ok());
    CHECK(error_of(validate(nested(limits::kCborDepth + 1), 1000)) == ErrorCode::malformed);
    CHECK(error_of(validate(nested(200'000), 1'000'000)) == ErrorCode::malformed);

    const Bytes text = Writer().text(std::string(30, 'x')).take();
    CHECK(validate(text, text.size()).ok());
    CHECK(error_of(validate(text, text.size() - 1)) == ErrorCode::too_large);
    CHECK(Reader(text).text(30).ok());
    CHECK(error_of(Reader(text).text(29)) == ErrorCode::too_large);

    const Bytes bytes = Writer().bytes(Bytes(300)).take();
    CHECK(Reader(bytes).bytes(300).ok());
    CHECK(error_of(Reader(bytes).bytes(299)) == ErrorCode::too_large);
    CHECK(Reader(bytes).bytes_of(300).ok());
    CHECK(error_of(Reader(bytes).bytes_of(299)) == ErrorCode::too_large);
    CHECK(error_of(Reader(bytes).bytes_of(301)) == ErrorCode::malformed);

    const Bytes array = hex("83010203");
    CHECK(need(Reader(array).array(3)) == 3);
    CHECK(error_of(Reader(array).array(2)) == ErrorCode::too_large);
    CHECK(Reader(array).array_of(3).ok());
    CHECK(error_of(Reader(array).array_of(2)) == ErrorCode::malformed);
    CHECK(error_of(Reader(array).array_of(4)) == ErrorCode::malformed);

    const Bytes above32 = Writer().uint(std::uint64_t{UINT32_MAX} + 1).take();
    CHECK(Reader(Writer().uint(UINT32_MAX).take()).uint32().ok());
    CHECK(error_of(Reader(above32).uint32()) == ErrorCode::malformed);
    CHECK(error_of(Reader(above32).uint(UINT32_MAX)) == ErrorCode::malformed);
    CHECK(error_of(Reader(Writer().uint(std::uint64_t{INT64_MAX} + 1).take()).integer()) ==
          ErrorCode::malformed);
}

TEST_CASE("cbor: a reader wants the type that it asks for") {
    const Bytes values[] = {hex("01"), hex("20"), hex("4101"), hex("6161"), hex("80"), hex("f5")};
    for (std::size_t i = 0; i < std::size(values); ++i) {
        INFO(i);
        CHECK(Reader(values[i]).uint().ok() == (i == 0));
        CHECK(Reader(values[i]).integer().ok() == (i <= 1));
        CHECK(Reader(values[i]).bytes(10).ok() == (i == 2));
        CHECK(Reader(values[i]).text(10).ok() == (i == 3));
        CHECK(Reader(values[i]).array(10).ok() == (i == 4));
        CHECK(Reader(values[i]).boolean().ok() == (i == 5));
        CHECK_FALSE(Reader(values[i]).skip_null());
        CHECK(need(Reader(values[i]).item()).size() == values[i].size());
    }
    Reader end{ByteView{}};
    CHECK_FALSE(end.skip_null());
    CHECK(end.finish().ok());
    CHECK(error_of(end.item()) == ErrorCode::malformed);
    CHECK(error_of(end.uint()) == ErrorCode::malformed);
    CHECK(error_of(Reader(hex("f6")).boolean()) == ErrorCode::malformed);
    CHECK(error_of(Reader(hex("00")).finish()) == ErrorCode::malformed);
}

TEST_CASE("cbor: an item may be held to a depth of its own") {
    const Bytes three = nested(3);
    CHECK(Reader(three).item(3).ok());
    CHECK(error_of(Reader(three).item(2)) == ErrorCode::malformed);
    CHECK(Reader(nested(limits::kCborDepth)).item().ok());
    CHECK(error_of(Reader(nested(limits::kCborDepth + 1)).item()) == ErrorCode::malformed);
}

namespace {

/// Reads any item of the subset and writes it again.
Status copy(Reader& in, Writer& out) {
    const Bytes encoded = [&] {
        const auto item = Reader(in).item();
        return item.ok() ? Bytes(item->begin(), item->end()) : Bytes{};
    }();
    if (encoded.empty()) return ErrorCode::malformed;
    switch (encoded[0] >> 5) {
        case 0: {
            XF_ASSIGN(const std::uint64_t value, in.uint());
            out.uint(value);
            return {};
        }
        case 1: {
            XF_ASSIGN(const std::int64_t value, in.integer());
            out.integer(value);
            return {};
        }
        case 2: {
            XF_ASSIGN(const ByteView value, in.bytes(SIZE_MAX));
            out.bytes(value);
            return {};
        }
        case 3: {
            XF_ASSIGN(const std::string_view value, in.text(SIZE_MAX));
            out.text(value);
            return {};
        }
        case 4: {
            XF_ASSIGN(const std::size_t items, in.array(SIZE_MAX));
            out.array(items);
            for (std::size_t i = 0; i < items; ++i) XF_TRY(copy(in, out));
            return {};
        }
        default:
            break;
    }
    if (in.skip_null()) return out.null(), Status{};
    XF_ASSIGN(const bool value, in.boolean());
    out.boolean(value);
    return {};
}

/// Calls everything that reads; nothing may crash, whatever the bytes.
void read_everything(ByteView bytes) {
    for (int first = 0; first < 8; ++first) {
        Reader in(bytes);
        for (int i = 0; i < 20; ++i) {
            bool ok = true;
            switch ((first + i) % 8) {
                case 0:
                    ok = in.array(100).ok();
                    break;
                case 1:
                    ok = in.uint().ok();
                    break;
                case 2:
                    ok = in.integer().ok();
                    break;
                case 3:
                    ok = in.bytes(100).ok();
                    break;
                case 4:
                    ok = in.text(100).ok();
                    break;
                case 5:
                    ok = in.boolean().ok();
                    break;
                case 6:
                    ok = in.skip_null();
                    break;
                default:
                    ok = in.item().ok();
                    break;
            }
            if (!ok && in.at_end()) break;
        }
    }
}

}  // namespace

TEST_CASE("cbor: damaged bytes are refused or read, never worse; what is accepted is canonical") {
    test::Mutator mutator(test::seed_of("cbor damage", 1));
    Writer seed_value;
    seed_value.array(5).integer(-70000).bytes(Bytes(40, 7)).text("诉求已办结").array(2).null();
    seed_value.boolean(false).uint(UINT32_MAX);
    int accepted = 0;
    for (int i = 0; i < 30'000; ++i) {
        const Bytes bytes = mutator.damage(seed_value.out());
        read_everything(bytes);
        if (!validate(bytes, 4096).ok()) continue;
        ++accepted;
        Reader in(bytes);
        Writer again;
        REQUIRE(copy(in, again).ok());
        REQUIRE(in.finish().ok());
        REQUIRE(again.out() == bytes);
    }
    CHECK(accepted > 300);
}

}  // namespace xf::cbor
