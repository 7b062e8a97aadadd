#include "kiosk/widgets/page_rail.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/paint/utf8.hpp"

namespace xf::kiosk {
namespace {

constexpr float kReadAt = 0.2f;     // of the view: what stands there is being read
constexpr float kSlimShare = 0.6f;  // of a target: the rail as it looks on a phone
constexpr std::size_t kLabelCharacters = 2;

struct Stop {
    std::string label;  ///< one or two characters
    std::string name;
    float y = 0;  ///< of the scrolled content
};

/// "三" of "三、办事指南", "2" of "2. …"; else the stop's own number.
std::string label_of(std::string_view heading, std::size_t index) {
    std::size_t at = 0;
    for (std::size_t i = 0; i <= kLabelCharacters && at < heading.size(); ++i) {
        const std::size_t begin = at;
        const char32_t c = next_character(heading, at);
        if (i > 0 && (c == U'、' || c == U'.' || c == U'．'))
            return std::string(heading.substr(0, begin));
    }
    return std::to_string(index + 1);
}

/// The document's main parts, if that many can stand beside each other; else its pages.
std::vector<Stop> stops_of(const DocumentLayout& layout, float top, float view, float content,
                           std::size_t most) {
    std::vector<DocumentLayout::Heading> parts = layout.headings();
    std::uint8_t level = UINT8_MAX;
    for (const auto& part : parts) level = std::min(level, part.level);
    std::erase_if(parts, [level](const auto& part) { return part.level != level; });
    std::vector<Stop> out;
    if (parts.size() >= 2 && parts.size() < most) {
        out.push_back(
            {std::string(tr(Text::reading_head)), std::string(tr(Text::reading_to_head)), 0});
        for (std::size_t i = 0; i < parts.size(); ++i)
            out.push_back({label_of(parts[i].text, i), format(Text::reading_to, {parts[i].text}),
                           top + parts[i].y});
        return out;
    }
    const auto pages = static_cast<std::size_t>(std::ceil(content / view));
    const std::size_t count = std::clamp<std::size_t>(pages, 2, most);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string page = number(static_cast<std::int64_t>(i + 1));
        out.push_back({page, format(Text::reading_to_page, {page}),
                       content * static_cast<float>(i) / static_cast<float>(count)});
    }
    return out;
}

class Rail {
public:
    Rail(Ui& ui, Rect r, Scroller& scroller, std::vector<Stop> stops)
        : ui_(ui), r_(r), scroller_(scroller), stops_(std::move(stops)) {
        slot_ = r.h / static_cast<float>(stops_.size());
    }

    void draw() {
        const float slim = std::min(page_rail_width(ui_), r_.w);
        const Rect ground = {r_.right() - slim, r_.y, slim, r_.h};
        ui_.paint.box(ground, Tone::surface, slim / 2);
        ui_.paint.outline(ground, Tone::line, slim / 2, ui_.m.hairline);
        const Group group(ui_, Role::group, "rail", tr(Text::reading_parts), r_);
        const std::size_t now = current();
        for (std::size_t i = 0; i < stops_.size(); ++i) draw_stop(i, i == now, slim);
    }

private:
    std::size_t current() const {
        if (scroller_.y() < 1) return 0;
        const bool at_end = scroller_.y() >= scroller_.max_y() - 1;
        const float read = scroller_.y() + scroller_.view().h * (at_end ? 1 : kReadAt);
        std::size_t out = 0;
        for (std::size_t i = 0; i < stops_.size(); ++i)
            if (stops_[i].y <= read) out = i;
        return out;
    }

    void draw_stop(std::size_t i, bool now, float slim) {
        const Rect place = {r_.x, r_.y + slot_ * static_cast<float>(i), r_.w, slot_};
        const Press p = ui_.press("stop" + std::to_string(i), stops_[i].name, place, true, now);
        if (p.held && std::abs(p.finger.y - (place.y + place.h / 2)) > slot_ / 2)
            scroller_.jump(scroller_.x(), content_at(p.finger.y));
        else if (p)
            scroller_.glide(stops_[i].y, ui_.time_ms);
        const Point middle = {r_.right() - slim / 2, place.y + place.h / 2};
        const float radius = std::min(slim, slot_) / 2 - ui_.m.focus_ring;
        if (now) ui_.paint.circle(middle, radius, Tone::accent);
        ui_.label({middle.x - slim / 2, place.y, slim, place.h}, stops_[i].label,
                  {.type = Type::small,
                   .tone = now ? Tone::on_accent : Tone::ink_soft,
                   .align = Align::center,
                   .silent = true});
        ui_.focus_ring(p, {middle.x - radius, middle.y - radius, 2 * radius, 2 * radius}, radius);
    }

    /// Between two stops the document goes on evenly.
    float content_at(float y) const {
        const float share = std::clamp((y - r_.y) / slot_, 0.0f, static_cast<float>(stops_.size()));
        const auto i = std::min(static_cast<std::size_t>(share), stops_.size() - 1);
        const float from = stops_[i].y;
        const float to =
            i + 1 < stops_.size() ? stops_[i + 1].y : scroller_.max_y() + scroller_.view().h;
        return std::min(from + (to - from) * (share - static_cast<float>(i)), scroller_.max_y());
    }

    Ui& ui_;
    Rect r_;
    Scroller& scroller_;
    std::vector<Stop> stops_;
    float slot_ = 0;
};

}  // namespace

float page_rail_width(const Ui& ui) {
    return ui.m.compact() ? std::round(ui.m.target * kSlimShare) : ui.m.target;
}

void page_rail(Ui& ui, Rect r, Scroller& scroller, const DocumentLayout& layout, float top) {
    if (!scroller.scrolls_y() || r.h < 2 * ui.m.target) return;
    const auto most = static_cast<std::size_t>(r.h / ui.m.target);
    const float view = scroller.view().h;
    Rail(ui, r, scroller, stops_of(layout, top, view, view + scroller.max_y(), most)).draw();
}

}  // namespace xf::kiosk
