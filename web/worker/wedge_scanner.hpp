// A wedge scanner (扫码枪) is a keyboard that types very fast and ends with Enter. This tells its
// bursts from people's typing by speed and length, whatever has the focus. Knows no browser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xf::web {

/// One key press as the DOM reports it.
struct KeyPress {
    std::string_view key;   ///< KeyboardEvent.key
    std::string_view code;  ///< KeyboardEvent.code
    bool shift = false;
    std::int64_t time_ms = 0;
};

class WedgeScanner {
public:
    /// The text of a burst when this key press ended one.
    std::optional<std::string> feed(const KeyPress& press);

    /// When the keys that are now being collected began, if they may still become a burst.
    std::optional<std::int64_t> since_ms() const;

private:
    std::string text_;
    std::int64_t first_ms_ = 0;
    std::int64_t last_ms_ = 0;
};

}  // namespace xf::web
