#include "kiosk/scanner.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace xf::kiosk {
namespace {

// Scanners type a character every 2–30 ms; the fastest hands need 60.
constexpr std::int64_t kGapMs = 50;
// Nobody types the head of a card by chance: there a wireless scanner, or a browser that is busy
// with something else, may take its time.
constexpr std::string_view kCardHead = "XF1:";
constexpr std::int64_t kCardGapMs = 500;
constexpr std::size_t kLeast = 8;   // EAN-8; people's quick runs are shorter
constexpr std::size_t kMost = 512;  // our codes have less than 100; bounds the memory

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool agrees_with_card(std::string_view burst) {
    const std::size_t shared = std::min(burst.size(), kCardHead.size());
    return std::equal(burst.begin(), burst.begin() + static_cast<std::ptrdiff_t>(shared),
                      kCardHead.begin(), [](char c, char head) { return upper(c) == head; });
}

}  // namespace

std::int64_t ScannerBurst::allowed_gap_ms() const {
    return agrees_with_card(burst_) ? kCardGapMs : kGapMs;
}

void ScannerBurst::settle(std::int64_t time_ms) {
    if (!burst_.empty() && time_ms - last_ms_ > allowed_gap_ms()) interrupt();
}

void ScannerBurst::feed(char c, std::int64_t time_ms) {
    settle(time_ms);
    if (burst_.size() >= kMost) burst_.clear();  // no scanner: nothing that should be typed either
    if (burst_.empty()) first_ms_ = time_ms;
    last_ms_ = time_ms;
    burst_ += c;
}

std::optional<std::string> ScannerBurst::enter(std::int64_t time_ms) {
    settle(time_ms);
    if (burst_.size() < kLeast) {
        interrupt();
        return std::nullopt;
    }
    std::string text = std::exchange(burst_, {});
    // Under CapsLock a scanner's Shift makes small letters; cards have none.
    if (agrees_with_card(text)) std::transform(text.begin(), text.end(), text.begin(), upper);
    return text;
}

void ScannerBurst::interrupt() { typed_ += std::exchange(burst_, {}); }

std::string ScannerBurst::released(std::int64_t time_ms) {
    settle(time_ms);
    return std::exchange(typed_, {});
}

std::optional<std::int64_t> ScannerBurst::due() const {
    if (burst_.empty()) return std::nullopt;
    return last_ms_ + allowed_gap_ms() + 1;
}

std::optional<std::int64_t> ScannerBurst::since() const {
    if (burst_.empty()) return std::nullopt;
    return first_ms_;
}

}  // namespace xf::kiosk
