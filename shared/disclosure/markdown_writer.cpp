#include "shared/disclosure/markdown_writer.hpp"

#include "shared/base/assert.hpp"
#include "shared/disclosure/official_text.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::disclosure {
namespace {

/// Characters that could begin or end something anywhere in a line.
std::string escaped(std::u32string_view text) {
    constexpr std::u32string_view kSpecial = U"\\`*_[]<>&~#|";
    std::u32string out;
    for (const char32_t c : text) {
        if (kSpecial.find(c) != std::u32string_view::npos) out += U'\\';
        out += c;
    }
    return to_utf8(out);
}

/// The same for the beginning of a block: "1. ", "- ", "---" and "===" would be marks there.
std::string escaped_block(std::u32string_view text) {
    std::string out = escaped(text);
    std::size_t at = 0;
    while (at < out.size() && out[at] >= '0' && out[at] <= '9') ++at;
    const bool numbered = at > 0 && at < out.size() && (out[at] == '.' || out[at] == ')');
    const bool marked =
        at == 0 && !out.empty() && (out[0] == '-' || out[0] == '+' || out[0] == '=');
    if (numbered || marked) out.insert(at, "\\");
    return out;
}

}  // namespace

void MarkdownWriter::block() {
    if (!out_.empty()) out_ += '\n';
    last_was_item_ = false;
}

void MarkdownWriter::title(std::u32string_view text) {
    block();
    out_ += "# " + escaped(text) + "\n";
}

void MarkdownWriter::heading(std::size_t level, std::u32string_view text) {
    XF_ASSERT(level >= 1 && level <= 4);
    block();
    out_ += std::string(level + 1, '#') + " " + escaped(text) + "\n";
}

void MarkdownWriter::paragraph(std::u32string_view text) {
    block();
    out_ += escaped_block(text) + "\n";
}

void MarkdownWriter::item(std::u32string_view text) {
    if (!last_was_item_) block();
    out_ += "- " + escaped_block(text) + "\n";
    last_was_item_ = true;
}

void MarkdownWriter::rule() {
    block();
    out_ += "---\n";
}

void MarkdownWriter::row(const TableRow& row) {
    out_ += '|';
    for (const std::u32string& cell : row) out_ += " " + escaped(cell) + " |";
    out_ += '\n';
}

void MarkdownWriter::table(const Table& table) {
    XF_ASSERT(!table.rows.empty());
    const std::size_t columns = table.rows.front().size();
    block();
    // Markdown knows no table without names of columns: empty ones stand for none.
    row(table.header ? table.rows.front() : TableRow(columns));
    out_ += '|';
    for (std::size_t i = 0; i < columns; ++i) out_ += " --- |";
    out_ += '\n';
    for (std::size_t i = table.header ? 1 : 0; i < table.rows.size(); ++i) row(table.rows[i]);
}

}  // namespace xf::disclosure
