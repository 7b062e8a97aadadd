// An ESC/POS printer that prints one document after the other, waiting for each.
#pragma once

#include <chrono>
#include <semaphore>

#include "native/escpos/escpos_printer.hpp"
#include "tests/escpos/sample.hpp"

namespace xf::native::escpos::test {

/// Longer than a busy machine takes for an answer, shorter than a test's reader likes to wait.
inline Patience short_patience() {
    Patience out;
    out.connect_ms = out.answer_ms = out.stuck_ms = out.finish_ms = 1500;
    return out;
}

class Printing {
public:
    explicit Printing(const std::string& address, const Patience& patience = short_patience(),
                      Paper receipt = Paper::receipt_80)
        : printer_(
              {need(Address::parse(address)), receipt, [this] { woken_.release(); }, patience}) {}

    Status print(const PrintedDocument& document) {
        need(printer_.start(document));
        REQUIRE(woken_.try_acquire_for(std::chrono::seconds(60)));
        auto answer = printer_.poll();
        REQUIRE(answer);
        return answer->outcome;
    }
    Status print() { return print(sample(Paper::receipt_80)); }
    ports::Printer& printer() { return printer_; }

private:
    std::counting_semaphore<> woken_{0};
    EscposPrinter printer_;
};

inline std::string tcp(std::uint16_t port) { return "tcp:127.0.0.1:" + std::to_string(port); }

}  // namespace xf::native::escpos::test
