#include "kiosk/ui/text_model.hpp"

#include <algorithm>

#include "kiosk/paint/utf8.hpp"

namespace xf::kiosk {

void TextModel::take(const TextState& state) {
    const std::size_t room = max_bytes == 0 ? state.text.size() : max_bytes;
    const std::size_t size = boundary_before(state.text, std::min(room, state.text.size()));
    if (size < state.text.size()) ++revision;
    value.assign(state.text.substr(0, size));
    const auto place = [this](std::size_t at) { return boundary_before(value, at); };
    selection_begin = place(state.selection_begin);
    selection_end = std::max(selection_begin, place(state.selection_end));
    composition_begin = place(state.composition_begin);
    composition_end = std::max(composition_begin, place(state.composition_end));
}

void TextModel::set(std::string_view text) {
    value.assign(text);
    selection_begin = selection_end = value.size();
    composition_begin = composition_end = 0;
    ++revision;
}

}  // namespace xf::kiosk
