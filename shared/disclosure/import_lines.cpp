#include "shared/disclosure/import_lines.hpp"

#include <algorithm>

#include "shared/disclosure/import.hpp"
#include "shared/disclosure/official_text.hpp"

namespace xf::disclosure {
namespace {

using Text = std::u32string_view;

constexpr Text kBold = U"**";

bool blank(Text text) { return trimmed(text).empty(); }

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\v' || c == U'\f' || c == 0x2028; }

/// Lines of the text; CRLF, form feeds (page breaks) and CR alone end a line too.
Result<std::vector<Text>> raw_lines(Text text) {
    std::vector<Text> lines;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool end = i == text.size();
        if (!end && !is_line_end(text[i]) && text[i] != U'\r') {
            if (text[i] < 0x20 && text[i] != U'\t')
                return Error{ErrorCode::malformed, "import: control characters"};
            continue;
        }
        if (lines.size() == kImportLines) return Error{ErrorCode::too_large, "import: lines"};
        lines.push_back(text.substr(start, i - start));
        if (!end && text[i] == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n') ++i;
        start = i + 1;
    }
    return lines;
}

bool is_rule(Text line) {
    line = trimmed(line);
    return line.size() >= 3 &&
           std::all_of(line.begin(), line.end(), [](char32_t c) { return c == U'-'; });
}

std::size_t count_bold(Text line) {
    std::size_t count = 0;
    for (std::size_t at = line.find(kBold); at != Text::npos; at = line.find(kBold, at + 2))
        ++count;
    return count;
}

/// The ** of one paragraph, taken out line by line.
class Bold {
public:
    /// Between blank lines every ** has its partner; where one has not, all of them are text.
    explicit Bold(std::size_t marks) : paired_(marks > 0 && marks % 2 == 0) {}

    std::u32string take_from(Text text, Line& line) {
        if (!paired_) return std::u32string(text);
        std::u32string out;
        line.bold = true;
        for (std::size_t i = 0; i < text.size();) {
            if (text.substr(i, 2) == kBold) {
                open_ = !open_;
                i += 2;
                continue;
            }
            line.bold = line.bold && (open_ || is_space(text[i]));
            out += text[i++];
        }
        line.bold_goes_on = line.bold && open_;
        return out;
    }

private:
    bool paired_;
    bool open_ = false;
};

std::vector<std::u32string> cells_of(Text line) {
    std::vector<std::u32string> cells;
    for (std::size_t start = 0;;) {
        const std::size_t tab = line.find(U'\t', start);
        const std::size_t size = tab == Text::npos ? tab : tab - start;
        cells.emplace_back(trimmed(line.substr(start, size)));
        if (tab == Text::npos) return cells;
        start = tab + 1;
    }
}

/// A mark is one only with a space or a tab behind it.
bool separates(Text text, std::size_t at) {
    return at < text.size() && (text[at] == U' ' || text[at] == U'\t');
}

/// Takes #, ## … or - from the front; returns what is left of the line.
Text take_marks(Text raw, Line& line) {
    const Text text = trimmed(raw);
    const std::size_t hashes = std::min(text.find_first_not_of(U'#'), text.size());
    if (hashes > 0 && hashes <= 6 && separates(text, hashes)) {
        line.hashed = true;
        return text.substr(hashes);
    }
    if (text[0] == U'-' && separates(text, 1)) {
        line.bullet = true;
        return text.substr(1);
    }
    return raw;
}

Line make_line(Text raw, Bold& bold) {
    Line line;
    if (blank(raw)) return line;
    if (is_rule(raw)) {
        line.kind = Line::Kind::rule;
        return line;
    }
    const std::u32string rest = bold.take_from(take_marks(raw, line), line);
    if (blank(rest)) return line;
    line.text = std::u32string(trimmed(rest));
    line.cells = cells_of(rest);
    line.indented_by_tab = rest.front() == U'\t';
    const auto filled = std::count_if(line.cells.begin(), line.cells.end(),
                                      [](const std::u32string& cell) { return !cell.empty(); });
    line.kind = filled > 1 ? Line::Kind::row : Line::Kind::text;
    return line;
}

}  // namespace

bool may_be_row(const Line& line) {
    return line.kind == Line::Kind::row || (line.kind == Line::Kind::text && line.cells.size() > 2);
}

Result<std::vector<Line>> split_lines(Text text) {
    XF_ASSIGN(const std::vector<Text> raw, raw_lines(text));
    std::vector<Line> lines;
    lines.reserve(raw.size());
    for (std::size_t first = 0; first < raw.size();) {
        std::size_t end = first;
        std::size_t marks = 0;
        for (; end < raw.size() && !blank(raw[end]); ++end) marks += count_bold(raw[end]);
        Bold bold(marks);
        for (; first < std::min(end + 1, raw.size()); ++first)
            lines.push_back(make_line(raw[first], bold));
    }
    return lines;
}

}  // namespace xf::disclosure
