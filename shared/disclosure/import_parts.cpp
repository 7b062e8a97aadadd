#include "shared/disclosure/import_parts.hpp"

#include <algorithm>
#include <optional>

#include "shared/disclosure/import_table.hpp"
#include "shared/disclosure/official_text.hpp"

namespace xf::disclosure {
namespace {

using Text = std::u32string_view;

constexpr std::size_t kRunningChars = 20;        // a line with a comma is a sentence from here on
constexpr std::size_t kHeadingChars = 40;        // a numbered line up to here is a heading
constexpr std::size_t kParagraphChars = 20'000;  // nothing is joined beyond: no such paragraph

bool has_any(Text text, Text set) { return text.find_first_of(set) != Text::npos; }

/// Columns in a fixed-width font: Chinese characters take two.
std::size_t columns(Text text) {
    std::size_t sum = 0;
    for (const char32_t c : text) sum += c < 0x1100 ? 1 : 2;
    return sum;
}

/// The width from which a line counts as full, where lines were broken at a fixed width (text from
/// a PDF file); nothing where a line is a paragraph.
std::optional<std::size_t> full_width(const std::vector<Line>& lines) {
    constexpr std::size_t kFewest = 12;
    constexpr std::size_t kSlack = 4;  // two characters: punctuation may not begin a line
    std::vector<std::size_t> widths;
    for (const Line& line : lines)
        if (line.kind == Line::Kind::text) widths.push_back(columns(line.text));
    if (widths.size() < kFewest) return std::nullopt;
    std::sort(widths.begin(), widths.end());
    const std::size_t widest = widths[widths.size() * 9 / 10];
    const std::size_t full = widest - std::min(widest, kSlack);
    const auto count = widths.end() - std::lower_bound(widths.begin(), widths.end(), full);
    if (widths.back() > widest + kSlack) return std::nullopt;
    if (static_cast<std::size_t>(count) * 10 < widths.size() * 6) return std::nullopt;
    return full;
}

/// "报：省委组织部": a word or two and a colon.
bool is_labelled(Text text) {
    constexpr std::size_t kLabelChars = 4;
    const std::size_t colon = text.find(U'：');
    return colon != Text::npos && colon <= kLabelChars;
}

/// Begins something of its own, whatever stood before it.
bool begins_part(const Line& line) {
    const Text text = line.text;
    return line.hashed || line.bullet || line.bold || line.indented_by_tab ||
           numbering(text).level > 0 || is_annex_mark(text) || begins_annex_list(text) ||
           is_date_line(text) || is_document_number(text) || is_bracketed(text) ||
           is_labelled(text) || Text(U"△▲●○◆◇■□★☆※·•").find(text.front()) != Text::npos;
}

/// A paragraph while lines are added to it; knows of its text what joining asks for, so that each
/// line is looked at once.
class Paragraph {
public:
    explicit Paragraph(const Line& line)
        : bold_goes_on_(line.bold_goes_on), closed_(line.hashed || line.indented_by_tab) {
        part_.hashed = line.hashed;
        part_.bullet = line.bullet;
        part_.bold = line.bold;
        part_.cell = line.indented_by_tab;
        add(line.text);
    }

    bool continues_with(const Line& next, std::optional<std::size_t> full) const {
        if (bold_goes_on_) return true;
        if (closed_ || part_.bold || begins_part(next)) return false;
        const Text text = part_.text;
        if (text.size() > kParagraphChars) return false;
        // In text of a fixed width a full line goes on, wherever its sentence ended.
        if (full && last_columns_ >= *full) return true;
        const bool stopped = has_any(text.substr(text.size() - 1), U"。！？!?");
        if (brackets_.any() && !stopped) return true;
        if (ends_sentence(text)) return false;
        if (has_any(text.substr(text.size() - 1), U"，、,")) return true;
        // What has a sentence behind it, or a long half of one, is no heading, label or name.
        if (has_stop_) return true;
        const bool heading = numbering(text).level > 0 && text.size() <= kHeadingChars;
        return has_comma_ && text.size() >= kRunningChars && !heading;
    }

    void add(const Line& line) {
        bold_goes_on_ = line.bold_goes_on;
        add(Text(line.text));
    }

    Part take() { return std::move(part_); }

private:
    void add(Text text) {
        std::u32string& whole = part_.text;
        const bool words = !whole.empty() && !text.empty() && is_ascii_word(whole.back()) &&
                           is_ascii_word(text.front());
        if (words) whole += U' ';
        whole += text;
        brackets_.read(text);
        has_stop_ = has_stop_ || has_any(text, U"。；");
        has_comma_ = has_comma_ || has_any(text, U"，,");
        last_columns_ = columns(text);
    }

    Part part_;
    OpenBrackets brackets_;
    std::size_t last_columns_ = 0;
    bool has_stop_ = false;
    bool has_comma_ = false;
    bool bold_goes_on_ = false;
    bool closed_ = false;
};

}  // namespace

std::vector<Part> assemble_parts(const std::vector<Line>& lines) {
    const std::optional<std::size_t> full = full_width(lines);
    std::vector<Part> parts;
    std::optional<Paragraph> paragraph;
    const auto close = [&] {
        if (paragraph) parts.push_back(paragraph->take());
        paragraph.reset();
    };
    for (std::size_t i = 0; i < lines.size();) {
        const Line& line = lines[i];
        if (const TableLines table = find_table(lines, i); table.end > i) {
            close();
            parts.emplace_back();
            parts.back().kind = Part::Kind::table;
            parts.back().rows = table.rows;
            i = table.end;
            continue;
        }
        if (line.kind == Line::Kind::rule) {
            close();
            parts.emplace_back();
            parts.back().kind = Part::Kind::rule;
        } else if (line.kind == Line::Kind::text) {
            if (paragraph && paragraph->continues_with(line, full)) {
                paragraph->add(line);
            } else {
                close();
                paragraph.emplace(line);
            }
        }
        ++i;
    }
    close();
    return parts;
}

}  // namespace xf::disclosure
