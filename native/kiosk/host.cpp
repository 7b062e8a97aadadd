#include "native/kiosk/host.hpp"

#include <GLES3/gl3.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <utility>

#include "kiosk/text/paper_words.hpp"
#include "native/escpos/escpos_printer.hpp"
#include "native/kiosk/keyboard.hpp"
#include "native/platform/read_file.hpp"
#include "native/printer/png_printer.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

app::ClientConfig client_config(const HostConfig& config, const store::Vfs& vfs,
                                const ports::Printer* printer) {
    app::ClientConfig out;
    out.vfs = vfs.name();
    out.persistence = app::Persistence::durable;
    if (printer) out.prints = app::offer_of(*printer);
    if (config.hub.loopback) out.demo = app::demo_device(config.device);  // if the hub agrees
    return out;
}

/// From another thread: SDL's queue is the one thing that both may touch. It only ends the loop's wait;
/// what is there is looked for at every turn.
std::function<void()> waker(std::uint32_t type) {
    return [type] {
        SDL_Event event{};
        event.type = type;
        SDL_PushEvent(&event);
    };
}

std::unique_ptr<ports::Printer> make_printer(const HostConfig& config,
                                             std::uint32_t printed_event) {
    const PrinterConfig& printer = config.printer;
    if (printer.address)
        return std::make_unique<escpos::EscposPrinter>(
            escpos::EscposPrinterConfig{*printer.address, printer.receipt, waker(printed_event)});
    if (printer.folder.empty()) return nullptr;
    return std::make_unique<PngPrinter>(
        PngPrinterConfig{printer.folder, config.fonts, printer.receipt, waker(printed_event)});
}

}  // namespace

Host::Host(HostConfig config, std::unique_ptr<PosixDisk> disk, Window& window)
    : config_(std::move(config)),
      window_(&window),
      disk_(std::move(disk)),
      answered_event_(SDL_RegisterEvents(2)),
      printed_event_(answered_event_ + 1),
      transport_(config_.hub.origin, waker(answered_event_)),
      printer_(make_printer(config_, printed_event_)),
      client_({clock_, random_, *disk_, transport_}, client_config(config_, vfs_, printer_.get())),
      kiosk_(*this) {
    if (printer_) print_desk_.emplace(client_, *printer_, kiosk::paper_words());
    XF_ASSERT(ImGui_ImplOpenGL3_Init(window.shader_version()));
    resize();
}

Host::~Host() {
    pictures_.drop_all();
    ImGui_ImplOpenGL3_Shutdown();
}

Status Host::load_fonts() {
    // All at once: they lie on this disk, and every arrival makes all characters anew.
    const std::pair<kiosk::FontTier, const char*> tiers[] = {{kiosk::FontTier::t0, "/t0.otf"},
                                                             {kiosk::FontTier::t1, "/t1.otf"},
                                                             {kiosk::FontTier::t2, "/t2.otf"}};
    for (const auto& [tier, name] : tiers) {
        XF_ASSIGN(const Bytes font, read_file(config_.fonts + name));
        if (!kiosk_.load_font(tier, font))
            return Error{ErrorCode::malformed, config_.fonts + name + " is no font"};
    }
    return {};
}

// ---- core ---------------------------------------------------------------------------------------

void Host::submit(app::Command command) {
    if (const auto* open = std::get_if<app::OpenDevice>(&command)) {
        config_.open_device(app::address_name(open->role));
        return;
    }
    if (std::holds_alternative<app::Print>(command) && print_desk_)
        print_desk_->print();
    else
        client_.submit(std::move(command));
    stepper_.wake();
}

std::int64_t Host::pump(std::int64_t now_ms) {
    release_typed(now_ms);
    // At every turn, not only when it says so: SDL's queue may have been full then.
    if (print_desk_ && print_desk_->poll()) stepper_.wake();
    if (const app::Snapshot* const snapshot = stepper_.step(now_ms)) show(*snapshot);
    const std::int64_t step_ms = stepper_.due_ms();
    const std::int64_t due = std::min(step_ms, scanner_.due().value_or(step_ms));
    return std::max<std::int64_t>(due - now_ms, 0);
}

void Host::show(const app::Snapshot& snapshot) {
    kiosk_.set_snapshot(snapshot);
    if (title_ == snapshot.village) return;
    title_ = snapshot.village;
    window_->title(title_);
}

// ---- picture ------------------------------------------------------------------------------------

void Host::resize() {
    const WindowSize size = window_->size();
    if (size.width_px < 1 || size.height_px < 1) return;
    kiosk_.resize(size.width_px, size.height_px, size.pixels_per_dp, size.pixels_per_mm);
}

void Host::frame(std::int64_t now_ms) {
    ImGui_ImplOpenGL3_NewFrame();
    kiosk_.frame(now_ms);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(kiosk_.draw_data());
    pictures_.after_frame();
    text_.after_frame(now_ms);
}

// ---- input --------------------------------------------------------------------------------------

void Host::handle(const SDL_Event& event, std::int64_t now_ms) {
    const std::int64_t time_ms = host_time(event.common.timestamp, now_ms);
    switch (event.type) {
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
        case SDL_MOUSEMOTION:
        case SDL_MOUSEWHEEL:
            return on_mouse(event, time_ms);
        case SDL_FINGERDOWN:
        case SDL_FINGERUP:
        case SDL_FINGERMOTION:
            return on_finger(event, time_ms);
        case SDL_KEYDOWN:
            return on_key(event.key.keysym, event.key.repeat != 0, time_ms);
        case SDL_TEXTINPUT:
            return text_.insert(event.text.text, time_ms);
        case SDL_TEXTEDITING:
            return text_.compose(event.edit.text, event.edit.start, time_ms);
        case SDL_TEXTEDITING_EXT:
            text_.compose(event.editExt.text, event.editExt.start, time_ms);
            return SDL_free(event.editExt.text);
        case SDL_WINDOWEVENT:
            return on_window(event.window);
        default:
            if (event.type != answered_event_) return;
            ++answers_;
            stepper_.wake();
    }
}

void Host::on_window(const SDL_WindowEvent& event) {
    if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED) resize();
    if (event.event == SDL_WINDOWEVENT_EXPOSED) kiosk_.request_frame(kiosk::FrameReason::data);
}

void Host::on_mouse(const SDL_Event& event, std::int64_t time_ms) {
    using Kind = kiosk::PointerKind;
    constexpr float kNotch = 100;  // dp, as browsers scroll
    window_->pointer_is_finger(false);
    const float scale = window_->size().pixels_per_dp;
    const auto pointer = [&](Kind kind, int x, int y) {
        kiosk_.pointer(kind, static_cast<float>(x) * scale, static_cast<float>(y) * scale, time_ms);
    };
    if (event.type == SDL_MOUSEMOTION) return pointer(Kind::move, event.motion.x, event.motion.y);
    if (event.type == SDL_MOUSEWHEEL) {
        const SDL_MouseWheelEvent& wheel = event.wheel;
        kiosk_.wheel(static_cast<float>(wheel.mouseX) * scale,
                     static_cast<float>(wheel.mouseY) * scale, -wheel.preciseY * kNotch * scale,
                     time_ms);
        return;
    }
    if (event.button.button != SDL_BUTTON_LEFT) return;
    const bool down = event.type == SDL_MOUSEBUTTONDOWN;
    pointer(down ? Kind::down : Kind::up, event.button.x, event.button.y);
}

void Host::on_finger(const SDL_Event& event, std::int64_t time_ms) {
    using Kind = kiosk::PointerKind;
    const SDL_TouchFingerEvent& touch = event.tfinger;
    window_->pointer_is_finger(true);
    if (event.type == SDL_FINGERDOWN && !finger_) finger_ = touch.fingerId;
    if (finger_ != touch.fingerId) return;  // a hand that leans on the panel
    const WindowSize size = window_->size();
    const Kind kind = event.type == SDL_FINGERDOWN ? Kind::down
                      : event.type == SDL_FINGERUP ? Kind::up
                                                   : Kind::move;
    if (kind == Kind::up) finger_.reset();
    kiosk_.pointer(kind, touch.x * static_cast<float>(size.width_px),
                   touch.y * static_cast<float>(size.height_px), time_ms);
}

/// Every key goes by the scanner first: it may belong to a burst.
void Host::on_key(const SDL_Keysym& key, bool repeated, std::int64_t time_ms) {
    if (is_modifier(key) || (repeated && is_enter(key))) return;
    const bool command = (key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0;
    if (!command && ends_scan(key, time_ms)) return;
    release_typed(time_ms);
    if (text_.focused() && text_.key(key, time_ms)) return;
    // In a field only these two leave it; what it has no use for is nobody's.
    const auto moving = moving_key(key);
    const bool leaves = moving == kiosk::Key::tab || moving == kiosk::Key::back_tab;
    if (moving && !command && (!text_.focused() || leaves)) kiosk_.key(*moving, time_ms);
}

bool Host::ends_scan(const SDL_Keysym& key, std::int64_t time_ms) {
    if (is_enter(key)) {
        auto text = scanner_.enter(time_ms);
        if (!text) return false;
        scanned(*std::move(text), time_ms);
        return true;
    }
    const auto run_before = scanner_.since();
    if (const char c = character_of(key))
        scanner_.feed(c, time_ms);
    else
        scanner_.interrupt();
    if (scanner_.since() && scanner_.since() != run_before) text_before_burst_ = text_.text();
    return false;
}

/// A field has its characters already; outside, they are digits of a PIN.
void Host::release_typed(std::int64_t now_ms) {
    const std::string typed = scanner_.released(now_ms);
    if (text_.focused()) return;
    for (const char c : typed) kiosk_.character(static_cast<char32_t>(c), now_ms);
}

/// The burst also went into the focused field, key by key: takes it out again.
void Host::scanned(std::string text, std::int64_t time_ms) {
    if (text_.focused() && text_.text() != text_before_burst_)
        text_.restore(text_before_burst_, time_ms);
    submit(app::Scanned{std::move(text)});
}

}  // namespace xf::native
