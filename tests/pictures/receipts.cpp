#include "tests/pictures/receipts.hpp"

#include <algorithm>
#include <variant>

#include "kiosk/text/paper_words.hpp"
#include "native/escpos/document.hpp"
#include "native/escpos/virtual_paper.hpp"
#include "shared/app/paper.hpp"

namespace xf::pictures {
namespace {

constexpr std::size_t kCodeBytes = 220;  // header, hash and signature of a real one
constexpr std::uint8_t kDark = 128;

/// The receipt of that fixture, with all that makes setting it hard.
app::ReceiptView receipt_in(const std::vector<preview::Fixture>& fixtures, std::string_view name) {
    const auto found = std::ranges::find(fixtures, name, &preview::Fixture::name);
    XF_ASSERT(found != fixtures.end());
    app::ReceiptView out = std::get<app::ReceiptView>(found->snapshot.view);
    out.lines.push_back({"无磷洗衣粉（大袋）1.5 千克装", 12, Points(1008)});
    out.total = out.total + Points(1008);
    Bytes code(kCodeBytes);
    for (std::size_t i = 0; i < code.size(); ++i) code[i] = static_cast<std::uint8_t>(i * 151);
    out.qr = "XFR1:" + to_base32(code);
    return out;
}

/// A thermal head burns a dot or does not.
preview::Picture two_tone(const native::Canvas& canvas) {
    preview::Picture out{canvas.width(), canvas.height(), {}};
    for (const std::uint8_t ink : canvas.ink()) out.pixels.push_back(ink < kDark ? 0xFFFFFF : 0);
    return out;
}

preview::Picture printed(const app::ReceiptView& receipt, const app::ReceiptPaper& how,
                         native::PrinterFonts& fonts) {
    const auto job =
        native::escpos::bytes_of(app::receipt_paper(receipt, how, kiosk::paper_words()));
    XF_ASSERT(job.ok());
    native::escpos::VirtualPrinter printer(how.paper);
    XF_ASSERT(printer.take(*job).ok() && printer.end().ok());
    const auto pieces = printer.cut();
    XF_ASSERT(pieces.size() == 1);
    return two_tone(native::escpos::drawn(pieces[0], how.paper, fonts));
}

}  // namespace

std::vector<PrintedReceipt> printed_receipts(const std::vector<preview::Fixture>& fixtures,
                                             const std::string& font_folder) {
    using ports::Paper;
    const auto fonts = native::PrinterFonts::load(font_folder);
    XF_ASSERT(fonts.ok());
    std::vector<PrintedReceipt> out;
    out.push_back({"paper/receipt-58.png", printed(receipt_in(fixtures, "receipt"),
                                                   {"清溪村", Paper::receipt_58, false}, **fonts)});
    out.push_back({"paper/receipt-80.png", printed(receipt_in(fixtures, "receipt_printed"),
                                                   {"清溪村", Paper::receipt_80, true}, **fonts)});
    return out;
}

}  // namespace xf::pictures
