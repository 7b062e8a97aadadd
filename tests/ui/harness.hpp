// A host made for tests: fonts from the build, commands kept, frames until nothing moves.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "kiosk/host.hpp"
#include "kiosk/tokens/metrics.hpp"
#include "native/preview/fixtures.hpp"

namespace xf::kiosk::test {

class Commands : public app::CommandSink {
public:
    void submit(app::Command command) override {
        // Every touch says so; tests that care ask for it.
        if (std::holds_alternative<app::StillHere>(command))
            ++touches;
        else
            all.push_back(std::move(command));
    }
    template <typename T>
    const T* last() const {
        return all.empty() ? nullptr : std::get_if<T>(&all.back());
    }

    std::vector<app::Command> all;
    int touches = 0;
};

/// The four forms of screen.
inline constexpr Surface kWide = {1920, 1080, 1, 1920 / 476.6f};
inline constexpr Surface kTall = {1080, 1920, 1, 1920 / 476.6f};
inline constexpr Surface kPhone = {390, 844, 1, 0};
inline constexpr Surface kLaptop = {1366, 768, 1, 0};
inline constexpr Surface kSurfaces[] = {kWide, kTall, kPhone, kLaptop};

class Harness {
public:
    explicit Harness(const Surface& surface = kWide);

    void show(app::View view);
    void show(const app::Snapshot& snapshot);
    /// Frames until none is wanted; how many it took.
    int settle();
    void frame();

    /// The node, or a failed test that lists what there is.
    const Node& node(Role role, std::string_view name);
    bool has(Role role, std::string_view name) {
        return kiosk.semantics().find(role, name) != nullptr;
    }
    /// By the accessibility mirror, then settles.
    void press(std::string_view name);
    /// By a finger in the middle of it, then settles.
    void tap(const Node& node);
    void down(float x, float y) { kiosk.pointer(PointerKind::down, x, y, now_ms); }
    void move(float x, float y) { kiosk.pointer(PointerKind::move, x, y, now_ms); }
    void up(float x, float y) { kiosk.pointer(PointerKind::up, x, y, now_ms); }

    Commands commands;
    Kiosk kiosk;
    app::Snapshot snapshot;
    std::int64_t now_ms = 1000;

private:
    std::uint64_t version_ = 0;
};

/// The last command, or a failed test.
template <typename C>
const C& said(Harness& h) {
    const C* const command = h.commands.last<C>();
    if (!command) throw std::logic_error("another command, or none, came last");
    return *command;
}

/// A tier as it was cut: "t0.otf".
const Bytes& font(const std::string& name);

/// The fixture of that name.
app::Snapshot fixture(std::string_view name);

}  // namespace xf::kiosk::test
