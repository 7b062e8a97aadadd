#include <algorithm>

#include "kiosk/host.hpp"
#include "kiosk/paint/canvas.hpp"
#include "kiosk/paint/utf8.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/ui.hpp"
#include "shared/base/assert.hpp"

namespace xf::kiosk {
namespace {

// A layout may need the heights that the frame before found; after that nothing changes by itself.
constexpr int kSettleFrames = 3;
// Touches restart the idle clock; once a second says it all.
constexpr std::int64_t kStillHereMs = 1000;

}  // namespace

std::size_t byte_of_utf16(std::string_view utf8, std::size_t units) {
    std::size_t at = 0;
    while (at < utf8.size() && units > 0) {
        std::size_t next = at;
        const std::size_t width = next_character(utf8, next) > 0xFFFF ? 2 : 1;
        if (width > units) break;
        units -= width;
        at = next;
    }
    return at;
}

struct Kiosk::Impl {
    explicit Impl(app::CommandSink& commands) : sink(commands) {}

    void still_here(std::int64_t time_ms);
    void forget_what_is_gone(const app::Snapshot& next);
    void build(std::int64_t time_ms);
    void keep_in_sight(const std::vector<TextFieldRect>& drawn);
    /// Everything is laid out anew: another surface, or another look.
    void measure();
    bool can_draw() const { return font.ready() && metrics.width >= 1 && metrics.height >= 1; }

    app::CommandSink& sink;
    Canvas canvas;
    Font font;
    UiMemory memory;
    Surface surface;
    Metrics metrics;
    app::Snapshot snapshot;
    bool has_snapshot = false;

    SemanticTree tree;
    std::vector<TextFieldRect> fields;
    NodeId wanted_focus = 0;
    std::vector<app::Command> commands;
    int frames_left = kSettleFrames;
    bool laid_out_anew = false;
    std::int64_t still_here_ms = -kStillHereMs;
};

Kiosk::Kiosk(app::CommandSink& sink) : impl_(std::make_unique<Impl>(sink)) {}

Kiosk::~Kiosk() = default;

bool Kiosk::load_font(FontTier tier, ByteView bytes) {
    if (!impl_->font.load(tier, bytes)) return false;
    impl_->memory.caches.clear();  // some characters may have another width now
    request_frame(FrameReason::font);
    return true;
}

void Kiosk::resize(int width_px, int height_px, float pixels_per_dp, float pixels_per_mm) {
    XF_ASSERT(pixels_per_dp > 0);
    impl_->surface = {width_px, height_px, pixels_per_dp, pixels_per_mm};
    impl_->measure();
}

void Kiosk::set_look(Look look) {
    impl_->memory.look = look;
    impl_->measure();
}

void Kiosk::Impl::measure() {
    metrics = metrics_for(surface, memory.look.size);
    memory.caches.clear();
    frames_left = kSettleFrames;
    laid_out_anew = true;
}

// ---- snapshots ----------------------------------------------------------------------------------

/// Nothing of the previous person stays: texts, positions, half-made choices.
void Kiosk::Impl::forget_what_is_gone(const app::Snapshot& next) {
    const bool left = snapshot.session && !next.session;
    const bool moved = screens::name_of(snapshot.view) != screens::name_of(next.view);
    // Who reads without a card is gone when the countdown has led to the first screen.
    const bool idled = snapshot.idle_countdown_s > 0 && next.idle_countdown_s == 0 &&
                       std::holds_alternative<app::HomeView>(next.view);
    const bool gone = left || idled || next.unattended;
    if (gone) memory.reading_size = -1;
    // A household's own phone stays as its people want it.
    if (gone && next.role != app::DeviceRole::phone && memory.look != Look{}) {
        memory.look = {};
        measure();
    }
    if (!left && !moved) return;
    memory.texts.clear();
    memory.locals.clear();
    memory.caches.clear();
    memory.pictures.open.reset();
    memory.interaction.blur();
    if (left) memory.interaction.forget();
}

void Kiosk::set_snapshot(const app::Snapshot& snapshot) {
    Impl& k = *impl_;
    if (k.has_snapshot && snapshot.version == k.snapshot.version) return;
    if (k.has_snapshot) k.forget_what_is_gone(snapshot);
    k.snapshot = snapshot;
    k.has_snapshot = true;
    request_frame(FrameReason::data);
}

// ---- input --------------------------------------------------------------------------------------

void Kiosk::Impl::still_here(std::int64_t time_ms) {
    if (time_ms - still_here_ms < kStillHereMs) return;
    still_here_ms = time_ms;
    sink.submit(app::StillHere{});
}

void Kiosk::pointer(PointerKind kind, float x, float y, std::int64_t time_ms) {
    Impl& k = *impl_;
    // The countdown's own buttons answer for themselves; a touch beside them means "still here".
    const bool asked = k.snapshot.idle_countdown_s > 0;
    if (kind == PointerKind::down && (!asked || !k.memory.interaction.hits(x, y)))
        k.still_here(time_ms);
    if (k.memory.interaction.pointer(kind, x, y, time_ms)) request_frame(FrameReason::input);
}

void Kiosk::wheel(float x, float y, float dy, std::int64_t time_ms) {
    impl_->still_here(time_ms);
    impl_->memory.interaction.wheel(x, y, dy);
    request_frame(FrameReason::input);
}

void Kiosk::key(Key key, std::int64_t time_ms) {
    Impl& k = *impl_;
    if (k.snapshot.idle_countdown_s == 0) k.still_here(time_ms);
    if (key == Key::escape && k.memory.pictures.open)
        k.memory.pictures.open.reset();
    else if (!k.memory.interaction.key(key))
        if (auto command = screens::command_of(key, k.snapshot)) k.sink.submit(*command);
    request_frame(FrameReason::input);
}

void Kiosk::character(char32_t c, std::int64_t time_ms) {
    impl_->still_here(time_ms);
    if (auto command = screens::command_of(c, impl_->snapshot)) impl_->sink.submit(*command);
}

void Kiosk::text_changed(NodeId field, const TextState& state, std::int64_t time_ms) {
    const auto found = impl_->memory.texts.find(field);
    if (found == impl_->memory.texts.end()) return;  // it has just gone from the screen
    const TextModel before = found->second;
    found->second.take(state);
    // Hosts also report what nobody typed: a field that comes, or that a dialog covers.
    if (found->second == before) return;
    impl_->still_here(time_ms);
    request_frame(FrameReason::input);
}

void Kiosk::text_focus(NodeId field, bool focused) {
    const auto found = impl_->memory.texts.find(field);
    if (found == impl_->memory.texts.end()) return;
    found->second.focused = focused;  // no touch: the tap or the key that did it was one
    Interaction& in = impl_->memory.interaction;
    if (focused)
        in.focus(field);
    else if (in.focused() == field)
        in.blur();
    request_frame(FrameReason::input);
}

void Kiosk::text_submit(NodeId field, std::int64_t time_ms) {
    const auto found = impl_->memory.texts.find(field);
    if (found == impl_->memory.texts.end()) return;
    impl_->still_here(time_ms);
    found->second.submitted = true;
    request_frame(FrameReason::input);
}

void Kiosk::semantic_action(NodeId node, Action action, std::string_view value,
                            std::int64_t time_ms) {
    Impl& k = *impl_;
    if (k.snapshot.idle_countdown_s == 0) k.still_here(time_ms);
    Interaction& in = k.memory.interaction;
    switch (action) {
        case Action::press:
            in.press(node);
            break;
        case Action::focus:
            in.focus(node);
            break;
        case Action::scroll_to:
            in.scroll_to(node);
            break;
        case Action::set_value: {
            const auto found = k.memory.texts.find(node);
            if (found != k.memory.texts.end()) found->second.set(value);
            break;
        }
    }
    request_frame(FrameReason::input);
}

// ---- frames -------------------------------------------------------------------------------------

bool Kiosk::wants_frame() const {
    return impl_->can_draw() && (impl_->frames_left > 0 || impl_->memory.interaction.moving());
}

void Kiosk::request_frame(FrameReason reason) {
    const int wanted = reason == FrameReason::animation ? 1 : kSettleFrames;
    impl_->frames_left = std::max(impl_->frames_left, wanted);
}

/// A keyboard has come up, or the type has grown: where somebody writes or walks by keys stays in sight.
void Kiosk::Impl::keep_in_sight(const std::vector<TextFieldRect>& drawn) {
    const NodeId at = memory.interaction.focused();
    const bool writing = std::any_of(drawn.begin(), drawn.end(),
                                     [at](const TextFieldRect& field) { return field.id == at; });
    if (writing || memory.interaction.ringed(at)) memory.interaction.scroll_to(at);
}

void Kiosk::Impl::build(std::int64_t time_ms) {
    const Rect whole = {0, 0, metrics.width, metrics.height};
    const Look look = memory.look;
    Painter painter(font, palette_of(look.contrast));
    painter.begin(canvas.begin(whole.w, whole.h), whole);
    memory.pictures.begin_frame();
    memory.interaction.begin_frame(time_ms, metrics.drag, surface.pixels_per_dp);
    Ui ui(memory, painter, metrics, time_ms);
    if (has_snapshot)
        screens::draw_all(snapshot, ui);
    else
        screens::draw_opening(ui);
    memory.interaction.end_frame();
    if (laid_out_anew) keep_in_sight(ui.fields);
    laid_out_anew = false;
    if (memory.look != look) measure();  // from the next frame on
    for (auto& [id, model] : memory.texts) model.submitted = false;
    tree = std::move(ui.tree);
    fields = std::move(ui.fields);
    wanted_focus = ui.wanted_focus;
    commands = std::move(ui.commands);
}

void Kiosk::frame(std::int64_t time_ms) {
    Impl& k = *impl_;
    if (!k.can_draw()) return;
    if (k.frames_left > 0) --k.frames_left;
    k.build(time_ms);
    k.canvas.end();
    // Only now: a sink may answer with the next snapshot at once.
    std::vector<app::Command> commands;
    commands.swap(k.commands);
    if (!commands.empty()) request_frame(FrameReason::input);
    for (app::Command& command : commands) k.sink.submit(std::move(command));
}

ImDrawData* Kiosk::draw_data() const { return impl_->canvas.draw_data(); }
const SemanticTree& Kiosk::semantics() const { return impl_->tree; }
std::span<const TextFieldRect> Kiosk::text_fields() const { return impl_->fields; }
NodeId Kiosk::wanted_focus() const { return impl_->wanted_focus; }
std::span<const char32_t> Kiosk::missing_characters() const { return impl_->font.missing(); }

std::span<const Hash> Kiosk::missing_pictures() const { return impl_->memory.pictures.missing(); }

void Kiosk::set_picture(const Hash& hash, Texture texture) {
    impl_->memory.pictures.put(hash, texture);
    request_frame(FrameReason::data);
}

std::vector<Texture> Kiosk::take_unused_pictures() { return impl_->memory.pictures.take_unused(); }

void Kiosk::lose_pictures() {
    impl_->memory.pictures.lose_all();
    request_frame(FrameReason::data);
}

}  // namespace xf::kiosk
