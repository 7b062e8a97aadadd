// The functions that the worker's JavaScript calls (program.js), one line each. Texts and
// bytes come through a buffer: xf_buffer(size) gives its address, the next call takes it.
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/base/assert.hpp"
#include "shared/base/bytes.hpp"
#include "web/platform/page.hpp"
#include "web/worker/host.hpp"

namespace {

using xf::kiosk::NodeId;
using xf::web::Host;

std::optional<Host> g_host;  // one program, one host; a kiosk has one ImGui context
xf::Bytes g_buffer;

Host& host() {
    XF_ASSERT(g_host.has_value());
    return *g_host;
}

/// Cuts the next `size` bytes of the buffer off its front, as text.
class Texts {
public:
    std::string_view take(std::size_t size) {
        XF_ASSERT(size <= left_.size());
        const std::string_view out = left_.substr(0, size);
        left_.remove_prefix(size);
        return out;
    }

private:
    std::string_view left_ = xf::as_text(g_buffer);
};

std::int64_t ms(double time) { return static_cast<std::int64_t>(time); }

}  // namespace

#define XF_EXPORT extern "C" __attribute__((used))

XF_EXPORT std::uint8_t* xf_buffer(std::size_t size) {
    g_buffer.resize(size);
    return g_buffer.data();
}

// ---- life ---------------------------------------------------------------------------------------

XF_EXPORT void xf_start(std::size_t device, bool loopback, int persistence) {
    xf::web::begin_gl();
    g_host.emplace(xf::web::HostConfig{std::string(Texts().take(device)), loopback,
                                       static_cast<xf::app::Persistence>(persistence)});
}

XF_EXPORT void xf_stop() { g_host.reset(); }

XF_EXPORT double xf_pump(double now, bool answered) { return host().pump(ms(now), answered); }

/// The buffer holds the font; it is given back afterwards, because fonts are large.
XF_EXPORT bool xf_font(int tier) {
    const xf::Bytes font = std::exchange(g_buffer, {});
    return host().kiosk().load_font(static_cast<xf::kiosk::FontTier>(tier), font);
}

/// The buffer holds a JPEG that the person picked, or nothing.
XF_EXPORT void xf_picture_picked() { host().picture_picked(std::exchange(g_buffer, {})); }

XF_EXPORT void xf_picture_decoded(std::uint32_t ticket, int width, int height) {
    host().pictures().decoded(ticket, width, height);
}

XF_EXPORT bool xf_missing_characters() { return !host().kiosk().missing_characters().empty(); }

XF_EXPORT void xf_persistence(int persistence) {
    host().set_persistence(static_cast<xf::app::Persistence>(persistence));
}

XF_EXPORT void xf_new_version() { host().new_version(); }
XF_EXPORT bool xf_idle() { return host().idle(); }

// ---- picture ------------------------------------------------------------------------------------

XF_EXPORT void xf_resize(int width, int height, float pixels_per_dp) {
    host().kiosk().resize(width, height, pixels_per_dp);
}

XF_EXPORT bool xf_wants_frame() { return host().kiosk().wants_frame(); }
XF_EXPORT void xf_frame(double now) { host().frame(ms(now)); }
/// Where the heap ends: it grows, and is never given back.
XF_EXPORT std::uintptr_t xf_heap_end() { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }
XF_EXPORT void xf_context_restored() { host().context_restored(); }
XF_EXPORT void xf_mirror_on() { host().mirror_on(); }

// ---- input --------------------------------------------------------------------------------------

XF_EXPORT void xf_pointer(int kind, float x, float y, double time) {
    host().kiosk().pointer(static_cast<xf::kiosk::PointerKind>(kind), x, y, ms(time));
}

XF_EXPORT void xf_wheel(float x, float y, float dy, double time) {
    host().kiosk().wheel(x, y, dy, ms(time));
}

XF_EXPORT void xf_key(std::size_t key, std::size_t code, bool shift, int target, double time) {
    Texts texts;
    xf::web::KeyPress press;
    press.key = texts.take(key);
    press.code = texts.take(code);
    press.shift = shift;
    press.target = static_cast<xf::web::KeyTarget>(target);
    press.time_ms = ms(time);
    host().key_pressed(press);
}

/// Offsets are the DOM's: UTF-16 units.
XF_EXPORT void xf_text(NodeId field, std::size_t size, std::size_t selection_begin,
                       std::size_t selection_end, std::size_t composition_begin,
                       std::size_t composition_end, double time) {
    const std::string_view text = Texts().take(size);
    const auto byte_of = [&](std::size_t units) { return xf::kiosk::byte_of_utf16(text, units); };
    host().text_changed(field,
                        {text, byte_of(selection_begin), byte_of(selection_end),
                         byte_of(composition_begin), byte_of(composition_end)},
                        ms(time));
}

XF_EXPORT void xf_text_focus(NodeId field, bool focused) {
    host().kiosk().text_focus(field, focused);
}

XF_EXPORT void xf_text_submit(NodeId field, double time) { host().text_submitted(field, ms(time)); }

XF_EXPORT void xf_action(NodeId node, int action, std::size_t value, double time) {
    host().mirror_action(node, static_cast<xf::kiosk::Action>(action), Texts().take(value),
                         ms(time));
}
