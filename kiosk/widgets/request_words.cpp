#include "kiosk/widgets/request_words.hpp"

namespace xf::kiosk {
namespace {

using app::RequestState;

/// Waiting for somebody of that level to take it up.
Text waiting_text(app::RequestLevel level) {
    switch (level) {
        case app::RequestLevel::village:
            return Text::holder_village_waits;
        case app::RequestLevel::town:
            return Text::holder_town_waits;
        case app::RequestLevel::county:
            break;
    }
    return Text::holder_county;
}

}  // namespace

std::string holder_text(const app::RequestItem& item, bool asks) {
    switch (item.state) {
        case RequestState::accepted: {
            const std::string level(level_text(item.level));
            return item.holder.empty() ? format(Text::holder_at_work, {level})
                                       : format(Text::holder_staff, {level, item.holder});
        }
        case RequestState::finished:
            return std::string(tr(asks ? Text::holder_you : Text::holder_resident));
        case RequestState::closed:
            return std::string(tr(Text::holder_nobody));
        default:
            return std::string(tr(waiting_text(item.level)));
    }
}

std::string clock_text(const app::RequestItem& item) {
    if (!item.due) return {};
    const bool visit = item.state == RequestState::finished;
    if (item.days_left < 0)
        return format(visit ? Text::clock_visit_late : Text::clock_late, {number(-item.days_left)});
    if (item.days_left == 0)
        return std::string(tr(visit ? Text::clock_visit_today : Text::clock_today));
    return format(visit ? Text::clock_visit_left : Text::clock_left, {number(item.days_left)});
}

std::string_view level_text(app::RequestLevel level) {
    switch (level) {
        case app::RequestLevel::village:
            return tr(Text::level_village);
        case app::RequestLevel::town:
            return tr(Text::level_town);
        case app::RequestLevel::county:
            break;
    }
    return tr(Text::level_county);
}

std::string_view answer_text(app::RequestAnswer answer) {
    switch (answer) {
        case app::RequestAnswer::satisfied:
            return tr(Text::answer_satisfied);
        case app::RequestAnswer::mostly:
            return tr(Text::answer_mostly);
        case app::RequestAnswer::not_solved:
            break;
    }
    return tr(Text::answer_not_solved);
}

std::string_view cause_text(app::RequestCause cause) {
    switch (cause) {
        case app::RequestCause::nobody_came:
            return tr(Text::cause_nobody_came);
        case app::RequestCause::half_done:
            return tr(Text::cause_half_done);
        case app::RequestCause::again:
            return tr(Text::cause_again);
        case app::RequestCause::other:
        case app::RequestCause::none:
            break;
    }
    return {};
}

}  // namespace xf::kiosk
