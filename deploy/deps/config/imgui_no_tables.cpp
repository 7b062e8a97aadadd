// Dear ImGui without its tables and columns: nothing here begins one, but its recovery from mistakes would
// end them, and so link 20 kB of wasm. Whoever begins one finds that it is not there when linking.
#include "imgui.h"
#include "imgui_internal.h"

// NOLINTBEGIN(readability-identifier-naming): its names
namespace ImGui {

void EndColumns() {}
void EndTable() {}
void PopColumnsBackground() {}
void PushColumnsBackground() {}
void TableEndCell(ImGuiTable*) {}
void TableEndRow(ImGuiTable*) {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TablePopBackgroundChannel() {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui
// NOLINTEND(readability-identifier-naming)
