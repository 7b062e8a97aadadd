#include "kiosk/screens/print_words.hpp"

namespace xf::kiosk::screens {

using app::PrintState;

ButtonSpec print_button(PrintState state, Text first) {
    const bool running = state == PrintState::printing;
    const Text label = running                        ? Text::print_running
                       : state == PrintState::printed ? Text::print_again
                                                      : first;
    return {.key = "print", .label = tr(label), .icon = Icon::printer, .enabled = !running};
}

std::string_view print_hint(PrintState state, std::string_view hint) {
    if (state == PrintState::printing) return tr(Text::print_running);
    return state == PrintState::printed ? tr(Text::print_done) : hint;
}

}  // namespace xf::kiosk::screens
