// What shared/ports/printer.hpp promises.
#pragma once

#include <functional>

#include "shared/base/limits.hpp"
#include "shared/ports/printer.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

struct PrinterStage {
    ports::Printer& printer;
    std::function<void()> pass;  ///< lets some time go by, so that answers arrive
};

namespace detail {

inline constexpr ports::Paper kPapers[] = {ports::Paper::receipt_58, ports::Paper::receipt_80,
                                           ports::Paper::a4};

inline ports::PrintedDocument letter(ports::Paper paper, std::string words) {
    ports::PrintedDocument out;
    out.paper = paper;
    out.blocks.emplace_back().runs.push_back({std::move(words), false});
    return out;
}

/// The one answer that comes, and no other after it.
inline Result<ports::Printer::Answer> answer(const PrinterStage& stage) {
    for (int i = 0; i < 100; ++i) {
        if (auto found = stage.printer.poll()) {
            XF_TRY(expect(!stage.printer.poll(), "a document is answered once"));
            return *std::move(found);
        }
        stage.pass();
    }
    return Error{ErrorCode::internal, "every document is answered"};
}

inline Result<ports::Paper> any_paper(const ports::Printer& printer) {
    for (const ports::Paper paper : kPapers)
        if (printer.takes(paper)) return paper;
    return Error{ErrorCode::internal, "a printer takes some paper"};
}

inline bool is(const Status& status, ErrorCode code) {
    return !status.ok() && status.error().code == code;
}

inline Status refused(ports::Printer& printer, ports::PrintedDocument document, ErrorCode code,
                      const char* promise) {
    const auto started = printer.start(std::move(document));
    XF_TRY(expect(!started.ok() && started.error().code == code, promise));
    return expect(!printer.poll(), "what was refused is not answered");
}

}  // namespace detail

inline Status printer_prints(const PrinterStage& stage) {
    XF_TRY(expect(!stage.printer.poll(), "nothing is answered before something was started"));
    ports::PrintJob last = 0;
    for (const ports::Paper paper : detail::kPapers) {
        if (!stage.printer.takes(paper)) {
            XF_TRY(detail::refused(stage.printer, detail::letter(paper, "示例"),
                                   ErrorCode::no_paper, "what it does not take is no_paper"));
            continue;
        }
        XF_ASSIGN(const ports::PrintJob job, stage.printer.start(detail::letter(paper, "示例")));
        XF_TRY(expect(job != 0 && job != last, "documents have names of their own, never 0"));
        XF_ASSIGN(const auto answer, detail::answer(stage));
        XF_TRY(expect(answer.job == job, "the answer names its document"));
        XF_TRY(expect(answer.outcome.ok(), "what it takes is printed"));
        last = job;
    }
    return expect(last != 0, "a printer takes some paper");
}

inline Status printer_takes_one_at_a_time(const PrinterStage& stage) {
    XF_ASSIGN(const ports::Paper paper, detail::any_paper(stage.printer));
    const auto document = detail::letter(paper, "示例");
    XF_ASSIGN(const ports::PrintJob first, stage.printer.start(document));
    // Until the first one's answer is taken, however fast the printer is.
    const auto second = stage.printer.start(document);
    XF_TRY(expect(!second.ok() && second.error().code == ErrorCode::print_busy,
                  "a second document is print_busy"));
    XF_ASSIGN(const auto answer, detail::answer(stage));
    XF_TRY(expect(answer.job == first, "the one that was refused is not answered"));
    XF_ASSIGN(const ports::PrintJob third, stage.printer.start(document));
    XF_ASSIGN(const auto again, detail::answer(stage));
    return expect(again.job == third && again.outcome.ok(), "then it takes the next one");
}

inline Status printer_bounds(const PrinterStage& stage) {
    using detail::letter;
    XF_ASSIGN(const ports::Paper paper, detail::any_paper(stage.printer));
    const std::string most(limits::kPrintBytes, 'x');
    XF_TRY(detail::refused(stage.printer, letter(paper, most + "x"), ErrorCode::print_too_long,
                           "a byte more than kPrintBytes is refused at once"));
    XF_TRY(detail::refused(stage.printer, letter(paper, "\xFF"), ErrorCode::malformed,
                           "what is not UTF-8 is refused at once"));
    XF_ASSIGN(const ports::PrintJob job, stage.printer.start(letter(paper, most)));
    XF_ASSIGN(const auto answer, detail::answer(stage));
    XF_TRY(expect(answer.job == job, "as much as kPrintBytes is taken, and answered"));
    return expect(answer.outcome.ok() || detail::is(answer.outcome, ErrorCode::print_too_long),
                  "unless there is not so much paper");
}

/// Whatever a document is made of, it is answered.
inline Status printer_takes_odd_documents(const PrinterStage& stage) {
    XF_ASSIGN(const ports::Paper paper, detail::any_paper(stage.printer));
    using Kind = ports::PrintedBlock::Kind;
    ports::PrintedDocument odd;
    odd.paper = paper;
    for (const Kind kind :
         {Kind::title, Kind::heading, Kind::text, Kind::pair, Kind::table, Kind::qr, Kind::rule})
        odd.blocks.emplace_back().kind = kind;
    odd.blocks.emplace_back().kind = Kind::table;
    odd.blocks.back().rows = {{}, {"a"}, {"\t", "\n", "b\x01"}, {}};
    odd.blocks.back().header_row = true;
    odd.blocks.emplace_back().level = 200;
    odd.foot = {"", "\n"};
    for (const auto& document : {odd, ports::PrintedDocument{paper, {}, {}}}) {
        XF_ASSIGN(const ports::PrintJob job, stage.printer.start(document));
        XF_ASSIGN(const auto answer, detail::answer(stage));
        XF_TRY(expect(answer.job == job && answer.outcome.ok(), "it is printed all the same"));
    }
    return {};
}

inline Status printer_contract(const PrinterStage& stage) {
    XF_TRY(printer_prints(stage));
    XF_TRY(printer_takes_one_at_a_time(stage));
    XF_TRY(printer_takes_odd_documents(stage));
    return printer_bounds(stage);
}

}  // namespace xf::contract
