#include "native/kiosk/keyboard.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace xf::native {
namespace {

constexpr std::string_view kPlain = "`1234567890-=[]\\;',./ ";
constexpr std::string_view kShifted = "~!@#$%^&*()_+{}|:\"<>? ";
static_assert(kPlain.size() == kShifted.size());

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

char digit_of_pad(SDL_Keycode key) {
    if (key == SDLK_KP_0) return '0';
    if (key >= SDLK_KP_1 && key <= SDLK_KP_9) return static_cast<char>('1' + (key - SDLK_KP_1));
    return 0;
}

}  // namespace

char character_of(const SDL_Keysym& key) {
    if (const char digit = digit_of_pad(key.sym)) return digit;
    if (key.sym < ' ' || key.sym > '~') return 0;
    const auto plain = static_cast<char>(key.sym);
    const bool shift = (key.mod & KMOD_SHIFT) != 0;
    if (is_small_letter(plain)) {
        const bool capital = shift != ((key.mod & KMOD_CAPS) != 0);
        return capital ? static_cast<char>(plain - 'a' + 'A') : plain;
    }
    const std::size_t at = kPlain.find(plain);
    return shift && at != std::string_view::npos ? kShifted[at] : plain;
}

std::optional<kiosk::Key> moving_key(const SDL_Keysym& key) {
    using kiosk::Key;
    static constexpr std::array<std::pair<SDL_Keycode, Key>, 13> kKeys{{
        {SDLK_UP, Key::up},
        {SDLK_DOWN, Key::down},
        {SDLK_LEFT, Key::left},
        {SDLK_RIGHT, Key::right},
        {SDLK_TAB, Key::tab},
        {SDLK_RETURN, Key::enter},
        {SDLK_KP_ENTER, Key::enter},
        {SDLK_ESCAPE, Key::escape},
        {SDLK_PAGEUP, Key::page_up},
        {SDLK_PAGEDOWN, Key::page_down},
        {SDLK_HOME, Key::home},
        {SDLK_END, Key::end},
        {SDLK_BACKSPACE, Key::backspace},
    }};
    for (const auto& [code, moving] : kKeys) {
        if (code != key.sym) continue;
        return moving == Key::tab && (key.mod & KMOD_SHIFT) ? Key::back_tab : moving;
    }
    return std::nullopt;
}

bool is_modifier(const SDL_Keysym& key) {
    return key.sym == SDLK_LSHIFT || key.sym == SDLK_RSHIFT || key.sym == SDLK_CAPSLOCK;
}

bool is_enter(const SDL_Keysym& key) { return key.sym == SDLK_RETURN || key.sym == SDLK_KP_ENTER; }

std::optional<SDL_Keysym> key_of(char character) {
    for (const SDL_Keymod mod : {KMOD_NONE, KMOD_LSHIFT}) {
        SDL_Keysym key{};
        key.mod = mod;
        for (char plain = ' '; plain <= '~'; ++plain) {
            key.sym = static_cast<unsigned char>(plain);
            const bool there = is_small_letter(plain) || kPlain.find(plain) != kPlain.npos;
            if (there && character_of(key) == character) return key;
        }
    }
    return std::nullopt;
}

}  // namespace xf::native
