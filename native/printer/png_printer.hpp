// ports::Printer that puts pages into a folder as PNG files (png_folder.hpp): for demos, for tests, and
// for whoever prints them by other means. Receipts have the dots of a thermal head.
//
// A thread of its own lays out and draws, so that the program's never waits; it says by `wake` that an
// answer can be polled. The fonts are read when the first document comes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "shared/ports/printer.hpp"

namespace xf::native {

struct PngPrinterConfig {
    std::string folder;
    std::string fonts;                                ///< folder with t0.otf, t1.otf, t2.otf
    ports::Paper receipt = ports::Paper::receipt_80;  ///< the roll that is in it
    std::function<void()> wake = [] {};  ///< called on the other thread, with no lock held
};

class PngPrinter final : public ports::Printer {
public:
    explicit PngPrinter(PngPrinterConfig config);
    /// Gives up what is being printed at the end of a page, and joins the thread.
    ~PngPrinter() override;

    bool takes(ports::Paper paper) const override;
    Result<ports::PrintJob> start(ports::PrintedDocument document) override;
    std::optional<Answer> poll() override;

private:
    class Worker;
    const ports::Paper receipt_;
    std::unique_ptr<Worker> worker_;
    ports::PrintJob last_ = 0;
};

}  // namespace xf::native
