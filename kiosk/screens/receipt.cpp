// The receipt, as a slip of paper, with its QR code.
#include <algorithm>
#include <vector>

#include "kiosk/screens/overlay.hpp"
#include "kiosk/screens/print_words.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/badge.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/qr_code.hpp"
#include "kiosk/widgets/scroll_area.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr float kSlipShare = 0.58f;  // of the width, where the code stands beside
// Side of the QR code, of the tallest tile.
constexpr float kCodeShareWide = 0.8f;
constexpr float kCodeShareTall = 0.68f;
constexpr float kCodeShareCompact = 0.9f;

/// A slip with a torn lower edge.
void draw_slip(Ui& ui, Rect r) {
    ui.paint.shadow(r, 0, ui.m.shadow_blur, ui.m.shadow_drop);
    ui.paint.box(r, Tone::surface, ui.m.radius_control, Corners::top);
    const float tooth = ui.space(kSmall);
    const int teeth = std::max(1, static_cast<int>(r.w / tooth));
    const float width = r.w / static_cast<float>(teeth);
    for (int i = 0; i < teeth; ++i) {
        const float x = r.x + width * static_cast<float>(i);
        const Point triangle[] = {
            {x, r.bottom()}, {x + width, r.bottom()}, {x + width / 2, r.bottom() + tooth / 2}};
        ui.paint.polygon(triangle, Tone::surface);
    }
}

class Slip {
public:
    Slip(Ui& ui, Rect r) : ui_(ui), r_(r) {}

    void pair(std::string_view name, std::string_view value, Type type, Tone tone) {
        const float line = ui_.m.line(type);
        const float width = ui_.width_of(value, type) + ui_.space(kSmall);
        ui_.label({r_.x, y(), r_.w - width, line}, name, {.tone = Tone::ink});
        ui_.label(
            {r_.x, y(), r_.w, line}, value,
            {.type = type, .tone = tone, .align = Align::right, .strong = type != Type::body});
        y_ += line;
    }
    void rule() {
        y_ += ui_.space(kTiny);
        const float dash = ui_.space(kSmall);
        for (float x = r_.x; x < r_.right() - dash / 2; x += dash)
            ui_.paint.box({x, y(), dash / 2, ui_.m.hairline}, Tone::edge);
        y_ += ui_.space(kTiny) + ui_.m.hairline;
    }
    void text(std::string_view words, const TextStyle& style) {
        y_ += ui_.text({r_.x, y(), r_.w, 0}, words, style);
    }
    void gap(Space space) { y_ += ui_.space(space); }
    float y() const { return r_.y + y_; }

private:
    Ui& ui_;
    Rect r_;
    float y_ = 0;
};

std::string points_text(Points p) { return format(Text::points_of, {number(p)}); }

void draw_lines(Slip& slip, const app::ReceiptView& v, UnixTime now) {
    slip.text(tr(Text::receipt_done),
              {.type = Type::title, .tone = Tone::accent, .align = Align::center, .strong = true});
    slip.text(v.counter + " · " + moment_text(v.at, now),
              {.type = Type::small, .tone = Tone::ink_soft, .align = Align::center});
    slip.gap(kSmall);
    slip.pair(tr(Text::receipt_number), v.number, Type::body, Tone::ink);
    slip.pair(tr(Text::receipt_household), v.household, Type::body, Tone::ink);
    slip.rule();
    for (const app::ReceiptLine& line : v.lines)
        slip.pair(format(Text::receipt_line, {line.name, number(line.quantity)}),
                  points_text(line.points), Type::body, Tone::ink);
    slip.rule();
    slip.pair(tr(Text::receipt_total), points_text(v.total), Type::title, Tone::accent);
    slip.pair(tr(Text::receipt_left), points_text(v.left), Type::body, Tone::ink);
    slip.gap(kSmall);
}

/// State and what it means.
float draw_state(Ui& ui, Rect r, const app::ReceiptView& v) {
    const BadgeSpec spec = badge_of(v.state);
    const float width = badge_width(ui, spec);
    badge(ui, {r.x + (r.w - width) / 2, r.y, width, ui.m.badge}, spec);
    const Text meaning = v.state == app::RecordState::saved      ? Text::receipt_saved
                         : v.state == app::RecordState::reported ? Text::receipt_reported
                                                                 : Text::receipt_rejected;
    const float y = ui.m.badge + ui.space(kTiny);
    return y + ui.text({r.x, r.y + y, r.w, 0}, tr(meaning),
                       {.type = Type::small,
                        .tone = Tone::ink_soft,
                        .align = Align::center,
                        .loose = true});
}

float draw_code(Ui& ui, Rect r, const app::ReceiptView& v) {
    if (v.qr.empty() || !qr_code(ui, r, "qr", tr(Text::receipt_qr), v.qr)) return 0;
    return r.h + ui.text({r.x, r.bottom() + ui.space(kHair), r.w, 0}, tr(Text::receipt_qr_hint),
                         {.type = Type::small, .tone = Tone::ink_soft, .align = Align::center});
}

/// At the foot of `r`; returns what is left above.
Rect draw_actions(Ui& ui, Rect r, app::PrintState print) {
    const ButtonSpec all[] = {
        print_button(print, Text::print_receipt),
        {.key = "more", .label = tr(Text::receipt_more), .icon = Icon::shop},
        {.key = "finish", .label = tr(Text::receipt_finish), .kind = ButtonKind::primary},
    };
    const std::size_t first = print == app::PrintState::none ? 1 : 0;
    const auto actions = std::span(all).subspan(first);
    const float height = button_row_height(ui, r.w, actions);
    const int row = button_row(ui, {r.x, r.bottom() - height, r.w, height}, actions);
    const int pressed = row < 0 ? row : row + static_cast<int>(first);
    if (pressed == 0) ui.submit(app::Print{});
    if (pressed == 1) ui.submit(app::GoTo{app::Place::counter});
    if (pressed == 2) ui.submit(app::SignOff{});
    return {r.x, r.y, r.w, r.h - height - ui.space(kMedium)};
}

}  // namespace

void draw(const app::ReceiptView& v, const app::Snapshot& s, Ui& ui) {
    Rect r = page(ui, s,
                  {.title = std::string(tr(Text::receipt_title)),
                   .hint = std::string(print_hint(v.print, tr(Text::receipt_hint))),
                   .column = ui.m.column});
    const Rect upper = draw_actions(ui, r, v.print);

    // The slip is long on a phone, so all of it scrolls; where there is room the code stands beside.
    const bool beside = ui.m.wide();
    ScrollArea area(ui, "slip", upper);
    const Rect c = area.column();
    const float pad = ui.space(kLarge);
    const float width = beside ? c.w * kSlipShare : c.w;
    float& slip_height = ui.cache<float>("slip_height");
    const Rect paper = {c.x, c.y + ui.space(kTiny), width, slip_height};
    draw_slip(ui, paper);
    Slip slip(ui, {paper.x + pad, paper.y + pad, paper.w - 2 * pad, 0});
    draw_lines(slip, v, s.now);
    const float code = std::min(ui.m.tile_max * (ui.m.compact() ? kCodeShareCompact
                                                 : ui.m.tall()  ? kCodeShareTall
                                                                : kCodeShareWide),
                                width);
    float bottom = 0;
    if (beside) {
        slip_height = slip.y() + pad - paper.y;
        const float x = paper.right() + ui.space(kHuge);
        float y = paper.y;
        y += draw_code(ui, {x, y, c.right() - x, code}, v) + ui.space(kMedium);
        y += draw_state(ui, {x, y, c.right() - x, 0}, v);
        bottom = std::max(y, paper.y + slip_height);
    } else {
        float y = slip.y();
        y += draw_state(ui, {paper.x + pad, y, paper.w - 2 * pad, 0}, v) + ui.space(kTiny);
        y += draw_code(ui, {paper.x + pad, y, paper.w - 2 * pad, code}, v);
        slip_height = y + pad - paper.y;
        bottom = y + pad;
    }
    area.end(bottom + ui.space(kMedium));
}

}  // namespace xf::kiosk::screens
