#include "native/kiosk/script_player.hpp"

#include <sys/resource.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "kiosk/paint/utf8.hpp"
#include "native/kiosk/keyboard.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

// Until something is on screen: a person would have given up, a busy machine of tests has not.
constexpr std::int64_t kPatienceMs = 60'000;
constexpr std::int64_t kMostCpuShare = 100;  // one hundredth of a core

std::int64_t cpu_us() {
    rusage used{};
    XF_ASSERT(::getrusage(RUSAGE_SELF, &used) == 0);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1'000'000 + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

void push_key(const SDL_Keysym& key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym = key;
    SDL_PushEvent(&event);
}

void push_key(SDL_Keycode code) {
    SDL_Keysym key{};
    key.sym = code;
    push_key(key);
}

/// As an input method commits it, in pieces of the size that an event holds.
void push_text(std::string_view text) {
    while (!text.empty()) {
        SDL_Event event{};
        event.type = SDL_TEXTINPUT;
        const std::size_t most = sizeof event.text.text - 1;
        const std::size_t size = kiosk::boundary_before(text, std::min(most, text.size()));
        text.copy(event.text.text, size);
        SDL_PushEvent(&event);
        text.remove_prefix(size);
    }
}

void push_composition(std::string_view text) {
    SDL_Event event{};
    event.type = SDL_TEXTEDITING;
    const std::size_t most = sizeof event.edit.text - 1;
    text.copy(event.edit.text, kiosk::boundary_before(text, std::min(most, text.size())));
    SDL_PushEvent(&event);
}

void push_button(std::uint32_t type, int x, int y) {
    SDL_Event event{};
    event.type = type;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = x;
    event.button.y = y;
    SDL_PushEvent(&event);
}

}  // namespace

ScriptPlayer::ScriptPlayer(Script script, Host& host, ScriptHands hands)
    : script_(std::move(script)), host_(&host), hands_(std::move(hands)) {}

ScriptPlayer::Turn ScriptPlayer::advance(std::int64_t now_ms) {
    if (next_ == script_.steps.size()) return Turn::over;
    const Turn turn = act(script_.steps[next_], now_ms);
    if (turn != Turn::acted) return turn;
    ++next_;
    until_ms_.reset();
    return turn;
}

ScriptPlayer::Turn ScriptPlayer::act(const ScriptStep& step, std::int64_t now_ms) {
    switch (step.verb) {
        case ScriptVerb::press:
            return press(step, now_ms);
        case ScriptVerb::tap:
            return tap(step);
        case ScriptVerb::type:
            return type(step);
        case ScriptVerb::key:
            return key(step);
        case ScriptVerb::scan:
            return scan(step);
        case ScriptVerb::wait_for:
            return wait(step, true, now_ms);
        case ScriptVerb::wait_gone:
            return wait(step, false, now_ms);
        case ScriptVerb::expect:
            return see(step, true);
        case ScriptVerb::absent:
            return see(step, false);
        case ScriptVerb::screenshot: {
            const Status saved = hands_.screenshot(step.text);
            return saved.ok() ? Turn::acted : fail(saved.error().detail);
        }
        case ScriptVerb::idle:
            return stay_idle(step, now_ms);
        case ScriptVerb::say:
            std::printf("%s\n", step.text.c_str());
            std::fflush(stdout);
            return Turn::acted;
        case ScriptVerb::quit:
            return Turn::quits;
    }
    return Turn::quits;
}

ScriptPlayer::Turn ScriptPlayer::press(const ScriptStep& step, std::int64_t now_ms) {
    const kiosk::Node* const node = pressable(step.text);
    if (!node) return fail("nothing of that name can be pressed; there are" + names());
    const bool field = node->role == kiosk::Role::textbox;
    host_->kiosk().semantic_action(node->id, field ? kiosk::Action::focus : kiosk::Action::press,
                                   {}, now_ms);
    return Turn::acted;
}

ScriptPlayer::Turn ScriptPlayer::tap(const ScriptStep& step) {
    const kiosk::Node* const node = pressable(step.text);
    if (!node) return fail("nothing of that name can be tapped; there are" + names());
    const kiosk::Rect& seen = node->seen;
    if (seen.w < 1 || seen.h < 1) return fail("it lies outside of what is seen");
    const auto x = static_cast<int>(std::lround(seen.x + seen.w / 2));
    const auto y = static_cast<int>(std::lround(seen.y + seen.h / 2));
    push_button(SDL_MOUSEBUTTONDOWN, x, y);
    push_button(SDL_MOUSEBUTTONUP, x, y);
    return Turn::acted;
}

ScriptPlayer::Turn ScriptPlayer::type(const ScriptStep& step) {
    const bool field = host_->typing();
    bool keys = true;
    for (const char c : step.text) keys = keys && key_of(c);
    if (!keys && !field) return fail("no text field has the focus");
    if (!keys) {
        push_composition(step.text);
        push_composition({});
        push_text(step.text);
        return Turn::acted;
    }
    for (const char& c : step.text) {
        push_key(*key_of(c));
        if (field) push_text({&c, 1});
    }
    return Turn::acted;
}

ScriptPlayer::Turn ScriptPlayer::key(const ScriptStep& step) {
    static constexpr std::array<std::pair<std::string_view, SDL_Keycode>, 4> kKeys{{
        {"enter", SDLK_RETURN},
        {"tab", SDLK_TAB},
        {"escape", SDLK_ESCAPE},
        {"backspace", SDLK_BACKSPACE},
    }};
    for (const auto& [name, code] : kKeys) {
        if (name != step.text) continue;
        push_key(code);
        return Turn::acted;
    }
    return fail("there is no such key");
}

ScriptPlayer::Turn ScriptPlayer::scan(const ScriptStep& step) {
    for (const char c : step.text) {
        const auto key = key_of(c);
        if (!key) return fail("no scanner types that");
        push_key(*key);
        if (host_->typing()) push_text({&c, 1});
    }
    push_key(SDLK_RETURN);
    return Turn::acted;
}

ScriptPlayer::Turn ScriptPlayer::wait(const ScriptStep& step, bool wanted, std::int64_t now_ms) {
    if (on_screen(step.text) == wanted) return Turn::acted;
    if (!until_ms_) until_ms_ = now_ms + kPatienceMs;
    if (now_ms >= *until_ms_)
        return fail((wanted ? "it did not come; there are" : "it stayed, among") + names());
    return Turn::waits;
}

ScriptPlayer::Turn ScriptPlayer::see(const ScriptStep& step, bool wanted) {
    if (on_screen(step.text) == wanted) return Turn::acted;
    return fail((wanted ? "it is not there; there are" : "it is there, among") + names());
}

ScriptPlayer::Turn ScriptPlayer::stay_idle(const ScriptStep& step, std::int64_t now_ms) {
    if (!idle_ || idle_->answers != host_->answers()) {
        idle_ = Before{host_->answers(), hands_.frames(), cpu_us(), now_ms};
        until_ms_ = now_ms + std::stoll(step.text);
    }
    if (now_ms < *until_ms_) return Turn::waits;
    const Before before = *idle_;
    idle_.reset();
    const std::uint64_t frames = hands_.frames() - before.frames;
    const std::int64_t used_us = cpu_us() - before.cpu_us;
    const std::int64_t passed_us = (now_ms - before.ms) * 1000;
    char said[96];
    std::snprintf(said, sizeof said, "%llu frames, %.3f %% CPU in %lld ms",
                  static_cast<unsigned long long>(frames),
                  100.0 * static_cast<double>(used_us) / static_cast<double>(passed_us),
                  static_cast<long long>(passed_us / 1000));
    if (frames > 0 || used_us * kMostCpuShare > passed_us) return fail(said);
    std::printf("idle: %s\n", said);
    std::fflush(stdout);
    return Turn::acted;
}

ScriptPlayer::Turn ScriptPlayer::fail(const std::string& why) {
    const ScriptStep& step = script_.steps[next_];
    failure_ = script_.file + ":" + std::to_string(step.line) + ": \"" + step.text + "\": " + why;
    return Turn::failure;
}

const kiosk::Node* ScriptPlayer::pressable(std::string_view name) const {
    const kiosk::Node* part = nullptr;
    for (const kiosk::Node& node : host_->kiosk().semantics().nodes) {
        if (node.actions == 0) continue;
        if (node.name == name) return &node;
        if (!part && node.name.find(name) != std::string::npos) part = &node;
    }
    return part;
}

bool ScriptPlayer::on_screen(std::string_view text) const {
    for (const kiosk::Node& node : host_->kiosk().semantics().nodes)
        if (node.name.find(text) != std::string::npos || node.value.find(text) != std::string::npos)
            return true;
    return false;
}

std::string ScriptPlayer::names() const {
    std::string out;
    for (const kiosk::Node& node : host_->kiosk().semantics().nodes)
        if (!node.name.empty()) out += "\n  " + std::string(name_of(node.role)) + " " + node.name;
    return out;
}

}  // namespace xf::native
