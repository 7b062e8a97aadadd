// What a PNG printer leaves in its folder.
#include "native/printer/png_printer.hpp"

#include <png.h>
#include <sys/resource.h>

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <semaphore>
#include <thread>

#include "native/platform/read_file.hpp"
#include "native/printer/png_file.hpp"
#include "native/printer/png_folder.hpp"
#include "shared/base/crypto.hpp"
#include "tests/support/printing.hpp"
#include "tests/support/require.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::native::test {
namespace {

using ports::Paper;
using ports::PrintedDocument;
using xf::test::need;
using xf::test::TempFolder;

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& each : std::filesystem::directory_iterator(folder))
        out.push_back(each.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

using Names = std::vector<std::string>;

struct Picture {
    png_uint_32 width = 0, height = 0;
    Bytes grey;

    std::size_t count(std::uint8_t value) const {
        return static_cast<std::size_t>(std::count(grey.begin(), grey.end(), value));
    }
};

Picture picture_in(const std::string& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, file.c_str()));
    image.format = PNG_FORMAT_GRAY;
    Picture out{image.width, image.height, Bytes(PNG_IMAGE_SIZE(image))};
    REQUIRE(png_image_finish_read(&image, nullptr, out.grey.data(), 0, nullptr));
    return out;
}

PrintedDocument letter(Paper paper, const std::string& words) {
    PrintedDocument out;
    out.paper = paper;
    out.blocks.emplace_back().runs.push_back({words, false});
    return out;
}

class Printing : public xf::test::Printing<PngPrinter, PngPrinterConfig> {
public:
    explicit Printing(const std::string& folder, Paper receipt = Paper::receipt_80)
        : xf::test::Printing<PngPrinter, PngPrinterConfig>({folder, XF_FONT_DIR, receipt, {}}) {}
};
}  // namespace

TEST_CASE(
    "png printer: a receipt is as wide as the head, black or white, and as long as its text") {
    for (const auto& [paper, width] :
         {std::pair{Paper::receipt_58, 384u}, {Paper::receipt_80, 576u}}) {
        const TempFolder folder;
        Printing printing(folder.path(), paper);
        need(printing.print(letter(paper, "短")));
        need(printing.print(letter(paper, std::string(900, 'm'))));
        CHECK(names_in(folder.path()) == Names{"print-0001-1.png", "print-0002-1.png"});
        const Picture brief = picture_in(folder / "print-0001-1.png");
        const Picture full = picture_in(folder / "print-0002-1.png");
        CHECK(brief.width == width);
        CHECK(full.width == width);
        CHECK(full.height > 3 * brief.height);
        CHECK(brief.count(0) > 100);
        CHECK(full.count(0) + full.count(255) == full.grey.size());
        CHECK(full.count(255) > full.count(0));
    }
}

TEST_CASE("png printer: a notice has A4 pages, in grey, each a file, in their size") {
    const TempFolder folder;
    std::string words;
    for (int i = 0; i < 40; ++i) words += "清溪村\n";
    need(Printing(folder.path()).print(letter(Paper::a4, words)));
    CHECK(names_in(folder.path()) == Names{"print-0001-1.png", "print-0001-2.png"});
    for (const char* name : {"print-0001-1.png", "print-0001-2.png"}) {
        const Picture page = picture_in(folder / name);
        CHECK(page.width == 1654);
        CHECK(page.height == 2339);
        CHECK(page.count(0) > 1000);
        CHECK(page.count(0) + page.count(255) < page.grey.size());
        CHECK(page.count(255) > page.grey.size() * 9 / 10);
        const Bytes file = need(read_file(folder / name));
        CHECK(file.size() < 400'000);
        // 200 dpi is 7,874 dots a metre, both ways.
        const Bytes size = {'p', 'H', 'Y', 's', 0, 0, 0x1E, 0xC2, 0, 0, 0x1E, 0xC2, 1};
        CHECK(std::search(file.begin(), file.end(), size.begin(), size.end()) != file.end());
    }
}

TEST_CASE("png file: strokes of two tones are as thick as they were drawn") {
    const auto fonts = need(PrinterFonts::load(XF_FONT_DIR));
    Canvas canvas(576, 60);
    canvas.text(4, 10, "示例村兑换小票", 32, false, *fonts);
    std::size_t drawn = 0;
    for (const std::uint8_t ink : canvas.ink()) drawn += ink;
    const TempFolder folder;
    const Bytes png = png_of(canvas, {8, true});
    std::ofstream(folder / "a.png", std::ios::binary) << as_text(png);
    const auto black = static_cast<double>(picture_in(folder / "a.png").count(0));
    const double share = black / (static_cast<double>(drawn) / 255);
    CHECK(share > 0.95);
    CHECK(share < 1.15);
}

TEST_CASE("png printer: the same document gives the same bytes") {
    const TempFolder folder;
    Printing printing(folder.path());
    for (int i = 0; i < 2; ++i) need(printing.print(letter(Paper::a4, "一样的字 123")));
    CHECK(sha256(need(read_file(folder / "print-0001-1.png"))) ==
          sha256(need(read_file(folder / "print-0002-1.png"))));
}

TEST_CASE("png printer: numbers go on from what lies in the folder, and nothing is written over") {
    const TempFolder folder;
    for (const char* name : {"print-0041-3.png", "print-x-1.png", "print-99", "other-77-1.png"})
        std::ofstream(folder / name) << "mine";
    need(Printing(folder.path()).print(letter(Paper::receipt_80, "短")));
    CHECK(std::filesystem::exists(folder / "print-0042-1.png"));
    CHECK(std::filesystem::file_size(folder / "print-0041-3.png") == 4);
    CHECK(names_in(folder.path()).size() == 5);
}

TEST_CASE("png folder: two that print at once take numbers of their own") {
    const TempFolder folder;
    PngFolder one(folder.path()), two(folder.path());
    for (PngFolder* each : {&one, &two, &one, &two}) need(each->add(Bytes{1}));
    need(one.close());
    need(two.close());
    CHECK(names_in(folder.path()) ==
          Names{"print-0001-1.png", "print-0001-2.png", "print-0002-1.png", "print-0002-2.png"});
}

TEST_CASE("png folder: programs that print there all the time take nothing from each other") {
    constexpr std::size_t kEach = 50;
    const TempFolder folder;
    const auto print_many = [&folder](std::uint8_t who, Status& outcome) {
        for (std::size_t i = 0; i < kEach && outcome.ok(); ++i) {
            PngFolder pages(folder.path());
            outcome = pages.add(Bytes{who});
            if (outcome.ok()) outcome = pages.close();
        }
    };
    Status first, second;
    std::thread other(print_many, std::uint8_t{1}, std::ref(first));
    print_many(2, second);
    other.join();
    need(first);
    need(second);
    const Names names = names_in(folder.path());
    CHECK(names.size() == 2 * kEach);
    std::size_t of_first = 0;
    for (const std::string& name : names)
        of_first += need(read_file(folder / name.c_str())).at(0) == 1 ? 1u : 0u;
    CHECK(of_first == kEach);
}

TEST_CASE("png folder: what was not closed leaves nothing, and shows nothing before") {
    const TempFolder folder;
    {
        PngFolder pages(folder.path());
        need(pages.add(Bytes{1}));
        // Nothing has a name, so that kill -9 leaves nothing either.
        CHECK(names_in(folder.path()).empty());
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE(
    "png printer: a folder that is not there is no printer, one that takes nothing has failed") {
    const TempFolder folder;
    const Status none = Printing(folder / "none").print(letter(Paper::a4, "短"));
    CHECK(xf::test::error_of(none) == ErrorCode::no_printer);
    CHECK(none.error().detail.find("none") != std::string::npos);
    const Status closed = Printing("/proc/self").print(letter(Paper::a4, "短"));
    CHECK(xf::test::error_of(closed) == ErrorCode::print_failed);
}

TEST_CASE("png folder: a disk that has room for half a page keeps none of the document") {
    const TempFolder folder;
    {
        PngFolder pages(folder.path());
        need(pages.add(Bytes(100)));
        // The system's own bound on files refuses the rest of a write as a full disk does.
        const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        const rlimit little{150, before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &little) == 0);
        const Status full = pages.add(Bytes(200));
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
        std::signal(SIGXFSZ, signal_before);
        CHECK(xf::test::error_of(full) == ErrorCode::print_failed);
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("png printer: without its fonts it says so") {
    const TempFolder folder;
    std::counting_semaphore<> woken{0};
    PngPrinter printer({folder.path(), folder.path(), Paper::receipt_80, [&] { woken.release(); }});
    need(printer.start(letter(Paper::a4, "短")));
    REQUIRE(woken.try_acquire_for(std::chrono::seconds(60)));
    const auto answer = printer.poll();
    REQUIRE(answer);
    CHECK(xf::test::error_of(answer->outcome) == ErrorCode::print_failed);
    CHECK(answer->outcome.error().detail.find("t0.otf") != std::string::npos);
}

}  // namespace xf::native::test
