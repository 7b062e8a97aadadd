// First step of import: a text as lines, freed of the marks that converters put into them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::disclosure {

struct Line {
    enum class Kind : std::uint8_t { blank, rule, row, text } kind = Kind::blank;
    std::u32string text;                ///< without marks and outer white space
    std::vector<std::u32string> cells;  ///< of a row; trimmed, empty ones kept
    bool hashed = false;                ///< had # before it
    bool bullet = false;                ///< had - before it
    bool bold = false;                  ///< all of it stood between **
    bool bold_goes_on = false;          ///< ** was still open at its end
    bool indented_by_tab = false;
};

/// Errors: malformed for control characters, too_large beyond kImportLines.
Result<std::vector<Line>> split_lines(std::u32string_view text);

/// A line of a table even when only one of its cells has text: has two tabs or more.
bool may_be_row(const Line& line);

}  // namespace xf::disclosure
