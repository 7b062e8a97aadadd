#include "kiosk/widgets/badge.hpp"

namespace xf::kiosk {

using app::RecordState;
using app::RequestCategory;
using app::RequestState;

BadgeSpec badge_of(RecordState state) {
    switch (state) {
        case RecordState::saved:
            return {Mood::plain, Icon::saved, tr(Text::state_saved)};
        case RecordState::reported:
            return {Mood::good, Icon::cloud, tr(Text::state_reported)};
        case RecordState::rejected:
            return {Mood::bad, Icon::rejected, tr(Text::state_rejected)};
    }
    return {};
}

BadgeSpec badge_of(RequestState state) {
    switch (state) {
        case RequestState::filed:
            return {Mood::warn, Icon::clock, tr(Text::request_filed)};
        case RequestState::accepted:
            return {Mood::warn, Icon::hand, tr(Text::request_accepted)};
        case RequestState::finished:
            return {Mood::warn, Icon::check, tr(Text::request_finished)};
        case RequestState::closed:
            return {Mood::good, Icon::done, tr(Text::request_closed)};
        case RequestState::reopened:
            return {Mood::bad, Icon::sync, tr(Text::request_reopened)};
        case RequestState::handed_on:
            return {Mood::warn, Icon::next, tr(Text::request_handed_on)};
        case RequestState::visited:
            return {Mood::plain, Icon::people, tr(Text::request_visited)};
    }
    return {};
}

BadgeSpec badge_of(app::MatterState state) {
    using State = app::MatterState;
    switch (state) {
        case State::running:
            return {Mood::plain, Icon::sync, tr(Text::matter_running)};
        case State::publicity:
            return {Mood::warn, Icon::notices, tr(Text::matter_publicity)};
        case State::awaiting:
            return {Mood::warn, Icon::clock, tr(Text::matter_awaiting)};
        case State::overdue:
            return {Mood::bad, Icon::warning, tr(Text::matter_overdue)};
        case State::done:
            return {Mood::good, Icon::check, tr(Text::matter_done)};
    }
    return {};
}

BadgeSpec badge_of(app::HandedIn state) {
    switch (state) {
        case app::HandedIn::saved:
            return badge_of(app::RecordState::saved);
        case app::HandedIn::reported:
            return badge_of(app::RecordState::reported);
        case app::HandedIn::published:
            return {Mood::good, Icon::verified, tr(Text::publish_published)};
        case app::HandedIn::withdrawn:
            return {Mood::warn, Icon::rejected, tr(Text::publish_withdrawn)};
        case app::HandedIn::rejected:
            return badge_of(app::RecordState::rejected);
    }
    return {};
}

BadgeSpec badge_of(const app::AwardItem& award) {
    using Stage = app::AwardStage;
    if (award.unreviewed) return {Mood::warn, Icon::clock, tr(Text::award_stage_unreviewed)};
    switch (award.stage) {
        case Stage::proposed:
            return {Mood::plain, Icon::saved, tr(Text::award_stage_proposed)};
        case Stage::waiting:
            return {Mood::warn, Icon::clock, tr(Text::award_stage_waiting)};
        case Stage::approved:
            return {Mood::good, Icon::check, tr(Text::award_stage_approved)};
        case Stage::shown:
            return {Mood::warn, Icon::flag, tr(Text::award_stage_shown)};
        case Stage::objected:
            return {Mood::bad, Icon::warning, tr(Text::award_stage_objected)};
        case Stage::posted:
            return {Mood::good, Icon::done, tr(Text::award_stage_posted)};
        case Stage::returned:
            return {Mood::bad, Icon::cross, tr(Text::award_stage_returned)};
        case Stage::refused:
            return {Mood::bad, Icon::rejected, tr(Text::award_stage_refused)};
        case Stage::revoked:
            return {Mood::warn, Icon::sync, tr(Text::award_stage_revoked)};
        case Stage::reversed:
            return {Mood::bad, Icon::back, tr(Text::award_stage_reversed)};
    }
    return {};
}

BadgeSpec demo_badge() { return {Mood::warn, Icon::none, tr(Text::demo_mark)}; }

float badge_width(Ui& ui, const BadgeSpec& spec) {
    float width = ui.width_of(spec.word, Type::small) + 2 * ui.space(kSmall);
    if (spec.icon != Icon::none) width += ui.m.icon_small + ui.space(kTiny);
    return width;
}

float badge(Ui& ui, Rect r, const BadgeSpec& spec) {
    const float width = badge_width(ui, spec);
    const Rect pill = {r.x, r.y + (r.h - ui.m.badge) / 2, width, ui.m.badge};
    ui.paint.box(pill, ground_of(spec.mood), ui.m.badge / 2);
    float x = pill.x + ui.space(kSmall);
    const Tone tone = text_of(spec.mood);
    if (spec.icon != Icon::none) {
        draw_icon(ui, {x, pill.y, ui.m.icon_small, pill.h}, ui.m.icon_small, spec.icon, tone);
        x += ui.m.icon_small + ui.space(kTiny);
    }
    ui.label({x, pill.y, pill.right() - x, pill.h}, spec.word, {.type = Type::small, .tone = tone});
    return width;
}

namespace {

/// Calls `draw(x, y, spec)` with the place of each; returns the height of all.
template <typename Draw>
float place_badges(Ui& ui, float width, std::span<const BadgeSpec> specs, Draw draw) {
    float x = 0, y = 0;
    for (const BadgeSpec& spec : specs) {
        const float own = badge_width(ui, spec);
        if (x > 0 && x + own > width) {
            x = 0;
            y += ui.m.badge + ui.space(kTiny);
        }
        draw(x, y, spec);
        x += own + ui.space(kTiny);
    }
    return specs.empty() ? 0 : y + ui.m.badge;
}

}  // namespace

float badges(Ui& ui, Rect r, std::span<const BadgeSpec> specs) {
    return place_badges(ui, r.w, specs, [&](float x, float y, const BadgeSpec& spec) {
        badge(ui, {r.x + x, r.y + y, 0, ui.m.badge}, spec);
    });
}

float badges_height(Ui& ui, float width, std::span<const BadgeSpec> specs) {
    return place_badges(ui, width, specs, [](float, float, const BadgeSpec&) {});
}

std::string_view word_of(RequestCategory category) {
    switch (category) {
        case RequestCategory::environment:
            return tr(Text::category_environment);
        case RequestCategory::roads:
            return tr(Text::category_roads);
        case RequestCategory::water_power:
            return tr(Text::category_water_power);
        case RequestCategory::neighbours:
            return tr(Text::category_neighbours);
        case RequestCategory::welfare:
            return tr(Text::category_welfare);
        case RequestCategory::other:
            return tr(Text::category_other);
    }
    return {};
}

Icon icon_of(RequestCategory category) {
    switch (category) {
        case RequestCategory::environment:
            return Icon::environment;
        case RequestCategory::roads:
            return Icon::roads;
        case RequestCategory::water_power:
            return Icon::water_power;
        case RequestCategory::neighbours:
            return Icon::neighbours;
        case RequestCategory::welfare:
            return Icon::welfare;
        case RequestCategory::other:
            return Icon::other;
    }
    return Icon::other;
}

}  // namespace xf::kiosk
