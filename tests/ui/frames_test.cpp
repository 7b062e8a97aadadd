#include <catch_amalgamated.hpp>

#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

TEST_CASE("no frame is wanted when nothing happens, on any screen") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            INFO(f.name << " " << surface.width_px);
            h.show(f.snapshot);
            CHECK_FALSE(h.kiosk.wants_frame());
        }
    }
}

TEST_CASE("a change settles within three frames") {
    Harness h;
    h.show(fixture("home"));
    h.snapshot.version += 1;
    h.kiosk.set_snapshot(h.snapshot);
    CHECK(h.settle() == 3);
}

TEST_CASE("a snapshot that is already shown costs nothing") {
    Harness h;
    h.show(fixture("home"));
    h.kiosk.set_snapshot(h.snapshot);
    CHECK_FALSE(h.kiosk.wants_frame());
}

TEST_CASE("a mouse that moves over nothing costs nothing") {
    Harness h;
    h.show(fixture("home"));
    h.move(5, 5);
    CHECK_FALSE(h.kiosk.wants_frame());
    const Rect tile = h.node(Role::button, "查积分").rect;
    h.move(tile.x + 5, tile.y + 5);
    CHECK(h.kiosk.wants_frame());
    h.settle();
    h.move(tile.x + 8, tile.y + 8);
    CHECK_FALSE(h.kiosk.wants_frame());
}

TEST_CASE("without a font or a surface nothing is drawn") {
    test::Commands commands;
    Kiosk kiosk(commands);
    CHECK_FALSE(kiosk.wants_frame());
    kiosk.frame(0);
    kiosk.resize(800, 600, 1);
    CHECK_FALSE(kiosk.wants_frame());
    CHECK_FALSE(kiosk.load_font(FontTier::t0, as_bytes("no font at all")));
}

TEST_CASE("no text of a person stays behind when the session ends") {
    Harness h;
    h.show(fixture("form_text"));
    h.kiosk.semantic_action(h.node(Role::textbox, "诉求内容").id, Action::set_value, "家里的事",
                            h.now_ms);
    h.settle();
    CHECK(h.node(Role::textbox, "诉求内容").value == "家里的事");
    app::Snapshot gone = fixture("form_text");
    gone.session.reset();
    h.show(gone);
    CHECK(h.node(Role::textbox, "诉求内容").value.empty());
}
