// Where a printer is: usb:/dev/usb/lp0, serial:/dev/ttyS0@9600, or tcp:192.168.1.9:9100.
//
// A host is its number: asking for a name waits for a network that a village hall often doesn't have.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace xf::native::escpos {

struct Address {
    enum class Kind : std::uint8_t { usb, serial, tcp } kind = Kind::usb;
    std::string name;          ///< device file, or host without brackets
    std::uint32_t number = 0;  ///< serial: baud; tcp: port

    /// Errors: malformed.
    static Result<Address> parse(std::string_view text);
};

/// The system's name of a speed, 0 for what is none of the usual ones.
std::uint32_t speed_of(std::uint32_t baud);

}  // namespace xf::native::escpos
