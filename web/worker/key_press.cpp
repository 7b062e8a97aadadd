#include "web/worker/key_press.hpp"

#include <array>
#include <utility>

namespace xf::web {

char KeyPress::character() const {
    if (key.size() == 1) return key[0];
    if (key != "Process" && key != "Unidentified") return 0;
    if (code.size() == 4 && code.starts_with("Key")) {
        const char capital = code[3];
        return shift ? capital : static_cast<char>(capital - 'A' + 'a');
    }
    if (code.size() == 6 && code.starts_with("Digit") && !shift) return code[5];
    if (code == "Semicolon") return shift ? ':' : ';';
    if (code == "Minus" && !shift) return '-';
    return 0;
}

std::optional<kiosk::Key> KeyPress::moving_key() const {
    using kiosk::Key;
    static constexpr std::array<std::pair<std::string_view, Key>, 12> kKeys{{
        {"ArrowUp", Key::up},
        {"ArrowDown", Key::down},
        {"ArrowLeft", Key::left},
        {"ArrowRight", Key::right},
        {"Tab", Key::tab},
        {"Enter", Key::enter},
        {"Escape", Key::escape},
        {"PageUp", Key::page_up},
        {"PageDown", Key::page_down},
        {"Home", Key::home},
        {"End", Key::end},
        {"Backspace", Key::backspace},
    }};
    for (const auto& [name, moving] : kKeys) {
        if (name == key) return moving == Key::tab && shift ? Key::back_tab : moving;
    }
    return std::nullopt;
}

}  // namespace xf::web
