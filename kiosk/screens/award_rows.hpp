// Rules and awards as rows of lists, wherever they are shown, and the words of their reasons.
#pragma once

#include "kiosk/widgets/list_row.hpp"

namespace xf::kiosk::screens {

std::string_view reason_text(std::uint32_t reason);
std::string_view objection_text(std::uint32_t reason);

/// What goes with a rule, in one line: how it is given, what it asks for, how often.
std::string terms_text(const app::RuleItem& rule, UnixTime now);

RowResult rule_row(Ui& ui, Rect r, const app::RuleItem& rule, UnixTime now, bool pressable);

/// `with_household`: in lists of several.
RowResult award_row(Ui& ui, Rect r, const app::AwardItem& item, UnixTime now, bool with_household);

}  // namespace xf::kiosk::screens
