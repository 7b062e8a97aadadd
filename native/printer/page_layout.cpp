#include "native/printer/page_layout.hpp"

#include <cmath>

#include "kiosk/paint/text_layout.hpp"
#include "shared/base/limits.hpp"

namespace xf::native {
namespace {

using ports::PrintedBlock;
using Kind = PrintedBlock::Kind;
using Place = PrintedBlock::Place;

constexpr float kFootLeading = 1.5f;
// Rows that want to stay together do so up to this share of a page.
constexpr float kMostHeld = 0.5f;
constexpr float kMostHead = 0.25f;

/// Title, letterhead and number: the text begins below them.
bool is_head(const PrintedBlock& block) {
    return block.kind == Kind::title || (block.kind == Kind::text && block.place == Place::centre);
}

/// Stands apart from what is above it.
bool begins_part(const PrintedBlock& block) {
    const bool remark = block.kind == Kind::text && block.small && block.place == Place::start;
    return remark || block.kind == Kind::title || block.kind == Kind::qr ||
           (block.kind == Kind::heading && block.level == 1);
}

Result<std::vector<Row>> rows_of(const ports::PrintedDocument& document, const Setting& setting) {
    std::vector<Row> rows;
    const PrintedBlock* before = nullptr;
    for (const PrintedBlock& block : document.blocks) {
        const bool below_head = before && is_head(*before) && !is_head(block);
        if (below_head || begins_part(block)) add_space(setting.sheet.gap, rows);
        XF_TRY(add_block(block, setting, rows));
        before = &block;
    }
    return rows;
}

/// Lines of small type: a remark at the end of a receipt, or what stands below every page.
std::vector<Row> foot_of(const std::vector<std::string>& lines, const Setting& setting) {
    std::vector<Row> rows;
    TextSetting text;
    text.em = setting.sheet.small;
    text.line = std::round(text.em * kFootLeading);
    text.place = setting.sheet.roll ? Place::centre : Place::start;
    for (const std::string& line : lines) add_text({{line, false}}, text, setting, rows);
    return rows;
}

void place(const Row& row, float left, float top, PageLayout& page) {
    for (Mark mark : row.marks) {
        mark.x += left;
        mark.y += top;
        page.marks.push_back(std::move(mark));
    }
}

float height_of(const std::vector<Row>& rows) {
    float out = 0;
    for (const Row& row : rows) out += row.height;
    return out;
}

/// What has to lie on the page where row `i` lies.
float held_height(const std::vector<Row>& rows, std::size_t i, float most) {
    float out = rows[i].height;
    while (rows[i].with_next && i + 1 < rows.size() && out + rows[i + 1].height <= most)
        out += rows[++i].height;
    return out;
}

/// Fills page after page.
class Pages {
public:
    Pages(const Sheet& sheet, float body) : sheet_(sheet), body_(body) {}

    Status run(const std::vector<Row>& rows) {
        XF_TRY(begin());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = rows[i];
            if (y_ > 0 && y_ + held_height(rows, i, body_ * kMostHeld) > body_) XF_TRY(turn(row));
            if (row.space && y_ == 0) continue;
            put(row);
        }
        return {};
    }
    std::vector<PageLayout> take() { return std::move(pages_); }

private:
    Status begin() {
        if (pages_.size() == limits::kPrintPages)
            return Error{ErrorCode::print_too_long, "too many pages"};
        pages_.emplace_back().height = sheet_.height;
        y_ = 0;
        return {};
    }
    Status turn(const Row& next) {
        XF_TRY(begin());
        if (next.head && height_of(*next.head) <= body_ * kMostHead)
            for (const Row& row : *next.head) put(row);
        return {};
    }
    void put(const Row& row) {
        place(row, sheet_.left, sheet_.top + y_, pages_.back());
        y_ += row.height;
    }

    const Sheet& sheet_;
    const float body_;  ///< height that the text may take
    std::vector<PageLayout> pages_;
    float y_ = 0;
};

/// "— 2 / 3 —", as official documents have it, and of how many.
void number_page(std::size_t page, std::size_t count, const Setting& setting, float y,
                 PageLayout& out) {
    const Sheet& sheet = setting.sheet;
    Mark mark;
    mark.text = "— " + std::to_string(page) + " / " + std::to_string(count) + " —";
    mark.em = sheet.small;
    mark.x =
        sheet.left + (sheet.text_width() - kiosk::text_width(setting.font, mark.text, mark.em)) / 2;
    mark.y = y;
    out.marks.push_back(std::move(mark));
}

Result<std::vector<PageLayout>> lay_out_pages(const std::vector<Row>& rows,
                                              const std::vector<Row>& foot,
                                              const Setting& setting) {
    const Sheet& sheet = setting.sheet;
    const float number = std::round(sheet.small * kFootLeading);
    const float foot_height = sheet.line + sheet.gap + height_of(foot) + number;
    const float foot_top = static_cast<float>(sheet.height) - sheet.bottom - foot_height;
    Pages filling(sheet, foot_top - sheet.gap - sheet.top);
    XF_TRY(filling.run(rows));
    std::vector<PageLayout> pages = filling.take();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        Mark rule;
        rule.x = sheet.left;
        rule.y = foot_top;
        rule.width = sheet.text_width();
        rule.height = sheet.line;
        if (!foot.empty()) pages[i].marks.push_back(std::move(rule));
        float y = foot_top + sheet.line + sheet.gap / 2;
        for (const Row& row : foot) {
            place(row, sheet.left, y, pages[i]);
            y += row.height;
        }
        number_page(i + 1, pages.size(), setting, y + sheet.gap / 2, pages[i]);
    }
    return pages;
}

Result<std::vector<PageLayout>> lay_out_roll(const std::vector<Row>& rows, const Sheet& sheet) {
    const float height = sheet.top + height_of(rows) + sheet.bottom;
    if (height > static_cast<float>(sheet.height))
        return Error{ErrorCode::print_too_long, "a receipt of more than kReceiptMm"};
    PageLayout page;
    page.height = static_cast<int>(std::ceil(height));
    float y = sheet.top;
    for (const Row& row : rows) {
        place(row, sheet.left, y, page);
        y += row.height;
    }
    std::vector<PageLayout> out;
    out.push_back(std::move(page));
    return out;
}

}  // namespace

Result<std::vector<PageLayout>> lay_out(const ports::PrintedDocument& document,
                                        const kiosk::Advances& font) {
    const Setting setting{sheet_of(document.paper), font};
    XF_ASSIGN(std::vector<Row> rows, rows_of(document, setting));
    std::vector<Row> foot = foot_of(document.foot, setting);
    if (!setting.sheet.roll) return lay_out_pages(rows, foot, setting);
    if (!foot.empty()) add_space(setting.sheet.gap, rows);
    std::move(foot.begin(), foot.end(), std::back_inserter(rows));
    return lay_out_roll(rows, setting.sheet);
}

}  // namespace xf::native
