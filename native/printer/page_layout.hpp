// Where everything of a document lies, page by page.
#pragma once

#include "native/printer/rows.hpp"

namespace xf::native {

struct PageLayout {
    int height = 0;           ///< dots; a receipt's is that of its text
    std::vector<Mark> marks;  ///< from the page's corner
};

/// At least one page. Errors: print_too_long beyond limits::kPrintPages or kReceiptMm, and add_block's.
Result<std::vector<PageLayout>> lay_out(const ports::PrintedDocument& document,
                                        const kiosk::Advances& font);

}  // namespace xf::native
