#include "native/printer/rows.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/paint/qr_modules.hpp"
#include "kiosk/paint/text_layout.hpp"

namespace xf::native {
namespace {

using kiosk::TextLine;
using ports::PrintedBlock;
using ports::PrintedRun;
using Kind = PrintedBlock::Kind;
using Place = PrintedBlock::Place;

constexpr float kTitleLeading = 1.4f;
constexpr float kLarge = 1.3f;       // of body type: what the eye should find first
constexpr float kIndentEm = 2;       // of a paragraph's first line, and right of a signature
constexpr float kMostValue = 0.55f;  // of the width: a longer value leaves a long name too little

struct Part {
    std::size_t begin = 0, end = 0;
};

/// The runs as one text, and which bytes of it are strong.
std::string joined(const std::vector<PrintedRun>& runs, std::vector<Part>& strong) {
    std::string out;
    for (const PrintedRun& run : runs) {
        if (run.strong) strong.push_back({out.size(), out.size() + run.text.size()});
        out += run.text;
    }
    return out;
}

Mark text_mark(float x, float y, std::string_view text, float em, bool strong) {
    Mark out;
    out.x = x;
    out.y = y;
    out.text = text;
    out.em = em;
    out.strong = strong;
    return out;
}

float begin_of(const TextLine& line, const TextSetting& text, float room) {
    if (text.place == Place::centre) return std::max(0.0f, (room - line.width) / 2);
    if (text.place == Place::end) return std::max(0.0f, room - line.width);
    return line.x;
}

/// Strong parts lie over the line, which has them as well.
void add_strong(std::string_view text, const TextLine& line, const std::vector<Part>& strong,
                const kiosk::Advances& font, Row& row) {
    const Mark whole = row.marks.back();
    for (const Part& part : strong) {
        const std::size_t begin = std::max<std::size_t>(part.begin, line.begin);
        const std::size_t end = std::min<std::size_t>(part.end, line.end);
        if (begin >= end) continue;
        const std::string_view before = text.substr(line.begin, begin - line.begin);
        row.marks.push_back(text_mark(whole.x + kiosk::text_width(font, before, whole.em), whole.y,
                                      text.substr(begin, end - begin), whole.em, true));
    }
}

/// Neither the first nor the last line of several stands alone on a page.
void hold_together(std::vector<Row>& rows, std::size_t first) {
    if (rows.size() - first < 2) return;
    rows[first].with_next = true;
    rows[rows.size() - 2].with_next = true;
}

TextSetting setting_of(const PrintedBlock& block, const Sheet& sheet) {
    TextSetting out;
    out.place = block.place;
    out.strong = block.strong;
    out.em = block.small ? sheet.small : sheet.body;
    if (block.kind == Kind::heading) {
        out.place = sheet.roll ? Place::start : Place::indented;
        out.strong = block.level <= 2;
    } else if (block.kind == Kind::title) {
        out.em = sheet.title;
        out.place = Place::centre;
        out.strong = true;
    } else if (block.strong) {
        out.em = std::round(sheet.body * kLarge);
    }
    out.balanced = out.place == Place::centre;
    out.line = std::round(out.em * (block.kind == Kind::title ? kTitleLeading : sheet.leading));
    return out;
}

void add_pair(const PrintedBlock& block, const Setting& setting, std::vector<Row>& rows) {
    const Sheet& sheet = setting.sheet;
    TextSetting text = setting_of(block, sheet);
    text.balanced = false;
    const float room = sheet.text_width();
    const float value = kiosk::text_width(setting.font, block.value, text.em);
    std::vector<Part> strong;
    const std::string name = joined(block.runs, strong);
    const bool fits = kiosk::text_width(setting.font, name, text.em) + text.em + value <= room;
    if (!fits && value > room * kMostValue) {
        text.place = Place::start;
        add_text(block.runs, text, setting, rows);
        text.place = Place::end;
        rows.back().with_next = true;
        return add_text({{block.value, false}}, text, setting, rows);
    }
    const std::size_t first = rows.size();
    // A long name wraps in what the value leaves, so that no figure stands in the midst of words.
    for (const TextLine& line :
         kiosk::break_lines(setting.font, name, text.em, room - value - text.em)) {
        Row row{.height = text.line};
        row.marks.push_back(
            text_mark(0, (text.line - text.em) / 2,
                      std::string_view(name).substr(line.begin, line.end - line.begin), text.em,
                      text.strong));
        rows.push_back(std::move(row));
    }
    rows.back().marks.push_back(
        text_mark(room - value, (text.line - text.em) / 2, block.value, text.em, text.strong));
    hold_together(rows, first);
}

Status add_code(const PrintedBlock& block, const Setting& setting, std::vector<Row>& rows) {
    const auto code = kiosk::qr_modules(block.value);
    if (!code) return ErrorCode::print_too_long;
    const Sheet& sheet = setting.sheet;
    // Three dots or more: the largest code has 105 modules, the narrowest paper 376 dots.
    const int module = std::min(
        sheet.module, static_cast<int>(sheet.text_width() / static_cast<float>(code->whole())));
    const auto side = static_cast<float>(module);
    const float whole = side * static_cast<float>(code->whole());
    // The quiet zone is white, and so is the paper beside it.
    const float corner = side * static_cast<float>(kiosk::kQuietModules);
    const float left = std::round((sheet.text_width() - whole) / 2) + corner;
    Row row{.height = whole};
    for (const kiosk::QrRun& run : code->runs) {
        Mark mark;
        mark.x = left + side * static_cast<float>(run.x);
        mark.y = corner + side * static_cast<float>(run.y);
        mark.width = side * static_cast<float>(run.length);
        mark.height = side;
        row.marks.push_back(std::move(mark));
    }
    rows.push_back(std::move(row));
    return {};
}

void add_rule(const Setting& setting, std::vector<Row>& rows) {
    const Sheet& sheet = setting.sheet;
    add_space(sheet.gap, rows);
    Mark line;
    line.width = sheet.text_width();
    line.height = sheet.line;
    Row row{.height = sheet.line};
    row.marks.push_back(line);
    rows.push_back(std::move(row));
    add_space(sheet.gap, rows);
}

}  // namespace

void add_space(float height, std::vector<Row>& rows) {
    if (rows.empty() || rows.back().space) return;
    Row row{.height = height, .with_next = rows.back().with_next};
    row.space = true;
    rows.push_back(std::move(row));
}

void add_text(const std::vector<PrintedRun>& runs, const TextSetting& text, const Setting& setting,
              std::vector<Row>& rows) {
    std::vector<Part> strong;
    const std::string words = joined(runs, strong);
    const bool signature = text.place == Place::end && !setting.sheet.roll;
    const float room = setting.sheet.text_width() - (signature ? kIndentEm * text.em : 0);
    const float indent = text.place == Place::indented ? kIndentEm * text.em : 0;
    const auto lines = text.balanced
                           ? kiosk::balanced_lines(setting.font, words, text.em, room)
                           : kiosk::break_lines(setting.font, words, text.em, room, indent);
    const std::size_t first = rows.size();
    for (const TextLine& line : lines) {
        Row row{.height = text.line};
        row.marks.push_back(
            text_mark(begin_of(line, text, room), (text.line - text.em) / 2,
                      std::string_view(words).substr(line.begin, line.end - line.begin), text.em,
                      text.strong));
        if (!text.strong) add_strong(words, line, strong, setting.font, row);
        rows.push_back(std::move(row));
    }
    hold_together(rows, first);
}

Status add_block(const PrintedBlock& block, const Setting& setting, std::vector<Row>& rows) {
    switch (block.kind) {
        case Kind::title:
        case Kind::heading: {
            const std::size_t first = rows.size();
            add_text(block.runs, setting_of(block, setting.sheet), setting, rows);
            // A heading belongs to what it is above of.
            for (std::size_t i = first; i < rows.size(); ++i) rows[i].with_next = true;
            return {};
        }
        case Kind::text:
            // A signature alone on a page signs nothing.
            if (block.place == Place::end && !rows.empty()) rows.back().with_next = true;
            add_text(block.runs, setting_of(block, setting.sheet), setting, rows);
            return {};
        case Kind::pair:
            add_pair(block, setting, rows);
            return {};
        case Kind::table:
            return add_table(block, setting, rows);
        case Kind::qr:
            return add_code(block, setting, rows);
        case Kind::rule:
            add_rule(setting, rows);
            return {};
    }
    return {};
}

}  // namespace xf::native
