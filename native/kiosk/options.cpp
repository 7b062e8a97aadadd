#include "native/kiosk/options.hpp"

#include <algorithm>
#include <charconv>

namespace xf::native {
namespace {

constexpr std::string_view kOwnHub = "http://127.0.0.1:8080";
constexpr int kLongestSide = 20'000;  // pixels, millimetres
constexpr std::size_t kNameBytes = 32;

Error malformed(std::string what) { return {ErrorCode::malformed, std::move(what)}; }

struct Size {
    int width = 0, height = 0;
};

Result<Size> size_of(const std::string& option, std::string_view text) {
    Size out;
    const char* const end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, out.width);
    const bool first = width.ec == std::errc() && width.ptr != end && *width.ptr == 'x';
    const auto height = first ? std::from_chars(width.ptr + 1, end, out.height) : width;
    const bool good = first && height.ec == std::errc() && height.ptr == end && out.width > 0 &&
                      out.height > 0 && out.width <= kLongestSide && out.height <= kLongestSide;
    if (!good) return malformed(option + " takes a width and a height, as in 1080x1920");
    return out;
}

Result<ports::Paper> roll_of(std::string_view text) {
    if (text == "58") return ports::Paper::receipt_58;
    if (text == "80") return ports::Paper::receipt_80;
    return malformed("--receipt-mm takes 58 or 80");
}

/// It becomes the name of a folder.
bool is_device_name(std::string_view text) {
    return !text.empty() && text.size() <= kNameBytes &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

Status take(Options& out, const std::string& option, const std::string& value) {
    if (option == "--hub") {
        XF_ASSIGN(out.hub, HubAddress::parse(value));
    } else if (option == "--data") {
        out.data = value;
    } else if (option == "--fonts") {
        out.fonts = value;
    } else if (option == "--script") {
        out.script = value;
    } else if (option == "--device") {
        if (!is_device_name(value)) return malformed("--device takes letters, digits and hyphens");
        out.device = value;
    } else if (option == "--window") {
        XF_ASSIGN(const Size size, size_of(option, value));
        out.window.width = size.width;
        out.window.height = size.height;
    } else if (option == "--mm") {
        XF_ASSIGN(const Size size, size_of(option, value));
        out.window.panel = {size.width, size.height};
    } else if (option == "--printer") {
        const ports::Paper receipt = out.printer.receipt;  // which may have been said before
        XF_ASSIGN(out.printer, PrinterConfig::parse(value));
        out.printer.receipt = receipt;
    } else if (option == "--receipt-mm") {
        XF_ASSIGN(out.printer.receipt, roll_of(value));
    } else {
        return malformed("unknown option " + option);
    }
    return {};
}

}  // namespace

const std::string_view kUsage =
    "usage: xinfeng-kiosk --data DIR [--hub URL] …\n\n"
    "The kiosk of a village hall on its own screen. It works without the network, and catches up "
    "when it is there.\n\n"
    "  --data DIR       where this machine keeps its databases\n"
    "  --hub URL        the hub, http or https (http://127.0.0.1:8080)\n"
    "  --window WxH     a window of so many pixels; without it, the whole screen\n"
    "  --mm WxH         the panel's real size in millimetres: sizes then are those of the hand\n"
    "  --device NAME    in a demo: kiosk, counter or desk, perhaps with a number (kiosk)\n"
    "  --printer png:DIR  prints receipts and notices as pictures into that folder\n"
    "  --printer usb:/dev/usb/lp0 | serial:/dev/ttyS0@9600 | tcp:192.168.1.9:9100\n"
    "                   prints receipts on an ESC/POS printer with Chinese characters\n"
    "  --receipt-mm MM  width of the receipts, 58 or 80 (80)\n"
    "  --fonts DIR      t0.otf, t1.otf, t2.otf (fonts/ beside the program)\n"
    "  --semantics      prints what is on screen, a line of JSON for each picture that stands "
    "still\n"
    "  --script FILE    uses the client as a person would, for tests (native/kiosk/script.hpp)\n";

Result<Options> Options::parse(const std::vector<std::string>& words) {
    Options out;
    XF_ASSIGN(out.hub, HubAddress::parse(kOwnHub));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--help") {
            out.help = true;
            return out;
        }
        if (word == "--semantics") {
            out.semantics = true;
            continue;
        }
        if (i + 1 == words.size()) return malformed(word + " is unknown, or needs a value");
        XF_TRY(take(out, word, words[++i]));
    }
    if (out.data.empty()) return malformed("--data DIR is missing");
    return out;
}

}  // namespace xf::native
