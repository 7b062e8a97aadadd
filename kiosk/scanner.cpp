#include "kiosk/scanner.hpp"

#include <utility>

namespace xf::kiosk {
namespace {

// Scanners type a character every 1–15 ms; the fastest hands need 60. A busy browser bunches events
// but does not spread them, so the gap may be generous.
constexpr std::int64_t kGapMs = 35;
constexpr std::size_t kLeast = 6;    // shorter bursts are two fingers on neighbouring keys
constexpr std::size_t kMost = 2048;  // beyond the largest QR code a scanner would type

}  // namespace

void ScannerBurst::settle(std::int64_t time_ms) {
    if (burst_.empty() || time_ms - last_ms_ <= kGapMs) return;
    typed_ += std::exchange(burst_, {});
}

ScannerBurst::Verdict ScannerBurst::feed(char c, std::int64_t time_ms) {
    settle(time_ms);
    last_ms_ = time_ms;
    if (c == '\n' || c == '\r') {
        if (burst_.size() >= kLeast) {
            scanned_ = std::exchange(burst_, {});
            return Verdict::scanned;
        }
        typed_ += std::exchange(burst_, {});
        return Verdict::typing;
    }
    if (burst_.size() >= kMost) burst_.clear();  // no scanner: nothing that should be typed either
    burst_ += c;
    return Verdict::held;
}

std::string ScannerBurst::take() { return std::exchange(scanned_, {}); }

std::string ScannerBurst::released(std::int64_t time_ms) {
    settle(time_ms);
    return std::exchange(typed_, {});
}

std::optional<std::int64_t> ScannerBurst::due() const {
    if (burst_.empty()) return std::nullopt;
    return last_ms_ + kGapMs + 1;
}

}  // namespace xf::kiosk
