#include "web/worker/wedge_scanner.hpp"

namespace xf::web {

namespace {

constexpr std::size_t kShortest = 8;   // characters; people's quick runs are shorter
constexpr std::size_t kLongest = 512;  // our codes have less than 100; bounds the memory
constexpr std::int64_t kGapMs = 50;    // scanners: 2–30 ms a key; the quickest typists: 60
// Nobody types the head of a card code by chance, so there slow wireless scanners get more time.
constexpr std::string_view kCardHead = "XF";
constexpr std::int64_t kCardGapMs = 300;

/// The character of a press, 0 if it has none. An active Chinese IME hides it behind "Process";
/// the physical key still tells it, for the alphabet that codes are made of.
char character_of(const KeyPress& press) {
    if (press.key.size() == 1) return press.key[0];
    if (press.key != "Process" && press.key != "Unidentified") return 0;
    if (press.code.size() == 4 && press.code.starts_with("Key")) {
        const char capital = press.code[3];
        return press.shift ? capital : static_cast<char>(capital - 'A' + 'a');
    }
    if (press.code.size() == 6 && press.code.starts_with("Digit") && !press.shift) {
        return press.code[5];
    }
    if (press.code == "Semicolon") return press.shift ? ':' : ';';
    if (press.code == "Minus" && !press.shift) return '-';
    return 0;
}

}  // namespace

std::optional<std::string> WedgeScanner::feed(const KeyPress& press) {
    if (press.key == "Shift" || press.key == "CapsLock") return std::nullopt;
    const std::int64_t allowed = text_.starts_with(kCardHead) ? kCardGapMs : kGapMs;
    if (press.time_ms - last_ms_ > allowed || text_.size() >= kLongest) text_.clear();
    last_ms_ = press.time_ms;

    // With an active IME the terminator may come as "Process" as well.
    const bool ends = press.key == "Enter" || press.code == "Enter" || press.code == "NumpadEnter";
    if (ends && text_.size() >= kShortest) return std::exchange(text_, {});

    const char character = character_of(press);
    if (character == 0) {
        text_.clear();
    } else {
        if (text_.empty()) first_ms_ = press.time_ms;
        text_ += character;
    }
    return std::nullopt;
}

std::optional<std::int64_t> WedgeScanner::since_ms() const {
    if (text_.empty()) return std::nullopt;
    return first_ms_;
}

}  // namespace xf::web
