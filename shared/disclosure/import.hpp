// Official plain text, as offices hand it over, becomes a published body: clean Markdown whose
// structure comes from the numbering that officials use, not from what a converter guessed.
//
// Expects: UTF-8, one paragraph a line; takes along what text from PDF and Word files brings with
// it: #, **, - and --- marks, paragraphs that a page break cut in two, lines of one fixed width,
// rows of tables with tabs between their cells.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace xf::disclosure {

struct Imported {
    std::string title;
    std::string document_number;  ///< 发文字号; empty when there is none
    std::string markdown;         ///< the body, as it will be hashed and published
};

inline constexpr std::size_t kImportLines = 50'000;

/// Nothing is lost: every character but marks of layout stands in the document that a reader of
/// `markdown` sees, in the same order; each import checks that on its own result. Errors: malformed
/// (not UTF-8, control characters, no text), too_large (limits::kDocumentBytes, kImportLines),
/// internal when a character would be lost.
Result<Imported> import_notice(std::string_view text);

}  // namespace xf::disclosure
