// A printer that puts pages into a folder as PNG files (png_folder.hpp): for demos, for tests, and for
// whoever prints them by other means. Receipts have the dots of a thermal head. The fonts are read when
// the first document comes.
#pragma once

#include <string>

#include "native/printer/printer_thread.hpp"

namespace xf::native {

struct PngPrinterConfig {
    std::string folder;
    std::string fonts;                                ///< folder with t0.otf, t1.otf, t2.otf
    ports::Paper receipt = ports::Paper::receipt_80;  ///< the roll that is in it
    std::function<void()> wake = [] {};               ///< as PrinterThread's
};

class PngPrinter final : public PrinterThread {
public:
    explicit PngPrinter(PngPrinterConfig config);
};

}  // namespace xf::native
