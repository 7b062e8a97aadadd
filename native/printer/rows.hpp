// A document on its way to pages: rows of marks, one below the other, as wide as the paper's text. A
// page ends between two rows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/paint/advances.hpp"
#include "native/printer/sheet.hpp"

namespace xf::native {

/// A line of text, or a black box where there is no text. Dots; from the row's or the page's corner.
struct Mark {
    float x = 0, y = 0;  ///< of a text: the top of the em square
    float width = 0, height = 0;
    std::string text;
    float em = 0;
    bool strong = false;
};

struct Row {
    float height = 0;
    std::vector<Mark> marks;
    bool with_next = false;  ///< no page ends below it
    bool space = false;      ///< white, not wanted at the top of a page
    /// Head of the table that it belongs to: set again where a page begins with this row.
    std::shared_ptr<const std::vector<Row>> head;
};

/// What laying out works with.
struct Setting {
    const Sheet& sheet;
    const kiosk::Advances& font;
};

/// Adds the rows of a block. Errors: print_too_long for a table or a code that is too wide for the
/// paper.
Status add_block(const ports::PrintedBlock& block, const Setting& setting, std::vector<Row>& rows);
/// Of a table (table_rows.cpp).
Status add_table(const ports::PrintedBlock& block, const Setting& setting, std::vector<Row>& rows);

/// White between two blocks, unless there is some already.
void add_space(float height, std::vector<Row>& rows);

struct TextSetting {
    float em = 0;
    float line = 0;  ///< its height
    ports::PrintedBlock::Place place = ports::PrintedBlock::Place::start;
    bool strong = false;
    bool balanced = false;  ///< lines of nearly one length
};
void add_text(const std::vector<ports::PrintedRun>& runs, const TextSetting& text,
              const Setting& setting, std::vector<Row>& rows);

}  // namespace xf::native
