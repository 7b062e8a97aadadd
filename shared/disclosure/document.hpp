// A document as screens lay it out and voices read it: a flat list of blocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::disclosure {

/// Inline text with one style.
struct Run {
    std::string text;
    bool strong = false;

    friend bool operator==(const Run&, const Run&) = default;
};

/// One block of a document, ready to lay out.
struct Block {
    enum class Kind : std::uint8_t {
        title,      ///< centred, large: of the document, and of each part of it (annexes)
        heading,    ///< 一、（一）1.（1）are levels 1 to 4; the number is part of the text
        paragraph,  ///< indented by two characters, unless flush
        centred,    ///< what stands above the title: letterhead, document number (发文字号)
        signature,  ///< right-aligned: office and date (落款)
        item,       ///< of a list; a number is part of the text, a bullet is not
        table,
        rule,
    } kind = Kind::paragraph;
    std::uint8_t level = 0;  ///< of a heading, 1–4
    bool flush = false;  ///< a paragraph not indented: whom it is sent to (主送机关), 附件 1
    std::vector<Run> runs;
    std::vector<std::vector<std::string>> rows;  ///< of a table; all rows equally long
    bool header_row = false;                     ///< the first row names the columns

    friend bool operator==(const Block&, const Block&) = default;
};

// Bounds of one document, far above what an office writes: 002's like has 130 blocks.
inline constexpr std::size_t kDocumentBlocks = 20'000;
inline constexpr std::size_t kDocumentCells = 100'000;  ///< of all tables together
inline constexpr std::size_t kTableColumns = 32;
inline constexpr std::size_t kBlockDepth = 16;  ///< lists in lists

/// The blocks of a published text in Markdown, by the part of CommonMark that docs/public-log.md
/// names, with tables. HTML, links, pictures and code have no meaning here: they come out as the
/// characters they are written in. Headings of level 1 become titles, 2 to 5 become levels 1 to 4.
/// Errors: too_large beyond a bound above or limits::kDocumentBytes; malformed when it is not UTF-8.
Result<std::vector<Block>> read_document(std::string_view markdown);

/// The text of a block without its styles; cells of tables in reading order.
std::string text_of(const Block& block);

}  // namespace xf::disclosure
