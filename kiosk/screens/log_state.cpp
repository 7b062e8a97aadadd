#include "kiosk/screens/log_state.hpp"

namespace xf::kiosk::screens {
namespace {

constexpr std::size_t kShownDigits = 12;  // of the root: enough to compare with the printed notice

std::string short_root(const std::string& root) {
    std::string out;
    for (std::size_t i = 0; i < root.size() && i < kShownDigits; ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += root[i];
    }
    return out;
}

}  // namespace

BannerSpec banner_of(const app::LogState& log, UnixTime now) {
    using Verdict = app::LogState::Verdict;
    const std::string size = number(static_cast<std::int64_t>(log.size));
    switch (log.verdict) {
        case Verdict::verified:
            return {
                .mood = Mood::good,
                .icon = Icon::verified,
                .title = format(Text::log_verified, {size}),
                .detail = format(
                    log.first_use ? Text::log_first_use_detail : Text::log_verified_detail,
                    {short_root(log.root), log.checked_at ? moment_text(*log.checked_at, now)
                                                          : std::string(tr(Text::fresh_never))})};
        case Verdict::changed:
            return {.mood = Mood::bad,
                    .icon = Icon::tampered,
                    .title = std::string(tr(Text::log_changed)),
                    .detail = std::string(tr(Text::log_changed_detail)),
                    .alert = true};
        case Verdict::incomplete:
            return {.mood = Mood::warn,
                    .icon = Icon::warning,
                    .title = std::string(tr(Text::log_incomplete)),
                    .detail = std::string(tr(Text::log_incomplete_detail))};
        case Verdict::none_yet:
            break;
    }
    return {.mood = Mood::plain,
            .icon = Icon::info,
            .title = std::string(tr(Text::log_none)),
            .detail = std::string(tr(Text::log_none_detail))};
}

Rect below_alarm(Ui& ui, Rect r, const app::LogState& log, UnixTime now) {
    if (log.verdict != app::LogState::Verdict::changed) return r;
    const float used = banner(ui, r, banner_of(log, now)) + ui.space(kMedium);
    return {r.x, r.y + used, r.w, r.h - used};
}

}  // namespace xf::kiosk::screens
