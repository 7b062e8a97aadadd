// The fields of a publication's form: what they are called, and how they are typed.
#pragma once

#include "kiosk/widgets/text_field.hpp"

namespace xf::kiosk::screens {

/// Height of all of them, a long text in a few lines.
float form_fields_height(const Ui& ui, const std::vector<app::FormField>& fields);
bool has_numbers(const std::vector<app::FormField>& fields);

/// Draws them from the top of `r`, within its height, and gives what stands in them, in their order.
/// `pad`: where keys for numbers stand; without width there are none.
std::vector<std::string> form_fields(Ui& ui, Rect r, const std::vector<app::FormField>& fields,
                                     Rect pad);

}  // namespace xf::kiosk::screens
