// How Dear ImGui is compiled, natively and for the web alike (IMGUI_USER_CONFIG).
#pragma once

// Personal names need characters beyond U+FFFF.
#define IMGUI_USE_WCHAR32

// The host gives fonts and settings from memory; there is no file system on the web.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT

// Nothing on a kiosk may start a program.
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// A mistake of ours is no user's: nothing goes on after it, nor opens a window to tell of it.
#define IM_ASSERT_USER_ERROR(expression, message) IM_ASSERT((expression) && (message))

// Of its number parser this much is used, by the backend: the version behind "#version ". The C library's,
// the only one in the program, would be 11 kB of the wasm and bring long doubles along.
#include <cstdio>
inline int xf_scan_version(const char* text, const char* format, int* version) {
    for (; *format != '%'; ++format, ++text)
        if (*format != *text) return 0;
    for (*version = 0; *text >= '0' && *text <= '9'; ++text)
        *version = *version * 10 + (*text - '0');
    return 1;
}
template <typename... Ignored>
int xf_scan_version(const char*, const char*, Ignored...) {
    return 0;
}
#define sscanf xf_scan_version
