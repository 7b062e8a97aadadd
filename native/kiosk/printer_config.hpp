// Which printer this machine has.
#pragma once

#include <string>

#include "shared/ports/printer.hpp"

namespace xf::native {

struct PrinterConfig {
    std::string folder;  ///< for PNG files; empty: there is no printer
    ports::Paper receipt = ports::Paper::receipt_80;
};

}  // namespace xf::native
