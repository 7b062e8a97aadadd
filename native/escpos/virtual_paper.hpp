// What a virtual printer printed, as a picture in the dots of the head.
#pragma once

#include "native/escpos/virtual_printer.hpp"
#include "native/printer/canvas.hpp"

namespace xf::native::escpos {

/// REQUIRES: cut off by a printer with that paper.
Canvas drawn(const Receipt& receipt, ports::Paper paper, PrinterFonts& fonts);

}  // namespace xf::native::escpos
