// What stands on paper: pure functions of what the screens show. The words come from the catalogue of
// the interface's sentences (kiosk/text/paper_words.hpp), so that paper and screen say the same.
#pragma once

#include <string_view>

#include "shared/app/counter_screens.hpp"
#include "shared/app/notice_screens.hpp"
#include "shared/ports/printer.hpp"

namespace xf::app {

/// Sentences that live as long as the program; {0}, {1}: see shared/base/fill.hpp.
struct PaperWords {
    // Receipts
    std::string_view receipt;    ///< 兑换小票
    std::string_view copy;       ///< 副本: of what was printed before
    std::string_view number;     ///< 小票号
    std::string_view household;  ///< 家庭
    std::string_view line;       ///< {0} ×{1}: goods, pieces
    std::string_view points;     ///< {0} 分
    std::string_view total;      ///< 合计
    std::string_view left;       ///< 家里还剩
    std::string_view saved, saved_means;
    std::string_view reported, reported_means;
    std::string_view rejected, rejected_means;
    std::string_view code;  ///< below the QR code
    // Notices
    std::string_view corrected;   ///< another version has taken its place
    std::string_view pictures;    ///< that {0} pictures belong to it
    std::string_view verified;    ///< {0} entries of the log
    std::string_view checked;     ///< {0}: when that was so
    std::string_view root;        ///< {0}: its hex
    std::string_view checkpoint;  ///< {0}: where to compare it
    std::string_view changed, incomplete, unverified;
};

struct ReceiptPaper {
    std::string_view village;
    ports::Paper paper = ports::Paper::receipt_80;
    bool copy = false;  ///< it was printed before
};

/// The receipt as the household carries it home.
ports::PrintedDocument receipt_paper(const ReceiptView& receipt, const ReceiptPaper& how,
                                     const PaperWords& words);

/// A published document as it hangs on the board, with what the log says of itself at its foot.
/// REQUIRES: it was not withdrawn.
ports::PrintedDocument notice_paper(const DocumentView& document, const PaperWords& words);

}  // namespace xf::app
