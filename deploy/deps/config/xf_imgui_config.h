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

// Nothing is read back from settings, nor typed into number fields: the parser behind its sscanf, the only
// one in the program, would be 11 kB of the wasm and bring long doubles along.
#include <cstdio>
#define sscanf(...) 0
