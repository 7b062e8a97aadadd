// Recognises what a wedge scanner (扫码枪) types: a keyboard that is faster than any hand and ends with
// Enter. Hosts ask here before the focus sees a key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace xf::kiosk {

/// Times are monotonic milliseconds.
class ScannerBurst {
public:
    /// A printable ASCII character. It is held until it is clear whose it was.
    void feed(char c, std::int64_t time_ms);

    /// Enter: the scanned text, if this was a burst's end; nothing, if it is a person's key.
    std::optional<std::string> enter(std::int64_t time_ms);

    /// A key that no scanner types ends a burst.
    void interrupt();

    /// Characters that were held but turned out to be a person's: to be given to the focus now.
    /// Call it after every key, and when due() has come.
    std::string released(std::int64_t time_ms);

    /// When held characters have to be asked for, if nothing else happens.
    std::optional<std::int64_t> due() const;

    /// When the first of the held characters came.
    std::optional<std::int64_t> since() const;

private:
    std::int64_t allowed_gap_ms() const;
    void settle(std::int64_t time_ms);

    std::string burst_;
    std::string typed_;
    std::int64_t first_ms_ = 0;
    std::int64_t last_ms_ = 0;
};

}  // namespace xf::kiosk
