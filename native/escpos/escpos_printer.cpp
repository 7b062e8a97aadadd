#include "native/escpos/escpos_printer.hpp"

#include <utility>

#include "native/escpos/conversation.hpp"
#include "native/escpos/document.hpp"
#include "shared/base/assert.hpp"

namespace xf::native::escpos {
namespace {

class EscposPress final : public Press {
public:
    explicit EscposPress(const EscposPrinterConfig& config)
        : address_(config.address),
          receipt_(config.receipt),
          patience_(config.patience),
          talks_(config.address.kind == Address::Kind::serial) {
        XF_ASSERT(receipt_ != ports::Paper::a4);
    }

    bool takes(ports::Paper paper) const override { return paper == receipt_; }

    Status print(const ports::PrintedDocument& document,
                 const std::atomic<bool>& stopping) override {
        XF_ASSIGN(const Bytes job, bytes_of(document));
        XF_ASSIGN(Link link, Link::open(address_, patience_, stopping));
        return escpos::print(link, job, talks_);
    }

private:
    const Address address_;
    const ports::Paper receipt_;
    const Patience patience_;
    /// A device file may have no way back, and a print server none to its printer. A serial printer that
    /// says nothing is off, or not there.
    bool talks_;
};

}  // namespace

EscposPrinter::EscposPrinter(EscposPrinterConfig config)
    : PrinterThread(std::make_unique<EscposPress>(config), std::move(config.wake)) {}

}  // namespace xf::native::escpos
