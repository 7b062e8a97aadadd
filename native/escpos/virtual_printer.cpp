#include "native/escpos/virtual_printer.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/paint/qr_modules.hpp"
#include "kiosk/paint/text_layout.hpp"
#include "kiosk/paint/utf8.hpp"
#include "native/escpos/cells.hpp"
#include "native/escpos/commands.hpp"
#include "native/platform/gb18030.hpp"

namespace xf::native::escpos {
namespace {

constexpr std::size_t kBufferBytes = 1u << 16;
constexpr std::size_t kMostLines = 1000;  // of a piece
constexpr std::uint8_t kCut = 66, kTwiceAsLarge = 0x11;
constexpr std::size_t kCodeHead = 5;  // GS ( k, and the size of what follows

constexpr std::uint16_t named(std::uint8_t group, std::uint8_t name) {
    return static_cast<std::uint16_t>(group << 8 | name);
}

/// Whole commands; of GS ( the part that says how long it is.
constexpr struct {
    std::uint16_t name;
    std::size_t size;
} kCommands[] = {{named(kEsc, '@'), 2}, {named(kFs, '&'), 2},  {named(kEsc, 'a'), 3},
                 {named(kEsc, 'E'), 3}, {named(kEsc, 'd'), 3}, {named(kGs, '!'), 3},
                 {named(kGs, 'r'), 3},  {named(kGs, 'V'), 4},  {named(kGs, '('), kCodeHead}};

/// In the two-byte part of GB18030, or Ext A.
bool in_fonts(std::string_view character, char32_t c) {
    const auto coded = gb18030_from_utf8(character);
    return coded && (coded->text.size() < 4 || (c >= 0x3400 && c <= 0x4DB5));
}

/// Nothing for an unknown one.
std::optional<std::size_t> size_of_command(ByteView begin) {
    const auto* const found = std::ranges::find(kCommands, named(begin[0], begin[1]),
                                                [](const auto& each) { return each.name; });
    if (found == std::end(kCommands)) return std::nullopt;
    if (found->name != named(kGs, '(') || begin.size() < kCodeHead) return found->size;
    if (begin[2] != 'k') return std::nullopt;
    return kCodeHead + begin[3] + std::size_t{256} * begin[4];
}

}  // namespace

VirtualPrinter::VirtualPrinter(ports::Paper paper) : columns_(columns_of(paper)) {}

Error VirtualPrinter::wrong(const std::string& what) const {
    return {ErrorCode::malformed, "byte " + std::to_string(offset_) + ": " + what};
}

Status VirtualPrinter::take(ByteView bytes) {
    Status status;
    for (std::size_t i = 0; i < bytes.size() && status.ok() && !jam_; ++i)
        status = listen(bytes[i]);
    if (status.ok() && !jam_) status = work();
    if (!status.ok()) jam_ = status.error();
    return jam_ ? Status(*jam_) : Status();
}

Status VirtualPrinter::end() const {
    if (jam_) return *jam_;
    if (stopped()) return {};
    if (!buffer_.empty() || !heard_.empty()) return wrong("a command that is cut off");
    return text_.empty() && piece_.empty() ? Status() : Status(wrong("the paper was not cut"));
}

Bytes VirtualPrinter::said() { return std::exchange(said_, {}); }

std::vector<Receipt> VirtualPrinter::cut() { return std::exchange(cut_, {}); }

// ---- Questions that are answered at once ---------------------------------------------------------

Status VirtualPrinter::listen(std::uint8_t byte) {
    const std::uint8_t begin[] = {kDle, kEot};
    if (heard_.size() == std::size(begin)) {
        heard_.clear();
        return answer(byte);
    }
    if (byte == begin[heard_.size()]) {
        heard_.push_back(byte);
        return {};
    }
    // No question, and perhaps the begin of one.
    append(buffer_, heard_);
    heard_.clear();
    if (byte == kDle)
        heard_.push_back(byte);
    else
        buffer_.push_back(byte);
    return buffer_.size() > kBufferBytes ? Status(wrong("more than its buffer holds")) : Status();
}

Status VirtualPrinter::answer(std::uint8_t which) {
    std::uint8_t said = kFixed;
    switch (which) {
        case kAskState:
            if (stopped()) said |= kOffLine;
            break;
        case kAskCause:
            if (cover_open_) said |= kCoverOpen;
            if (paper_left_ == 0) said |= kStopped;
            break;
        case kAskPaper:
            if (paper_left_ == 0) said |= kPaperEnd;
            break;
        default:
            return wrong("a question that not every printer knows");
    }
    said_.push_back(said);
    return said_.size() > kBufferBytes ? Status(wrong("nobody listens")) : Status();
}

// ---- What is done in its turn --------------------------------------------------------------------

Status VirtualPrinter::work() {
    std::size_t done = 0;
    while (done < buffer_.size() && !stopped()) {
        XF_ASSIGN(const std::size_t size, step(ByteView(buffer_).subspan(done)));
        if (size == 0) break;
        done += size;
        offset_ += size;
    }
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(done));
    return {};
}

/// How many bytes it has worked on; none where the rest of a command has not come yet.
Result<std::size_t> VirtualPrinter::step(ByteView rest) {
    const std::uint8_t first = rest[0];
    if (first != kEsc && first != kFs && first != kGs) {
        XF_TRY(take_character(first));
        return 1;
    }
    if (rest.size() < 2) return 0;
    const auto size = size_of_command(rest);
    if (!size) return wrong("a command that not every printer knows");
    if (rest.size() < *size) return 0;
    XF_TRY(run(rest.first(*size)));
    return *size;
}

Status VirtualPrinter::run(ByteView command) {
    const std::uint16_t name = named(command[0], command[1]);
    if (name == named(kEsc, '@')) {
        ready_ = true;
        chinese_ = has_model_ = has_correction_ = false;
        module_ = 0;
        stored_.reset();
        style_ = {};
        text_.clear();
        return {};
    }
    if (!ready_) return wrong("something before ESC @");
    if (!text_.empty()) return wrong("a command within a line");
    if (name == named(kFs, '&')) {
        chinese_ = true;
        return {};
    }
    if (name == named(kGs, '(')) return set_up_code(command.subspan(kCodeHead));
    return run_with_value(name, command[2]);
}

Status VirtualPrinter::run_with_value(std::uint16_t name, std::uint8_t value) {
    switch (name) {
        case named(kEsc, 'a'):
            style_.align = value;
            return value <= 2 ? Status() : Status(wrong("an alignment"));
        case named(kEsc, 'E'):
            style_.strong = value == 1;
            return value <= 1 ? Status() : Status(wrong("a strength"));
        case named(kGs, '!'):
            style_.large = value == kTwiceAsLarge;
            return value == 0 || style_.large ? Status() : Status(wrong("a size of characters"));
        case named(kEsc, 'd'):
            for (int i = 0; i < value; ++i) XF_TRY(put({}));
            return {};
        case named(kGs, 'r'):
            said_.push_back(0);
            return value == 1 ? Status() : Status(wrong("a question that not every printer knows"));
        default:  // GS V
            if (value != kCut) return wrong("a way to cut that not every printer knows");
            if (piece_.empty()) return wrong("nothing to cut off");
            cut_.push_back(std::exchange(piece_, {}));
            return {};
    }
}

Status VirtualPrinter::take_character(std::uint8_t byte) {
    if (!ready_) return wrong("something before ESC @");
    if (byte == kLf) return end_line();
    if (byte < 0x20 || byte == 0x7F) return wrong("a control character");
    if (byte >= 0x80 && !chinese_) return wrong("Chinese without FS &");
    text_ += static_cast<char>(byte);
    // No character has more bytes than two a cell.
    return text_.size() > 2 * static_cast<std::size_t>(columns_)
               ? Status(wrong("a line wider than the paper"))
               : Status();
}

Status VirtualPrinter::end_line() {
    const auto decoded = utf8_from_gb18030(text_);
    if (!decoded || decoded->taken != text_.size()) return wrong("no GB18030");
    text_.clear();
    PrintedLine line = style_;
    line.text = decoded->text;
    for (std::size_t at = 0; at < line.text.size();) {
        const std::size_t begin = at;
        const char32_t c = kiosk::next_character(line.text, at);
        if (!in_fonts(std::string_view(line.text).substr(begin, at - begin), c))
            return wrong("a character that no printer has");
    }
    const float width = kiosk::text_width(Cells(), line.text, line.large ? 4 : 2);
    if (width > static_cast<float>(columns_)) return wrong("a line wider than the paper");
    return put(std::move(line));
}

Status VirtualPrinter::put(PrintedLine line) {
    if (piece_.size() == kMostLines) return wrong("a receipt without end");
    piece_.push_back(std::move(line));
    if (paper_left_.value_or(0) > 0) --*paper_left_;
    return {};
}

// ---- Codes ---------------------------------------------------------------------------------------

Status VirtualPrinter::set_up_code(ByteView part) {
    if (part.size() < 3 || part[0] != kQr) return wrong("a code of another kind");
    const std::uint8_t value = part[2];
    switch (part[1]) {
        case kQrModel:
            has_model_ = part.size() == 4 && value == 50;
            return has_model_ ? Status() : Status(wrong("a model of code"));
        case kQrModule:
            module_ = value;
            return module_ >= 1 && module_ <= 16 ? Status() : Status(wrong("a size of code"));
        case kQrCorrection:
            has_correction_ = value >= 48 && value <= 51;
            return has_correction_ ? Status() : Status(wrong("a correction of code"));
        case kQrStore:
            stored_ = std::string(as_text(part.subspan(3)));
            return stored_->empty() ? Status(wrong("a code of nothing")) : Status();
        case kQrPrint:
            return print_code();
        default:
            return wrong("a part of a code that not every printer knows");
    }
}

Status VirtualPrinter::print_code() {
    if (!has_model_ || !has_correction_ || module_ == 0 || !stored_)
        return wrong("a code without its parts");
    if (std::ranges::any_of(as_bytes(*stored_), [](auto c) { return c < 0x20 || c == 0x7F; }))
        return wrong("a code with control characters");
    // As wide as a printer makes it that knows bytes only.
    const auto modules = kiosk::qr_modules(*stored_ + 'a');
    if (!modules) return wrong("more than a code holds");
    if (modules->whole() * module_ > columns_ * kCellDots)
        return wrong("a code wider than the paper");
    PrintedLine line = style_;
    line.text = *std::exchange(stored_, std::nullopt);
    line.module = module_;
    return put(std::move(line));
}

}  // namespace xf::native::escpos
