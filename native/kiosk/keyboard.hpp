// What a key of SDL's means to us.
#pragma once

#include <SDL.h>

#include <optional>

#include "kiosk/host.hpp"

namespace xf::native {

/// The ASCII character of a key, 0 if it has none; by the layout that scanners type, the American
/// one: no input method is asked, so that one that is on cannot hide a scanner's keys.
char character_of(const SDL_Keysym& key);

/// What it does in the interface outside of text fields.
std::optional<kiosk::Key> moving_key(const SDL_Keysym& key);

bool is_modifier(const SDL_Keysym& key);
bool is_enter(const SDL_Keysym& key);

/// The key that types an ASCII character, for tests that play a scanner; nothing if there is none.
std::optional<SDL_Keysym> key_of(char character);

}  // namespace xf::native
