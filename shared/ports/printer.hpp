// A printer as the core sees it: a small document goes in, and some time later an answer comes out.
// What is printed knows nothing of dots, fonts or commands of a make of printer: a PNG printer lays it
// out in pictures (native/printer), an ESC/POS printer sends it as characters (native/escpos).
//
// Contract (tests/contract/printer_contract.hpp, run against each of them):
// - start() never waits for paper or machine. It refuses at once what is out of bounds or not UTF-8
//   (check()), a paper that the printer does not have, and a second document while one is printed.
// - Every started document is answered exactly once by poll(). Documents are printed one at a time.
// - A failure loses nothing but paper: whoever asked may ask again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::ports {

/// Receipts come off a roll and are as long as their text; notices are pages.
enum class Paper : std::uint8_t { receipt_58, receipt_80, a4 };

struct PrintedRun {
    std::string text;
    bool strong = false;
};

struct PrintedBlock {
    enum class Kind : std::uint8_t {
        title,    ///< centred, large
        heading,  ///< of `level`
        text,     ///< a paragraph; placed by `place`
        pair,     ///< what it is at the left, `value` at the right: a line of a receipt
        table,
        qr,  ///< a code of `value`, which has only characters of QR's alphanumeric set, or is short
        rule,
    } kind = Kind::text;
    enum class Place : std::uint8_t {
        start,
        indented,  ///< by two characters, in its first line
        centre,
        end,  ///< at the right: office and date under a notice
    } place = Place::start;
    std::uint8_t level = 0;        ///< of a heading, 1 to 4
    bool small = false;            ///< text: a remark
    bool strong = false;           ///< text, pair: what the eye should find first
    std::vector<PrintedRun> runs;  ///< title, heading, text; of a pair what stands at the left
    std::string value;             ///< pair, qr
    std::vector<std::vector<std::string>> rows;  ///< of a table
    bool header_row = false;                     ///< its first row names the columns
};

struct PrintedDocument {
    Paper paper = Paper::a4;
    std::vector<PrintedBlock> blocks;
    /// Small lines: at the foot of every page, with the page's number, or at the end of a receipt.
    std::vector<std::string> foot;
};

/// Whether any printer takes it. Errors: print_too_long beyond limits::kPrintBytes, kPrintBlocks (rows
/// of tables count as well) or kPrintFoot; malformed where a text is not UTF-8.
Status check(const PrintedDocument& document);

/// Identifies one document of one printer; never 0, never used again.
using PrintJob = std::uint32_t;

class Printer {
public:
    virtual ~Printer() = default;

    /// Whether it has such paper. Does not change while the program runs.
    virtual bool takes(Paper paper) const = 0;

    /// Errors: check()'s; no_paper of a kind that it does not take; print_busy.
    virtual Result<PrintJob> start(PrintedDocument document) = 0;

    struct Answer {
        PrintJob job;
        /// Errors: no_printer, no_paper, print_busy by another program, print_too_long beyond
        /// limits::kPrintPages or kReceiptMm, print_failed. `detail` is for logs.
        Status outcome;
    };
    /// The answer that has come, if any. Never waits.
    virtual std::optional<Answer> poll() = 0;
};

}  // namespace xf::ports
