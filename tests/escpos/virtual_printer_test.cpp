// That the printer of software refuses what real ones garble, so that it can vouch for what it takes.
#include "native/escpos/virtual_printer.hpp"

#include <algorithm>

#include "native/escpos/virtual_paper.hpp"
#include "tests/escpos/sample.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::native::escpos::test {
namespace {

using namespace std::string_literals;

const std::string kBegin = "\x1B@\x1C&";
const std::string kCutOff = "\n\x1DVB\0"s;
const std::string kModel = "\x1D(k\4\0001A2\0"s, kModule = "\x1D(k\3\0001C\5"s,
                  kCorrection = "\x1D(k\3\0001E1"s, kPrint = "\x1D(k\3\0001Q0"s;

std::string stored(const std::string& data) {
    const std::size_t size = data.size() + 3;
    return "\x1D(k"s + static_cast<char>(size & 0xFF) + static_cast<char>(size >> 8) + "1P0" + data;
}

Status taken(const std::string& bytes, Paper paper = Paper::receipt_58) {
    VirtualPrinter printer(paper);
    XF_TRY(printer.take(as_bytes(bytes)));
    return printer.end();
}

std::string whole(const std::string& middle) { return kBegin + middle + kCutOff; }

/// Why it is refused.
std::string refused(const std::string& bytes) {
    const Status status = taken(bytes);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().code == ErrorCode::malformed);
    return status.error().detail;
}

bool says(const std::string& why, std::string_view words) {
    return why.find(words) != std::string::npos;
}

Bytes answers(VirtualPrinter& printer, std::string_view question) {
    need(printer.take(as_bytes(question)));
    return printer.said();
}

}  // namespace

TEST_CASE("virtual printer: what is whole is taken, and cut where it says") {
    VirtualPrinter printer(Paper::receipt_58);
    need(printer.take(as_bytes(whole("a\n\xBB\xA7") + "b" + kCutOff)));
    need(printer.end());
    const auto pieces = printer.cut();
    REQUIRE(pieces.size() == 2);
    CHECK(words_on(pieces[0]) == "a\n户");
    CHECK(words_on(pieces[1]) == "b");
    CHECK(printer.cut().empty());
}

TEST_CASE("virtual printer: in whatever pieces the bytes come") {
    for (const Paper paper : kRolls) {
        VirtualPrinter printer(paper);
        for (const std::uint8_t byte : need(bytes_of(sample(paper))))
            need(printer.take({&byte, 1}));
        need(printer.end());
        const auto pieces = printer.cut();
        REQUIRE(pieces.size() == 1);
        CHECK(pieces[0] == printed(sample(paper)));
    }
}

TEST_CASE("virtual printer: what real printers garble is refused, and where") {
    CHECK(says(refused("a" + kCutOff), "byte 0: something before ESC @"));
    CHECK(says(refused("\33a\1" + kBegin), "before ESC @"));
    CHECK(says(refused(kBegin + "\x1Bi"), "byte 4: a command that not every printer knows"));
    for (const std::string& command :
         {"\x1B!\x30"s, "\x1C."s, "\x1DV\x41\3"s, "\x1Dv0"s, "\x1D(L"s, "\33a\3"s, "\33E\2"s,
          "\x1D!\x22"s, "\x1Dr\2"s, "\x10\x04\x09"s, "\x10\x14\1"s, "\t"s, "\x18"s, "\x7F"s})
        refused(whole(command));
    CHECK(says(refused("\x1B@\xBB\xA7" + kCutOff), "Chinese without FS &"));
    CHECK(says(refused(whole("\x1B@\xBB\xA7")), "Chinese without FS &"));
    CHECK(says(refused(whole("\xBB")), "no GB18030"));
    CHECK(says(refused(whole("\xFF\xFF")), "no GB18030"));
    CHECK(says(refused(whole("\x95\x32\x82\x36")), "no printer has"));
    CHECK(says(refused(whole("a\33a\1")), "a command within a line"));
    CHECK(says(refused(kBegin + "a"), "not cut"));
    CHECK(says(refused(kBegin + "a\n"), "not cut"));
    CHECK(says(refused(kBegin + "\x1DVB\0"s), "nothing to cut off"));
    CHECK(says(refused(whole("a") + "\x1B"), "cut off"));
    CHECK(says(refused(kBegin + repeated("\33d\xFF", 4)), "without end"));
}

TEST_CASE("virtual printer: a line as wide as the paper, and not a cell more") {
    for (const auto& [paper, columns] :
         {std::pair{Paper::receipt_58, 32}, {Paper::receipt_80, 48}}) {
        const std::string full = repeated("\xBB\xA7", columns / 2 - 1) + "ab";
        need(taken(whole(full), paper));
        for (const std::string& wide :
             {full + "c", repeated("x", 5000), "\x1D!\x11" + repeated("x", columns / 2 + 1)})
            CHECK_FALSE(taken(whole(wide), paper).ok());
        need(taken(whole("\x1D!\x11" + repeated("x", columns / 2)), paper));
    }
}

TEST_CASE("virtual printer: a code has all its parts, and room") {
    need(taken(whole(kModel + kModule + kCorrection + stored("XF1") + kPrint)));
    const std::string lacking[] = {
        kModule + kCorrection + stored("XF1"), kModel + kCorrection + stored("XF1"),
        kModel + kModule + stored("XF1"), kModel + kModule + kCorrection};
    for (const std::string& parts : lacking)
        CHECK(says(refused(whole(parts + kPrint)), "a code without its parts"));
    // The data are gone once they were printed, as after ESC @.
    refused(kBegin + kModel + kModule + kCorrection + stored("XF1") + kPrint + kPrint);
    refused(kBegin + kModel + kModule + kCorrection + stored("XF1") + "\x1B@" + kPrint);
    const std::string set_up = kBegin + kModel + kModule + kCorrection;
    CHECK(says(refused(set_up + stored(repeated("Q", 700)) + kPrint), "more than a code holds"));
    CHECK(says(refused(set_up + stored(repeated("Q", 400)) + kPrint), "wider than the paper"));
    CHECK(says(refused(set_up + stored("") + kPrint), "nothing"));
    CHECK(says(refused(set_up + stored("X\n") + kPrint), "control"));
    CHECK(says(refused(kBegin + "\x1D(k\4\0001A1\0"s), "a model"));
    CHECK(says(refused(kBegin + "\x1D(k\3\0001C\x11"s), "a size"));
    CHECK(says(refused(kBegin + "\x1D(k\3\0001E9"s), "a correction"));
    CHECK(says(refused(kBegin + "\x1D(k\3\0002C\5"s), "another kind"));
    CHECK(says(refused(kBegin + "\x1D(k\1\0001"s), "another kind"));
    CHECK(says(refused(kBegin + "\x1D(k\xFF\xFF" + repeated("1", 70'000)), "buffer"));
}

TEST_CASE("virtual printer: it answers in the midst of everything") {
    VirtualPrinter printer(Paper::receipt_58);
    CHECK(answers(printer, "\x10\x04\1\x10\x04\2\x10\x04\4") == Bytes{0x12, 0x12, 0x12});
    CHECK(answers(printer, kBegin + "a\x10") == Bytes{});
    CHECK(answers(printer, "\x04\1") == Bytes{0x12});
    CHECK(answers(printer, "\n\x1Dr\1") == Bytes{0});

    SECTION("also when its paper has ended, and then does nothing in its turn") {
        printer.end_paper_after(2);
        CHECK(answers(printer, "b\n\x1Dr\1") == Bytes{0});
        CHECK(answers(printer, "c\n\x1Dr\1") == Bytes{});
        CHECK(answers(printer, "\x10\x04\1\x10\x04\2\x10\x04\4") == Bytes{0x1A, 0x32, 0x72});
        need(printer.end());
    }
    SECTION("also when it is open") {
        printer.open_cover();
        CHECK(answers(printer, "b\n\x1Dr\1\x10\x04\1\x10\x04\2\x10\x04\4") ==
              Bytes{0x1A, 0x16, 0x12});
    }
    SECTION("a question that begins twice is one") {
        CHECK(answers(printer, "\x10\x04\4") == Bytes{0x12});
        CHECK_FALSE(printer.take(as_bytes("\x10\x10\x04\4")).ok());  // and a control character
    }
}

TEST_CASE("virtual printer: whatever bytes come, it takes or refuses them") {
    xf::test::SeededRandom random(xf::test::seed_of("virtual printer", 7));
    const Bytes job = need(bytes_of(sample(Paper::receipt_58)));
    std::size_t refusals = 0;
    for (int round = 0; round < 2000; ++round) {
        Bytes bytes = job;
        if (round % 4 == 0) {
            bytes.resize(random.below(300));
            random.fill(bytes);
            const Bytes begin = {0x1B, '@', 0x1C, '&'};
            bytes.insert(bytes.begin(), begin.begin(), begin.end());
        } else {
            const auto many = 1 + random.below(3);
            for (std::uint64_t i = 0; i < many; ++i)
                bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.next());
        }
        VirtualPrinter printer(Paper::receipt_58);
        const auto middle = static_cast<std::ptrdiff_t>(random.below(bytes.size()));
        const Status first = printer.take({bytes.begin(), bytes.begin() + middle});
        const Status second = printer.take({bytes.begin() + middle, bytes.end()});
        // What it refused once it refuses for good, with the same words.
        if (!first.ok()) CHECK(second.error().detail == first.error().detail);
        if (!printer.end().ok()) ++refusals;
        for (const Receipt& piece : printer.cut()) CHECK(piece.size() <= 1000);
    }
    CHECK(refusals > 500);
}

TEST_CASE("virtual paper: as wide as the head, and as high as its lines") {
    const auto fonts = need(PrinterFonts::load(XF_FONT_DIR));
    for (const auto& [paper, width] :
         {std::pair{Paper::receipt_58, 384}, {Paper::receipt_80, 576}}) {
        Receipt receipt = printed(sample(paper));
        const Canvas canvas = drawn(receipt, paper, *fonts);
        CHECK(canvas.width() == width);
        receipt.push_back({"一行", 2, true, true, 0});
        const Canvas longer = drawn(receipt, paper, *fonts);
        CHECK(longer.height() == canvas.height() + 60);
        CHECK(std::ranges::count(canvas.ink(), 255) > 1000);
    }
}

}  // namespace xf::native::escpos::test
