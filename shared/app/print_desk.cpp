#include "shared/app/print_desk.hpp"

namespace xf::app {
namespace {

bool can_begin(PrintState state) {
    return state == PrintState::ready || state == PrintState::printed;
}

}  // namespace

PrintOffer offer_of(const ports::Printer& printer) {
    using ports::Paper;
    return {printer.takes(Paper::receipt_58) || printer.takes(Paper::receipt_80),
            printer.takes(Paper::a4)};
}

std::optional<ports::PrintedDocument> PrintDesk::paper() const {
    const Snapshot& snapshot = client_->snapshot();
    if (const auto* receipt = std::get_if<ReceiptView>(&snapshot.view)) {
        if (!can_begin(receipt->print)) return std::nullopt;
        ReceiptPaper how;
        how.village = snapshot.village;
        how.paper = printer_->takes(ports::Paper::receipt_80) ? ports::Paper::receipt_80
                                                              : ports::Paper::receipt_58;
        how.copy = receipt->print == PrintState::printed;
        return receipt_paper(*receipt, how, words_);
    }
    const auto* document = std::get_if<DocumentView>(&snapshot.view);
    if (!document || !can_begin(document->print)) return std::nullopt;
    return notice_paper(*document, words_);
}

void PrintDesk::print() {
    auto document = paper();
    if (!document) return;
    client_->submit(Print{});
    const auto started = printer_->start(*std::move(document));
    if (!started.ok()) client_->printed(started.error().code);
}

bool PrintDesk::poll() {
    const auto answer = printer_->poll();
    if (!answer) return false;
    client_->printed(answer->outcome.ok() ? std::nullopt
                                          : std::optional(answer->outcome.error().code));
    return true;
}

}  // namespace xf::app
