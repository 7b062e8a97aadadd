// Second step of import: lines become the parts of a text. What a page break or a fixed line width
// tore apart is one paragraph again, and rows are tables.
#pragma once

#include <vector>

#include "shared/disclosure/import_lines.hpp"

namespace xf::disclosure {

struct Part {
    enum class Kind : std::uint8_t { text, rule, table } kind = Kind::text;
    std::u32string text;
    std::vector<std::vector<std::u32string>> rows;  ///< of a table, as they came
    bool hashed = false;
    bool bullet = false;
    bool bold = false;
    bool cell = false;  ///< a line that began with a tab: of a table that was taken apart
};

std::vector<Part> assemble_parts(const std::vector<Line>& lines);

}  // namespace xf::disclosure
