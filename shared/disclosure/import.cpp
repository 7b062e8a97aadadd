#include "shared/disclosure/import.hpp"

#include <algorithm>
#include <iterator>

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/import_parts.hpp"
#include "shared/disclosure/markdown_writer.hpp"
#include "shared/disclosure/official_text.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::disclosure {
namespace {

using Text = std::u32string_view;

constexpr std::size_t kHeadingChars = 40;  // longer: a numbered paragraph
constexpr std::size_t kTitleChars = 120;

bool starts_with(Text text, Text prefix) { return text.substr(0, prefix.size()) == prefix; }

/// Titles are broken into lines by hand; the space that is left of a break goes.
std::u32string without_breaks(Text title) {
    std::u32string out;
    for (std::size_t i = 0; i < title.size(); ++i) {
        const bool between_words = i > 0 && i + 1 < title.size() && is_ascii_word(title[i - 1]) &&
                                   is_ascii_word(title[i + 1]);
        if (!is_space(title[i]) || between_words) out += title[i];
    }
    return out;
}

/// Writes the parts of a text one by one, each as what it is.
class Importer {
public:
    explicit Importer(std::vector<Part> parts) : parts_(std::move(parts)) {
        has_title_ = std::any_of(parts_.begin(), parts_.end(), is_title);
    }

    Imported run() {
        for (at_ = 0; at_ < parts_.size(); ++at_) write(parts_[at_]);
        return {to_utf8(title_), to_utf8(number_), writer_.take()};
    }

private:
    static bool is_title(const Part& part) {
        if (part.kind != Part::Kind::text || part.bullet || part.cell) return false;
        if (numbering(part.text).level > 0 || part.text.size() > kTitleChars) return false;
        return is_title_line(part.text) || (part.bold && is_title_line(without_breaks(part.text)));
    }

    const Part* next_text(std::size_t after) const {
        const std::size_t next = after + 1;
        if (next >= parts_.size() || parts_[next].kind != Part::Kind::text) return nullptr;
        return &parts_[next];
    }

    void write(const Part& part) {
        switch (part.kind) {
            case Part::Kind::rule:
                writer_.rule();
                break;
            case Part::Kind::table:
                write_table(part);
                break;
            case Part::Kind::text:
                write_text(part);
                break;
        }
        const bool annex_goes_on =
            in_annex_list_ && part.kind == Part::Kind::text && numbering(part.text).level == 3;
        in_annex_list_ =
            annex_goes_on || (part.kind == Part::Kind::text && begins_annex_list(part.text));
    }

    void write_text(const Part& part) {
        const Text text = part.text;
        if (number_.empty() && is_document_number(text)) number_ = text;
        if (part.bullet) {
            writer_.item(text);
        } else if (const Numbering number = numbering(text); number.level > 0 && !in_annex_list_) {
            write_numbered(text, number);
        } else if (is_title(part) || is_first_title(part)) {
            write_title(text);
        } else if (const Part* title = title_after_office(part); title != nullptr) {
            write_title(part.text + title->text);
            ++at_;
        } else if (is_bare_heading(part)) {
            writer_.heading(1, text);
        } else {
            writer_.paragraph(text);
        }
    }

    /// Where nothing looks like a title, the first short line is one.
    bool is_first_title(const Part& part) const {
        return !has_title_ && title_.empty() && part.text.size() <= kHeadingChars &&
               part.text.find_first_of(U"。，；：？！") == Text::npos &&
               !is_document_number(part.text) && !is_date_line(part.text);
    }

    /// 示例镇人民政府 / 关于印发…的通知: one title on two lines.
    const Part* title_after_office(const Part& part) const {
        if (!title_.empty() || !is_office_line(part.text) || is_document_number(part.text))
            return nullptr;
        const Part* next = next_text(at_);
        if (next == nullptr || !is_title(*next) || !starts_with(next->text, U"关于"))
            return nullptr;
        return next;
    }

    /// A heading without a number: marked by #, or a few words with （一） right below.
    bool is_bare_heading(const Part& part) const {
        constexpr std::size_t kFewWords = 12;
        if (is_annex_mark(part.text) || part.text.size() > kHeadingChars) return false;
        if (part.hashed) return true;
        const Part* next = next_text(at_);
        return part.text.size() <= kFewWords && is_office_line(part.text) && !part.cell &&
               next != nullptr && numbering(next->text).level == 2;
    }

    void write_title(Text text) {
        const std::u32string title = without_breaks(text);
        if (title_.empty()) title_ = title;
        writer_.title(title);
    }

    void write_numbered(Text text, Numbering number) {
        const std::size_t first = first_sentence(text);
        const Text rest = trimmed(text.substr(first));
        const bool whole = rest.empty();
        // 做某事。（牵头单位：……）is a task with a remark, not a heading.
        const bool remarked = is_bracketed(rest);
        if (first > kHeadingChars || remarked || (whole && !is_heading(text, number))) {
            writer_.paragraph(text);
            return;
        }
        writer_.heading(number.level, trimmed(text.substr(0, first)));
        // （一）加强领导。各村……: the first sentence is the heading of what follows it.
        if (!whole) writer_.paragraph(rest);
    }

    /// Of a numbered line that is one short sentence: a heading, or an item of a list.
    bool is_heading(Text text, Numbering number) const {
        if (Text(U"；;，,、：:").find(text.back()) != Text::npos) return false;
        if (number.level <= 2) return true;
        // The small numbers count items too: a heading has something below it, not just a remark.
        const Part* next = next_text(at_);
        if (next == nullptr || is_bracketed(next->text)) return false;
        const Numbering following = numbering(next->text);
        return following.level == 0 || following.level > number.level;
    }

    void write_table(const Part& part) {
        const Table table = make_table(part.rows);
        if (table.rows.size() > 1 && table.rows.front().size() <= kTableColumns) {
            writer_.table(table);
            return;
        }
        for (const TableRow& row : table.rows) {
            std::u32string line;
            for (const std::u32string& cell : row)
                if (!cell.empty()) line += (line.empty() ? U"" : U"  ") + cell;
            writer_.paragraph(line);
        }
    }

    std::vector<Part> parts_;
    MarkdownWriter writer_;
    std::u32string title_;
    std::u32string number_;
    std::size_t at_ = 0;
    bool has_title_ = false;
    bool in_annex_list_ = false;
};

/// The text without white space: what may not change on the way.
std::u32string content(Text text) {
    std::u32string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char32_t c) { return !is_space(c); });
    return out;
}

std::u32string content_of(const std::vector<Line>& lines) {
    std::u32string out;
    for (const Line& line : lines) out += line.text;
    return content(out);
}

std::u32string content_of(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) out += text_of(block);
    return content(to_utf32(out));
}

}  // namespace

Result<Imported> import_notice(std::string_view text) {
    if (text.size() > limits::kDocumentBytes) return Error{ErrorCode::too_large, "import"};
    if (!cbor::valid_utf8(as_bytes(text))) return Error{ErrorCode::malformed, "import: not UTF-8"};
    XF_ASSIGN(const std::vector<Line> lines, split_lines(to_utf32(text)));
    const std::u32string expected = content_of(lines);
    if (expected.empty()) return Error{ErrorCode::malformed, "import: no text"};
    Imported imported = Importer(assemble_parts(lines)).run();
    XF_ASSIGN(const std::vector<Block> blocks, read_document(imported.markdown));
    if (content_of(blocks) != expected)
        return Error{ErrorCode::internal, "import: a character would be lost"};
    if (imported.title.empty()) imported.title = to_utf8(Text(expected).substr(0, kHeadingChars));
    return imported;
}

}  // namespace xf::disclosure
