#include "native/printer/png_printer.hpp"

#include <utility>

#include "native/printer/page_layout.hpp"
#include "native/printer/png_file.hpp"
#include "native/printer/png_folder.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

Canvas drawn(const PageLayout& page, int width, PrinterFonts& fonts) {
    Canvas out(width, page.height);
    for (const Mark& mark : page.marks) {
        if (mark.text.empty())
            out.box(mark.x, mark.y, mark.width, mark.height);
        else
            out.text(mark.x, mark.y, mark.text, mark.em, mark.strong, fonts);
    }
    return out;
}

class PngPress final : public Press {
public:
    explicit PngPress(const PngPrinterConfig& config)
        : folder_(config.folder), font_folder_(config.fonts), receipt_(config.receipt) {
        XF_ASSERT(receipt_ != ports::Paper::a4);
    }

    bool takes(ports::Paper paper) const override {
        return paper == receipt_ || paper == ports::Paper::a4;
    }

    Status print(const ports::PrintedDocument& document,
                 const std::atomic<bool>& stopping) override {
        if (!fonts_) {
            auto loaded = PrinterFonts::load(font_folder_);
            if (!loaded.ok()) return Error{ErrorCode::print_failed, loaded.error().detail};
            fonts_ = *std::move(loaded);
        }
        Status outcome = put(document, stopping);
        fonts_->forget();  // the next document has other characters
        return outcome;
    }

private:
    Status put(const ports::PrintedDocument& document, const std::atomic<bool>& stopping) {
        XF_ASSIGN(const std::vector<PageLayout> pages, lay_out(document, *fonts_));
        const Sheet& sheet = sheet_of(document.paper);
        PngFolder folder(folder_);
        for (const PageLayout& page : pages) {
            if (stopping) return ErrorCode::print_failed;
            const Canvas canvas = drawn(page, sheet.width, *fonts_);
            XF_TRY(folder.add(png_of(canvas, {sheet.dots_per_mm, sheet.two_tone})));
        }
        return folder.close();
    }

    const std::string folder_, font_folder_;
    const ports::Paper receipt_;
    std::unique_ptr<PrinterFonts> fonts_;
};

}  // namespace

PngPrinter::PngPrinter(PngPrinterConfig config)
    : PrinterThread(std::make_unique<PngPress>(config), std::move(config.wake)) {}

}  // namespace xf::native
