// An ESC/POS printer that prints one document after the other, waiting for each.
#pragma once

#include "native/escpos/escpos_printer.hpp"
#include "tests/escpos/sample.hpp"
#include "tests/support/printing.hpp"

namespace xf::native::escpos::test {

/// Longer than a busy machine takes for an answer, shorter than a test's reader likes to wait.
inline Patience short_patience() {
    Patience out;
    out.connect_ms = out.answer_ms = out.stuck_ms = out.finish_ms = 1500;
    return out;
}

class Printing : public xf::test::Printing<EscposPrinter, EscposPrinterConfig> {
public:
    explicit Printing(const std::string& address, const Patience& patience = short_patience(),
                      Paper receipt = Paper::receipt_80)
        : xf::test::Printing<EscposPrinter, EscposPrinterConfig>(
              {need(Address::parse(address)), receipt, {}, patience}) {}

    using xf::test::Printing<EscposPrinter, EscposPrinterConfig>::print;
    Status print() { return print(sample(Paper::receipt_80)); }
};

inline std::string tcp(std::uint16_t port) { return "tcp:127.0.0.1:" + std::to_string(port); }

}  // namespace xf::native::escpos::test
