#include <catch_amalgamated.hpp>
#include <chrono>
#include <filesystem>
#include <semaphore>

#include "native/escpos/escpos_printer.hpp"
#include "native/escpos/virtual_server.hpp"
#include "native/printer/png_printer.hpp"
#include "tests/contract/printer_contract.hpp"
#include "tests/support/fake_printer.hpp"
#include "tests/support/require.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::contract {

using ports::Paper;
using test::need;

namespace {

/// A PNG printer whose answers can be waited for.
struct PngStage {
    explicit PngStage(Paper receipt)
        : printer({folder.path(), XF_FONT_DIR, receipt, [this] { woken.release(); }}) {}

    PrinterStage stage() {
        return {printer, [this] { REQUIRE(woken.try_acquire_for(std::chrono::seconds(60))); }};
    }

    test::TempFolder folder;
    std::counting_semaphore<> woken{0};
    native::PngPrinter printer;
};

/// An ESC/POS printer with one of software at the other end of its line.
struct EscposStage {
    explicit EscposStage(Paper receipt)
        : server(need(native::escpos::VirtualServer::start(receipt))),
          printer({need(native::escpos::Address::parse("tcp:127.0.0.1:" +
                                                       std::to_string(server->port()))),
                   receipt,
                   [this] { woken.release(); },
                   {}}) {}

    PrinterStage stage() {
        return {printer, [this] { REQUIRE(woken.try_acquire_for(std::chrono::seconds(60))); }};
    }

    std::unique_ptr<native::escpos::VirtualServer> server;
    std::counting_semaphore<> woken{0};
    native::escpos::EscposPrinter printer;
};

}  // namespace

TEST_CASE("printer: the fake keeps the contract") {
    for (const auto& papers : {std::vector{Paper::receipt_80, Paper::a4}, {Paper::receipt_58}}) {
        test::FakePrinter fake(papers);
        need(printer_contract({fake, [] {}}));
    }
}

TEST_CASE("printer: PNG files keep the contract, on both rolls") {
    for (const Paper receipt : {Paper::receipt_58, Paper::receipt_80}) {
        PngStage png(receipt);
        need(printer_contract(png.stage()));
    }
}

TEST_CASE("printer: ESC/POS keeps the contract, on both rolls") {
    for (const Paper receipt : {Paper::receipt_58, Paper::receipt_80}) {
        EscposStage escpos(receipt);
        need(printer_contract(escpos.stage()));
        need(escpos.server->complaint());
    }
}

TEST_CASE("printer: one that failed prints again when it was looked after") {
    test::FakePrinter fake;
    fake.fault = ErrorCode::no_paper;
    const PrinterStage stage{fake, [] {}};
    need(fake.start(detail::letter(Paper::a4, "示例")));
    CHECK(detail::is(need(detail::answer(stage)).outcome, ErrorCode::no_paper));
    CHECK(fake.printed.empty());
    fake.fault.reset();
    need(printer_contract(stage));

    PngStage png(Paper::receipt_80);
    std::filesystem::remove(png.folder.path());
    need(png.printer.start(detail::letter(Paper::a4, "示例")));
    CHECK(detail::is(need(detail::answer(png.stage())).outcome, ErrorCode::no_printer));
    std::filesystem::create_directory(png.folder.path());
    need(printer_contract(png.stage()));

    EscposStage escpos(Paper::receipt_80);
    escpos.server->play(native::escpos::Fault::no_paper);
    need(escpos.printer.start(detail::letter(Paper::receipt_80, "示例")));
    CHECK(detail::is(need(detail::answer(escpos.stage())).outcome, ErrorCode::no_paper));
    need(printer_contract(escpos.stage()));
}

}  // namespace xf::contract
