// Which printer this machine has.
#pragma once

#include <optional>
#include <string>

#include "native/escpos/address.hpp"
#include "shared/ports/printer.hpp"

namespace xf::native {

/// One of the two, or none.
struct PrinterConfig {
    std::string folder;                      ///< for PNG files
    std::optional<escpos::Address> address;  ///< of a receipt printer
    ports::Paper receipt = ports::Paper::receipt_80;

    /// The value of --printer: "png:DIR", or an address. Errors: malformed.
    static Result<PrinterConfig> parse(std::string_view text);
};

}  // namespace xf::native
