#include "kiosk/screens/award_rows.hpp"

namespace xf::kiosk::screens {
namespace {

void add(std::string& line, std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += part;
}

/// Why it came to nothing, in a sentence below the row.
std::string note_of(const app::AwardItem& item) {
    using Stage = app::AwardStage;
    if (item.refused) return std::string(error_text(*item.refused));
    if (item.stage == Stage::returned || item.stage == Stage::reversed)
        return std::string(reason_text(item.answer != 0 ? item.answer : item.reason));
    return {};
}

/// What it waits for.
std::string waits_for(const app::AwardItem& item) {
    if (item.stage == app::AwardStage::shown)
        return item.days_left > 0 ? format(Text::awards_days_left, {number(item.days_left)})
                                  : std::string(tr(Text::awards_days_over));
    return item.own ? std::string(tr(Text::awards_own)) : std::string();
}

}  // namespace

std::string_view reason_text(std::uint32_t reason) {
    switch (reason) {
        case 1:
            return tr(Text::award_reason_1);
        case 2:
            return tr(Text::award_reason_2);
        case 16:
            return tr(Text::award_reason_16);
        case 17:
            return tr(Text::award_reason_17);
        case 18:
            return tr(Text::award_reason_18);
        case 19:
            return tr(Text::award_reason_19);
        default:
            return tr(Text::award_reason_other);
    }
}

std::string_view objection_text(std::uint32_t reason) {
    switch (reason) {
        case 1:
            return tr(Text::award_objection_1);
        case 2:
            return tr(Text::award_objection_2);
        case 3:
            return tr(Text::award_objection_3);
        default:
            return tr(Text::award_reason_other);
    }
}

std::string terms_text(const app::RuleItem& rule, UnixTime now) {
    std::string out;
    if (!rule.valid) add(out, tr(Text::rules_not_valid));
    add(out, tr(rule.instant ? Text::rules_instant : Text::rules_reviewed));
    if (rule.publicity_days > 0)
        add(out, format(Text::rules_publicity, {number(rule.publicity_days)}));
    if (rule.needs == app::AwardNeeds::photo) add(out, tr(Text::rules_photo));
    if (rule.needs == app::AwardNeeds::witness) add(out, tr(Text::rules_witness));
    if (rule.cap > 0) add(out, format(Text::rules_cap, {number(rule.cap)}));
    if (rule.until) add(out, format(Text::rules_until, {day_text(*rule.until, now)}));
    return out;
}

RowResult rule_row(Ui& ui, Rect r, const app::RuleItem& rule, UnixTime now, bool pressable) {
    const std::string key = "rule" + std::to_string(rule.no.value);
    const bool gain = rule.points > Points(0);
    return list_row(ui, r,
                    {.key = key,
                     .icon = gain ? Icon::points : Icon::minus,
                     .icon_tone = gain ? Tone::good : Tone::bad,
                     .icon_ground = gain ? Tone::good_soft : Tone::bad_soft,
                     .title = rule.text,
                     .detail = terms_text(rule, now),
                     .amount = signed_number(rule.points),
                     .amount_tone = gain ? Tone::good : Tone::bad,
                     .pressable = pressable,
                     .enabled = rule.valid || !pressable});
}

RowResult award_row(Ui& ui, Rect r, const app::AwardItem& item, UnixTime now, bool with_household) {
    const std::string key = "award" + std::to_string(item.id.device.value) + "-" +
                            std::to_string(item.id.epoch.value) + "-" +
                            std::to_string(item.id.seq.value);
    std::string detail;
    if (with_household) add(detail, item.household);
    add(detail, item.person.empty() ? tr(Text::awards_whole) : std::string_view(item.person));
    add(detail, moment_text(item.at, now));
    add(detail, waits_for(item));
    const BadgeSpec stage = badge_of(item);
    const bool gain = item.points > Points(0);
    return list_row(ui, r,
                    {.key = key,
                     .icon = gain ? Icon::flag : Icon::minus,
                     .title = item.rule,
                     .detail = detail,
                     .amount = signed_number(item.points),
                     .amount_tone = Tone::ink_soft,
                     .badges = {&stage, 1},
                     .note = note_of(item),
                     .pressable = true});
}

}  // namespace xf::kiosk::screens
