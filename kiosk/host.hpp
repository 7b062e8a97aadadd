// The whole interface as a host sees it (the web worker, the native kiosk, the preview, tests).
//
// A host forwards input, gives snapshots and asks for frames; it owns clock, window, GPU and fonts'
// bytes. The order of one frame:
//
//     if (kiosk.wants_frame()) {
//         ImGui_ImplOpenGL3_NewFrame();      // any backend with ImGuiBackendFlags_RendererHasTextures
//         kiosk.frame(now_ms);               // may submit commands, after the picture is built
//         ImGui_ImplOpenGL3_RenderDrawData(kiosk.draw_data());
//     }
//
// Kiosk makes what a backend takes for the ImGui context (paint/canvas.hpp) in its constructor, so a
// backend is initialised after it and shut down before it. One Kiosk at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/paint/pictures.hpp"
#include "kiosk/semantics/tree.hpp"
#include "kiosk/tokens/look.hpp"
#include "shared/app/commands.hpp"
#include "shared/base/bytes.hpp"

struct ImDrawData;

namespace xf::kiosk {

enum class FontTier : std::uint8_t { t0, t1, t2 };

enum class PointerKind : std::uint8_t { down, move, up, cancel };

enum class Key : std::uint8_t {
    up,
    down,
    left,
    right,
    tab,
    back_tab,
    enter,
    escape,
    page_up,
    page_down,
    home,
    end,
    backspace,
};

enum class FrameReason : std::uint8_t { input, data, animation, font, countdown };

/// Which keyboard a field wants: the `inputmode` of a DOM element.
enum class InputMode : std::uint8_t { text, numeric, capitals };

/// A text field on screen. The host lays a transparent real input element over `rect`; while that
/// has the focus it owns value, selection and composition, and the interface only draws them.
struct TextFieldRect {
    NodeId id = 0;  ///< also its node in the semantic tree
    Rect rect;      ///< of the text, pixels
    bool multiline = false;
    InputMode mode = InputMode::text;
    std::size_t max_bytes = 0;  ///< of UTF-8
    float font_px = 0;
    std::string label;
    std::string value;
    std::uint32_t revision = 0;  ///< rises when the program changed the value: overwrite yours
};

/// What the host's input element holds. Offsets are bytes of UTF-8 (see byte_of_utf16).
struct TextState {
    std::string_view text;
    std::size_t selection_begin = 0;
    std::size_t selection_end = 0;      ///< the caret, if equal to selection_begin
    std::size_t composition_begin = 0;  ///< the IME's preedit; empty if equal to composition_end
    std::size_t composition_end = 0;
};

/// DOM offsets count UTF-16 units: the byte of UTF-8 at which the `units`-th unit begins.
std::size_t byte_of_utf16(std::string_view utf8, std::size_t units);

class Kiosk {
public:
    explicit Kiosk(app::CommandSink& sink);
    ~Kiosk();
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    /// An OpenType font for the characters that earlier tiers lack; false if the bytes are none.
    /// Until T0 is there no frame is wanted. Each call rasterises anew: a tier whole, and once.
    bool load_font(FontTier tier, ByteView bytes);

    /// Size of the surface in pixels. `pixels_per_mm` = 0 where the panel is unknown (browsers).
    void resize(int width_px, int height_px, float pixels_per_dp, float pixels_per_mm = 0);

    /// Size of type and palette, as if the person had chosen them with the buttons for it.
    void set_look(Look look);

    /// Copied; ignored when its version is the one already shown.
    void set_snapshot(const app::Snapshot& snapshot);

    // Input. Times are the host's monotonic milliseconds, the same clock as frame().
    void pointer(PointerKind kind, float x, float y, std::int64_t time_ms);
    /// `dy` > 0 shows what is further down, in pixels.
    void wheel(float x, float y, float dy, std::int64_t time_ms);
    void key(Key key, std::int64_t time_ms);
    /// A printable character while no text field has the focus (digits enter a PIN).
    void character(char32_t c, std::int64_t time_ms);
    void text_changed(NodeId field, const TextState& state, std::int64_t time_ms);
    void text_focus(NodeId field, bool focused);
    /// Enter in a single line; in a text area Ctrl+Enter.
    void text_submit(NodeId field, std::int64_t time_ms);
    /// From the accessibility mirror: `value` is for Action::set_value.
    void semantic_action(NodeId node, Action action, std::string_view value, std::int64_t time_ms);

    /// False when nothing can have changed: the host then stops its frame loop altogether.
    bool wants_frame() const;
    void request_frame(FrameReason reason);
    /// Builds one frame, which is then to be rendered.
    void frame(std::int64_t time_ms);

    /// The last frame; empty before the first one.
    ImDrawData* draw_data() const;

    /// Of the last frame. Settled when wants_frame() is false.
    const SemanticTree& semantics() const;
    std::span<const TextFieldRect> text_fields() const;
    /// The field that was pressed or reached by Tab, or 0: a host without an element of its own over
    /// it focuses it when this changes.
    NodeId wanted_focus() const;
    /// Characters that no loaded font has, of the last frames; a host may fetch a tier for them.
    std::span<const char32_t> missing_characters() const;

    /// Pictures that the last frame wanted to draw: the host decodes them (app::Client::picture()),
    /// uploads, and gives each its texture, or one without an id where that failed.
    std::span<const Hash> missing_pictures() const;
    void set_picture(const Hash& hash, Texture texture);
    /// Textures that nobody draws any more: the host frees them.
    std::vector<Texture> take_unused_pictures();
    /// All textures are gone with their context.
    void lose_pictures();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xf::kiosk
