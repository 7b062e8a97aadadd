// A printer with a thread of its own, which prints one document after the other while the test waits.
#pragma once

#include <chrono>
#include <semaphore>
#include <utility>

#include "shared/ports/printer.hpp"
#include "tests/support/require.hpp"

namespace xf::test {

template <typename Printer, typename Config>
class Printing {
public:
    explicit Printing(Config config) : printer_(waking(std::move(config))) {}

    Status print(const ports::PrintedDocument& document) {
        need(printer_.start(document));
        REQUIRE(woken_.try_acquire_for(std::chrono::seconds(60)));
        auto answer = printer_.poll();
        REQUIRE(answer);
        return answer->outcome;
    }
    ports::Printer& printer() { return printer_; }

private:
    Config waking(Config config) {
        config.wake = [this] { woken_.release(); };
        return config;
    }

    std::counting_semaphore<> woken_{0};
    Printer printer_;
};

}  // namespace xf::test
