// Assertions on what a programmer promised. They stay on in release builds: a kiosk that stops and
// is restarted by its watchdog is better than one that goes on with a broken ledger. Never used on
// bytes from disk, network or people: those give an Error.
#pragma once

namespace xf {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace xf

#define XF_ASSERT(expression) \
    ((expression) ? static_cast<void>(0) : ::xf::assertion_failed(#expression, __FILE__, __LINE__))
