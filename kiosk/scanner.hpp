// Recognises what a wedge scanner types. It looks like a keyboard, but is faster than any hand and
// ends with Enter; hosts ask here before the focus sees a key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace xf::kiosk {

class ScannerBurst {
public:
    enum class Verdict : std::uint8_t {
        typing,   ///< a person's key: let the focus have it
        held,     ///< may belong to a burst: the focus must not have it yet
        scanned,  ///< this was the burst's end: take()
    };

    /// One printable ASCII character, or '\n' for Enter. Times are monotonic.
    Verdict feed(char c, std::int64_t time_ms);

    /// The scanned text, after `scanned`.
    std::string take();

    /// Keys that were held but turned out to be a person's: to be given to the focus now. Call it
    /// after `typing`, and when due() has come.
    std::string released(std::int64_t time_ms);

    /// When held keys have to be asked for, if nothing else happens.
    std::optional<std::int64_t> due() const;

private:
    void settle(std::int64_t time_ms);

    std::string burst_;
    std::string scanned_;
    std::string typed_;
    std::int64_t last_ms_ = 0;
};

}  // namespace xf::kiosk
