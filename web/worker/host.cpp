#include "web/worker/host.hpp"

#include <GLES3/gl3.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/base/assert.hpp"
#include "web/platform/page.hpp"
#include "web/worker/json.hpp"

namespace xf::web {

namespace {

// The mirror follows when the picture has settled; in between it only follows long animations.
// Counted in frames, because on a busy machine the few that settle a layout take long.
constexpr int kMirrorFrames = 12;
// Between the scanner's Enter and what the browser makes of it.
constexpr std::int64_t kSameKeyMs = 150;

std::string_view mode_name(kiosk::InputMode mode) {
    switch (mode) {
        case kiosk::InputMode::numeric:
            return "numeric";
        case kiosk::InputMode::capitals:
            return "capitals";
        case kiosk::InputMode::text:
            break;
    }
    return "text";
}

std::string rect_json(const kiosk::Rect& rect) {
    std::string out = "[";
    for (const float edge : {rect.x, rect.y, rect.w, rect.h}) {
        if (out.size() > 1) out += ',';
        out += std::to_string(std::lround(edge));
    }
    return out + "]";
}

app::ClientConfig client_config(const HostConfig& config, const store::Vfs& vfs) {
    app::ClientConfig out;
    out.vfs = vfs.name();
    out.takes_pictures = true;
    if (config.loopback) out.demo = app::demo_device(config.device);  // if the hub agrees
    out.persistence = config.persistence;
    return out;
}

}  // namespace

Host::Host(HostConfig config)
    : config_(std::move(config)),
      client_({clock_, random_, disk_, transport_}, client_config(config_, vfs_)),
      kiosk_(*this) {
    XF_ASSERT(ImGui_ImplOpenGL3_Init("#version 300 es"));
}

Host::~Host() { ImGui_ImplOpenGL3_Shutdown(); }

void Host::submit(app::Command command) {
    if (const auto* open = std::get_if<app::OpenDevice>(&command)) {
        post_to_page("open_device", app::address_name(open->role));
        return;
    }
    if (std::holds_alternative<app::PickPicture>(command)) return post_to_page("pick_picture", "");
    client_.submit(std::move(command));
    stepper_.wake();
}

double Host::pump(std::int64_t now_ms, bool answered) {
    release_typed(now_ms);
    if (answered) stepper_.wake();
    if (const app::Snapshot* const snapshot = stepper_.step(now_ms)) show(*snapshot);
    const std::int64_t step_ms = stepper_.due_ms();
    const std::int64_t due = std::min(step_ms, scanner_.due().value_or(step_ms));
    return static_cast<double>(std::max<std::int64_t>(due - now_ms, 0));
}

void Host::show(const app::Snapshot& snapshot) {
    kiosk_.set_snapshot(snapshot);
    if (title_ != snapshot.village) {
        title_ = snapshot.village;
        post_to_page("title", title_);
    }
    if (downloaded_ != snapshot.sealed_as) {
        downloaded_ = snapshot.sealed_as;
        if (!downloaded_.empty()) post_to_page("download", downloaded_);
    }
    // Only a counter's promises to people depend on it, and some browsers ask the person.
    if (!asked_for_promise_ && snapshot.role == app::DeviceRole::counter &&
        snapshot.persistence == app::Persistence::best_effort) {
        asked_for_promise_ = true;
        post_to_page("persist", "");
    }
}

void Host::frame(std::int64_t now_ms) {
    ImGui_ImplOpenGL3_NewFrame();
    kiosk_.frame(now_ms);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(kiosk_.draw_data());
    pictures_.after_frame();
    publish();
}

void Host::context_restored() {
    // Everything on the GPU is gone; the backend marks its textures for a new upload.
    ImGui_ImplOpenGL3_Shutdown();
    XF_ASSERT(ImGui_ImplOpenGL3_Init("#version 300 es"));
    pictures_.context_lost();
}

void Host::publish() {
    publish_fields();
    moving_frames_ = kiosk_.wants_frame() ? moving_frames_ + 1 : 0;
    if (!mirror_ || moving_frames_ % kMirrorFrames != 0) return;
    const std::string diff = mirror_->take(kiosk_.semantics());
    if (!diff.empty()) post_to_page("semantics", diff);
}

void Host::publish_fields() {
    std::string fields;
    for (const kiosk::TextFieldRect& field : kiosk_.text_fields()) {
        if (!fields.empty()) fields += ',';
        fields += JsonObject()
                      .number("id", field.id)
                      .raw("rect", rect_json(field.rect))
                      .raw("multiline", field.multiline ? "true" : "false")
                      .text("mode", mode_name(field.mode))
                      .number("max_bytes", static_cast<double>(field.max_bytes))
                      .number("font_px", static_cast<double>(field.font_px))
                      .text("label", field.label)
                      .text("value", field.value)
                      .number("revision", field.revision)
                      .done();
    }
    std::string all = JsonObject()
                          .raw("fields", "[" + fields + "]")
                          .number("focus", kiosk_.wanted_focus())
                          .done();
    if (all == published_fields_) return;
    published_fields_ = std::move(all);
    post_to_page("fields", published_fields_);
}

void Host::key_pressed(const KeyPress& press) {
    if (press.modifier()) return;
    typing_in_field_ = press.target == KeyTarget::field;
    if (ends_scan(press)) return;
    release_typed(press.time_ms);
    if (press.target != KeyTarget::stage) return;
    if (const auto key = press.moving_key()) kiosk_.key(*key, press.time_ms);
}

bool Host::ends_scan(const KeyPress& press) {
    if (press.enters()) {
        auto text = scanner_.enter(press.time_ms);
        if (!text) return false;
        scanned(*std::move(text), press.time_ms);
        return true;
    }
    const auto run_before = scanner_.since();
    if (const char c = press.character())
        scanner_.feed(c, press.time_ms);
    else
        scanner_.interrupt();
    if (scanner_.since() && scanner_.since() != run_before) text_before_burst_ = field_text_;
    return false;
}

/// A field has its characters already; outside, they are digits of a PIN.
void Host::release_typed(std::int64_t now_ms) {
    const std::string typed = scanner_.released(now_ms);
    if (typing_in_field_) return;
    for (const char c : typed) kiosk_.character(static_cast<char32_t>(c), now_ms);
}

void Host::scanned(std::string text, std::int64_t now_ms) {
    burst_ended_ms_ = now_ms;
    if (field_ != 0 && field_text_ != text_before_burst_) restore_field(now_ms);
    submit(app::Scanned{std::move(text)});
}

/// The burst also went into the focused field, key by key: takes it out again.
void Host::restore_field(std::int64_t now_ms) {
    post_to_page("restore_text",
                 JsonObject().number("id", field_).text("value", text_before_burst_).done());
    field_text_ = text_before_burst_;
    const std::size_t end = field_text_.size();
    kiosk_.text_changed(field_, {field_text_, end, end, end, end}, now_ms);
}

/// The browser makes a line, a submit or a click of a burst's Enter as of any other.
bool Host::made_by_burst(std::int64_t now_ms) const {
    return burst_ended_ms_ >= 0 && now_ms - burst_ended_ms_ < kSameKeyMs;
}

void Host::text_changed(kiosk::NodeId field, const kiosk::TextState& state, std::int64_t now_ms) {
    if (made_by_burst(now_ms) && state.text == text_before_burst_ + '\n')
        return restore_field(now_ms);
    field_ = field;
    field_text_ = std::string(state.text);
    kiosk_.text_changed(field, state, now_ms);
}

void Host::text_submitted(kiosk::NodeId field, std::int64_t now_ms) {
    if (made_by_burst(now_ms)) return;
    kiosk_.text_submit(field, now_ms);
}

void Host::mirror_action(kiosk::NodeId node, kiosk::Action action, std::string_view value,
                         std::int64_t now_ms) {
    if (made_by_burst(now_ms)) return;
    kiosk_.semantic_action(node, action, value, now_ms);
}

void Host::mirror_on() {
    mirror_.emplace();
    const std::string whole = mirror_->take(kiosk_.semantics());
    if (!whole.empty()) post_to_page("semantics", whole);
}

void Host::set_persistence(app::Persistence persistence) {
    client_.set_persistence(persistence);
    stepper_.wake();
}

void Host::picture_picked(Bytes jpeg) { submit(app::AddPicture{std::move(jpeg)}); }

void Host::new_version() {
    client_.set_new_version();
    stepper_.wake();
}

}  // namespace xf::web
