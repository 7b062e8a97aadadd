#include "tests/ui/harness.hpp"

#include <catch_amalgamated.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "native/preview/raster.hpp"

namespace xf::kiosk::test {
namespace {

constexpr int kMostFrames = 600;  // ten seconds: nothing here moves longer

}  // namespace

const Bytes& font(const std::string& name) {
    static std::map<std::string, Bytes> files;
    Bytes& bytes = files[name];
    if (bytes.empty()) {
        std::ifstream file(std::string(XF_FONT_DIR) + "/" + name, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(file), {});
        REQUIRE_FALSE(bytes.empty());
    }
    return bytes;
}

Harness::Harness(const Surface& s) : kiosk(commands) {
    REQUIRE(kiosk.load_font(FontTier::t0, font("t0.otf")));
    REQUIRE(kiosk.load_font(FontTier::t1, font("t1.otf")));
    kiosk.resize(s.width_px, s.height_px, s.pixels_per_dp, s.pixels_per_mm);
    snapshot = preview::all_fixtures()[0].snapshot;
}

void Harness::show(app::View view) {
    snapshot.view = std::move(view);
    show(app::Snapshot(snapshot));
}

void Harness::show(const app::Snapshot& next) {
    snapshot = next;
    snapshot.version = ++version_;
    kiosk.set_snapshot(snapshot);
    settle();
}

void Harness::frame() {
    kiosk.frame(now_ms);
    preview::keep_textures(*kiosk.draw_data());
    now_ms += 16;
}

int Harness::settle() {
    int frames = 0;
    while (kiosk.wants_frame() && frames < kMostFrames) {
        frame();
        ++frames;
    }
    return frames;
}

const Node& Harness::node(Role role, std::string_view name) {
    const Node* found = kiosk.semantics().find(role, name);
    if (!found) {
        std::string all;
        for (const Node& n : kiosk.semantics().nodes)
            if (n.role == role) all += "  " + n.name + "\n";
        FAIL("no " << name_of(role) << " \"" << name << "\" among\n" << all);
    }
    return *found;
}

void Harness::press(std::string_view name) {
    const Node& n = node(Role::button, name);
    INFO(name);
    REQUIRE((n.state & state::kDisabled) == 0);
    kiosk.semantic_action(n.id, Action::press, {}, now_ms);
    settle();
}

void Harness::tap(const Node& n) {
    const float x = n.rect.x + n.rect.w / 2;
    const float y = n.rect.y + n.rect.h / 2;
    down(x, y);
    frame();
    up(x, y);
    settle();
}

app::Snapshot fixture(std::string_view name) {
    for (const preview::Fixture& f : preview::all_fixtures())
        if (f.name == name) return f.snapshot;
    FAIL("no fixture " << name);
    return {};
}

}  // namespace xf::kiosk::test
