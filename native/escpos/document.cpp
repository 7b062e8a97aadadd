#include "native/escpos/document.hpp"

#include <algorithm>

#include "kiosk/paint/qr_modules.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "native/escpos/cells.hpp"
#include "native/escpos/commands.hpp"
#include "native/escpos/text.hpp"
#include "shared/base/assert.hpp"
#include "shared/base/limits.hpp"

namespace xf::native::escpos {
namespace {

using ports::PrintedBlock;
using Kind = PrintedBlock::Kind;
using Place = PrintedBlock::Place;

const Cells kCells{};

constexpr int kMostLines = limits::kReceiptMm * kDotsPerMm / kLineDots;
constexpr int kModuleDots = 5;      // the largest: no scanner needs more
constexpr std::size_t kQrHead = 3;  // bytes before the data of a code
constexpr float kEm = 2, kLargeEm = 4;
constexpr std::uint8_t kTwiceAsLarge = 0x11;
constexpr std::uint8_t kCut = 66;
// From the head to where a roll without a cutter is torn off: 15 mm. A cutter has its own feed.
constexpr std::uint8_t kTearLines = 4, kCutLines = 1;

struct Style {
    Place place = Place::start;
    bool strong = false;
    bool large = false;
    friend bool operator==(const Style&, const Style&) = default;
};

std::string joined(const std::vector<ports::PrintedRun>& runs) {
    std::string out;
    for (const ports::PrintedRun& run : runs) out += run.text;
    return out;
}

std::string_view without_end_spaces(std::string_view line) {
    return line.substr(0, line.find_last_not_of(' ') + 1);
}

class Writer {
public:
    explicit Writer(ports::Paper paper) : paper_(paper) { command({kEsc, '@', kFs, '&'}); }

    Status add(const PrintedBlock& block) {
        switch (block.kind) {
            case Kind::title:
                return text(joined(block.runs), {Place::centre, true, true});
            case Kind::heading:
                return text(joined(block.runs), {Place::start, true, false});
            case Kind::text:
                return text(joined(block.runs), {block.place, block.strong, false});
            case Kind::pair:
                return pair(joined(block.runs), block.value, block.strong);
            case Kind::table:
                for (const auto& row : block.rows) XF_TRY(cells(row));
                return {};
            case Kind::qr:
                return code(block.value);
            case Kind::rule:
                return text(std::string(static_cast<std::size_t>(columns_), '-'), {});
        }
        return {};
    }

    Status foot(const std::string& line) { return text(line, {}); }

    Result<Bytes> finish() {
        set({});
        const bool narrow = paper_ == ports::Paper::receipt_58;  // few of those have a cutter
        command({kEsc, 'd', narrow ? kTearLines : kCutLines, kGs, 'V', kCut, 0});
        return std::move(out_);
    }

private:
    void command(std::initializer_list<std::uint8_t> bytes) {
        out_.insert(out_.end(), bytes.begin(), bytes.end());
    }

    Status count(int lines) {
        lines_ += lines;
        return lines_ > kMostLines ? Status(ErrorCode::print_too_long) : Status();
    }

    void set(const Style& style) {
        if (style == style_) return;
        const std::uint8_t place = style.place == Place::centre ? 1
                                   : style.place == Place::end  ? 2
                                                                : 0;
        const std::uint8_t strong = style.strong ? 1 : 0, size = style.large ? kTwiceAsLarge : 0;
        command({kEsc, 'a', place, kEsc, 'E', strong, kGs, '!', size});
        style_ = style;
    }

    Status line(std::string_view words) {
        const auto bytes = encoded(words);
        if (!bytes) return Error{ErrorCode::print_failed, "this system has no GB18030"};
        append(out_, as_bytes(*bytes));
        command({kLf});
        return count(style_.large ? 2 : 1);
    }

    static std::vector<std::string> parts(const std::string& words,
                                          const std::vector<kiosk::TextLine>& lines) {
        std::vector<std::string> out;
        for (const kiosk::TextLine& part : lines) {
            out.emplace_back(static_cast<std::size_t>(part.x), ' ');
            const auto ink = std::string_view(words).substr(part.begin, part.end - part.begin);
            out.back() += printable(without_end_spaces(ink));
        }
        return out;
    }

    Status text(const std::string& words, const Style& style) {
        set(style);
        const auto room = static_cast<float>(columns_);
        const float em = style.large ? kLargeEm : kEm;
        const float indent = style.place == Place::indented ? 2 * em : 0;
        const auto lines = style.place == Place::centre
                               ? kiosk::balanced_lines(kCells, words, em, room)
                               : kiosk::break_lines(kCells, words, em, room, indent);
        for (const std::string& one : parts(words, lines)) XF_TRY(line(one));
        return {};
    }

    static int width(std::string_view words) {
        return static_cast<int>(kiosk::text_width(kCells, words, kEm));
    }

    /// What it is at the left; its value at the right, in the last line of a name that is longer. The
    /// name stays out of the values' column, unless a long value would leave it too little.
    Status pair(const std::string& name, const std::string& given, bool strong) {
        const std::string value = printable(given);
        const int beside = columns_ - width(value) - 1;
        const bool fits = beside >= columns_ / 2 || width(printable(name)) <= beside;
        set({Place::start, strong, false});
        const auto room = static_cast<float>(fits ? beside : columns_);
        auto lines = parts(name, kiosk::break_lines(kCells, name, kEm, room));
        if (fits) {
            const auto white =
                static_cast<std::size_t>(columns_ - width(lines.back()) - width(value));
            lines.back() += std::string(white, ' ') + value;
        }
        for (const std::string& one : lines) XF_TRY(line(one));
        return fits ? Status() : text(value, {Place::end, strong, false});
    }

    Status cells(const std::vector<std::string>& row) {
        if (row.size() == 2) return pair(row[0], row[1], false);
        std::string all;
        for (const std::string& cell : row) all += (all.empty() ? "" : "  ") + cell;
        return text(all, {});
    }

    void function(std::uint8_t which, std::initializer_list<std::uint8_t> parameters) {
        const auto size = static_cast<std::uint8_t>(2 + parameters.size());
        command({kGs, '(', 'k', size, 0, kQr, which});
        command(parameters);
    }

    Status code(const std::string& value) {
        if (value.empty()) return {};
        if (printable(value) != value)
            return Error{ErrorCode::print_failed, "a code with characters that would be commands"};
        // Some printers know bytes only, where alphanumeric characters would take less: theirs is the
        // larger symbol, and a line that is too wide is not printed at all.
        const auto modules = kiosk::qr_modules(value + 'a');
        if (!modules) return ErrorCode::print_too_long;
        // Three dots or more: the largest code has 105 modules, the narrowest paper 384 dots.
        const int module = std::min(kModuleDots, columns_ * kCellDots / modules->whole());
        set({Place::centre, false, false});
        command({kLf});  // the quiet zone
        function(kQrModel, {50, 0});
        function(kQrModule, {static_cast<std::uint8_t>(module)});
        function(kQrCorrection, {49});  // M
        const std::size_t stored = value.size() + kQrHead;
        command({kGs, '(', 'k', static_cast<std::uint8_t>(stored & 0xFF),
                 static_cast<std::uint8_t>(stored >> 8), kQr, kQrStore, 48});
        append(out_, as_bytes(value));
        function(kQrPrint, {48});
        command({kLf});
        return count(2 + (modules->size * module + kLineDots - 1) / kLineDots);
    }

    const ports::Paper paper_;
    const int columns_ = columns_of(paper_);
    Bytes out_;
    Style style_;
    int lines_ = 0;
};

}  // namespace

Result<Bytes> bytes_of(const ports::PrintedDocument& document) {
    XF_ASSERT(document.paper != ports::Paper::a4);
    Writer out(document.paper);
    for (const PrintedBlock& block : document.blocks) XF_TRY(out.add(block));
    for (const std::string& line : document.foot) XF_TRY(out.foot(line));
    return out.finish();
}

}  // namespace xf::native::escpos
