// Writes the Markdown that read_document() reads: one block after the other, blank lines between,
// every character that has a meaning in Markdown escaped by a backslash.
#pragma once

#include <string>
#include <string_view>

#include "shared/disclosure/import_table.hpp"

namespace xf::disclosure {

class MarkdownWriter {
public:
    void title(std::u32string_view text);
    /// `level` is 1 to 4.
    void heading(std::size_t level, std::u32string_view text);
    void paragraph(std::u32string_view text);
    void item(std::u32string_view text);
    void rule();
    void table(const Table& table);

    std::string take() { return std::move(out_); }

private:
    void block();
    void row(const TableRow& row);

    std::string out_;
    bool last_was_item_ = false;
};

}  // namespace xf::disclosure
