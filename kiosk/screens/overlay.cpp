#include "kiosk/screens/overlay.hpp"

#include <algorithm>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/dialog.hpp"

namespace xf::kiosk::screens {
namespace {

/// Errors after which nothing is wrong with the person's matter look milder.
struct Face {
    Mood mood;
    Icon icon;
    Text title;
};

Face face_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::no_network:
            return {Mood::warn, Icon::offline, Text::message_no_network};
        case ErrorCode::wrong_pin:
        case ErrorCode::wrong_login:
            return {Mood::warn, Icon::lock, Text::message_wrong_pin};
        case ErrorCode::unknown_claim:
            return {Mood::warn, Icon::search, Text::message_claim};
        case ErrorCode::claim_locked:
        case ErrorCode::locked_out:
            return {Mood::warn, Icon::clock, Text::message_wait};
        case ErrorCode::login_ended:
            return {Mood::plain, Icon::lock, Text::message_login_ended};
        case ErrorCode::unsent_left:
            return {Mood::warn, Icon::cloud, Text::message_unsent_left};
        case ErrorCode::unknown_card:
            return {Mood::warn, Icon::card, Text::message_card};
        case ErrorCode::over_lease:
        case ErrorCode::out_of_stock:
            return {Mood::warn, Icon::shop, Text::message_cannot_redeem};
        case ErrorCode::nothing_entered:
        case ErrorCode::not_signed_in:
            return {Mood::plain, Icon::info, Text::message_missing};
        case ErrorCode::no_printer:
        case ErrorCode::no_paper:
        case ErrorCode::print_busy:
        case ErrorCode::print_too_long:
        case ErrorCode::print_failed:
            return {Mood::warn, Icon::printer, Text::message_print};
        case ErrorCode::log_changed:
            return {Mood::bad, Icon::tampered, Text::message_log_changed};
        default:
            return {Mood::warn, Icon::warning, Text::message_failed};
    }
}

std::string body_of(const app::Message& message) {
    std::string body(error_text(message.code));
    if (message.retry_after_s > 0)
        body += "\n" + format(Text::message_retry_after, {number(message.retry_after_s)});
    if (message.available)
        body += "\n" + format(Text::message_available, {number(*message.available)});
    return body;
}

void draw_message(const app::Message& message, Ui& ui) {
    const Face face = face_of(message.code);
    // By its code: a press meant for one message never dismisses the next unseen.
    const std::string key = "message." + std::string(name_of(message.code));
    const DialogSpec spec = {.key = key,
                             .mood = face.mood,
                             .icon = face.icon,
                             .title = std::string(tr(face.title)),
                             .body = body_of(message)};
    const ButtonSpec ok[] = {
        {.key = "ok", .label = tr(Text::action_understood), .kind = ButtonKind::primary}};
    if (dialog(ui, spec, ok) == 0) ui.submit(app::DismissMessage{});
}

void draw_countdown(std::uint32_t seconds, Ui& ui) {
    const DialogSpec spec = {.key = "idle",
                             .icon = Icon::clock,
                             .title = std::string(tr(Text::idle_title)),
                             .body = std::string(tr(Text::idle_body)),
                             .figure = number(seconds),
                             .covers = true};
    const ButtonSpec choices[] = {
        {.key = "leave", .label = tr(Text::action_leave)},
        {.key = "stay",
         .label = tr(Text::idle_stay),
         .kind = ButtonKind::primary,
         .type = Type::title},
    };
    const int pressed = dialog(ui, spec, choices);
    if (pressed == 0) ui.submit(app::SignOff{});
    if (pressed == 1) ui.submit(app::StillHere{});
}

}  // namespace

void draw_overlay(const app::Snapshot& snapshot, Ui& ui) {
    if (snapshot.idle_countdown_s > 0)
        draw_countdown(snapshot.idle_countdown_s, ui);
    else if (snapshot.message)
        draw_message(*snapshot.message, ui);
}

bool needs_persistence_warning(const app::Snapshot& snapshot) {
    // A phone keeps a copy of what the hub has: nobody's goods depend on it.
    return snapshot.persistence != app::Persistence::durable &&
           snapshot.role != app::DeviceRole::phone;
}

BannerSpec persistence_warning(const app::Snapshot& snapshot) {
    const bool substitute = snapshot.persistence == app::Persistence::substitute;
    return {.mood = Mood::warn,
            .icon = Icon::warning,
            .title = std::string(
                tr(substitute ? Text::persistence_substitute_title : Text::persistence_title)),
            .detail = std::string(
                tr(substitute ? Text::persistence_substitute_detail : Text::persistence_detail))};
}

namespace {

/// The hub takes nothing from this device: said everywhere, and mended from here, unless a program has
/// to be updated.
Rect below_refusal(Ui& ui, ErrorCode why, Rect r) {
    float y = r.y + banner(ui, r,
                           {.mood = Mood::bad,
                            .icon = Icon::warning,
                            .title = std::string(tr(Text::enrol_refused)),
                            .detail = std::string(error_text(why)),
                            .alert = true});
    y += ui.space(kSmall);
    if (why == ErrorCode::unsupported_version) return {r.x, y, r.w, r.bottom() - y};
    const ButtonSpec again = {.key = "enrol_again", .label = tr(Text::enrol_again)};
    const float width = std::min(r.w, button_width(ui, again));
    if (button(ui, {r.x, y, width, ui.m.target}, again)) ui.submit(app::GoTo{app::Place::enrol});
    y += ui.m.target + ui.space(kMedium);
    return {r.x, y, r.w, r.bottom() - y};
}

}  // namespace

Rect below_warnings(Ui& ui, const app::Snapshot& snapshot, Rect r) {
    if (snapshot.freshness.refused) return below_refusal(ui, *snapshot.freshness.refused, r);
    if (!needs_persistence_warning(snapshot)) return r;
    const float height = banner(ui, r, persistence_warning(snapshot)) + ui.space(kMedium);
    return {r.x, r.y + height, r.w, r.h - height};
}

}  // namespace xf::kiosk::screens
