// A receipt printer of shops: ports::Printer that sends receipts as ESC/POS, in a thread of its own.
#pragma once

#include "native/escpos/link.hpp"
#include "native/printer/printer_thread.hpp"

namespace xf::native::escpos {

struct EscposPrinterConfig {
    Address address;
    ports::Paper receipt = ports::Paper::receipt_80;  ///< the roll that is in it
    std::function<void()> wake = [] {};               ///< as PrinterThread's
    Patience patience = {};
};

class EscposPrinter final : public PrinterThread {
public:
    explicit EscposPrinter(EscposPrinterConfig config);
};

}  // namespace xf::native::escpos
