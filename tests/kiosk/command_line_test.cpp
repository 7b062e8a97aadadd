// What the native client makes of its command line, of a hub's address, and of a script.
#include <catch_amalgamated.hpp>

#include "native/kiosk/keyboard.hpp"
#include "native/kiosk/options.hpp"
#include "native/kiosk/script.hpp"

namespace xf::native::test {
namespace {

TEST_CASE("command line: sizes, names and addresses are taken or refused") {
    const auto options = Options::parse({"--data", "d", "--window", "1080x1920", "--mm", "477x268",
                                         "--device", "counter-2", "--hub", "https://hub.village"});
    REQUIRE(options.ok());
    CHECK(options->window.width == 1080);
    CHECK(options->window.height == 1920);
    CHECK(options->window.panel.width_mm == 477);
    CHECK(options->hub.origin == "https://hub.village");
    CHECK_FALSE(options->hub.loopback);
    CHECK(Options::parse({"--data", "d"})->hub.loopback);

    const auto printer =
        Options::parse({"--data", "d", "--printer", "png:my paper", "--receipt-mm", "58"});
    REQUIRE(printer.ok());
    CHECK(printer->printer.folder == "my paper");
    CHECK(printer->printer.receipt == ports::Paper::receipt_58);
    CHECK_FALSE(printer->printer.address);
    const auto escpos =
        Options::parse({"--data", "d", "--receipt-mm", "58", "--printer", "tcp:192.168.1.9:9100"});
    REQUIRE(escpos.ok());
    REQUIRE(escpos->printer.address);
    CHECK(escpos->printer.address->number == 9100);
    CHECK(escpos->printer.folder.empty());
    CHECK(escpos->printer.receipt == ports::Paper::receipt_58);
    CHECK(options->printer.folder.empty());
    CHECK_FALSE(options->printer.address);
    CHECK(options->printer.receipt == ports::Paper::receipt_80);

    for (const char* bad :
         {"", "png", "png:", "escpos:/dev/usb/lp0", "usb:lp0", "tcp:9100", "paper"})
        CHECK_FALSE(Options::parse({"--data", "d", "--printer", bad}).ok());
    for (const char* bad : {"", "57", "80mm"})
        CHECK_FALSE(Options::parse({"--data", "d", "--receipt-mm", bad}).ok());
    CHECK_FALSE(Options::parse({}).ok());
    for (const char* bad : {"", "1080", "x1920", "1080x", "0x1", "1080x1920x1", "-1x2", "20001x1"})
        CHECK_FALSE(Options::parse({"--data", "d", "--window", bad}).ok());
    for (const char* bad : {"", "../d", "a/b", "Kiosk", "123456789012345678901234567890123"})
        CHECK_FALSE(Options::parse({"--data", "d", "--device", bad}).ok());
    CHECK_FALSE(Options::parse({"--data", "d", "--frobnicate", "x"}).ok());
    CHECK_FALSE(Options::parse({"--data"}).ok());
}

TEST_CASE("hub address: scheme, host and port, and nothing that would be dropped without a word") {
    CHECK(HubAddress::parse("http://127.0.0.1:8080/")->origin == "http://127.0.0.1:8080");
    CHECK(HubAddress::parse("http://[::1]:8080")->loopback);
    CHECK(HubAddress::parse("http://localhost")->loopback);
    CHECK_FALSE(HubAddress::parse("http://192.168.1.2:8080")->loopback);
    for (const char* bad : {"", "ftp://hub", "file:///etc/passwd", "http://", "http://hub/path",
                            "http://hub?x", "http://hub#x", "http://a:b@hub", "hub:8080"})
        CHECK_FALSE(HubAddress::parse(bad).ok());
}

TEST_CASE("script: a line that means nothing is named") {
    const auto script = Script::parse("s", "# first\n\npress 看公开\nidle 3000\nquit");
    REQUIRE(script.ok());
    REQUIRE(script->steps.size() == 3);
    CHECK(script->steps[0].line == 3);
    CHECK(script->steps[0].text == "看公开");
    CHECK(script->steps[2].verb == ScriptVerb::quit);
    for (const char* bad : {"quit\npres 看公开", "quit\npress", "quit\nquit now", "quit\nidle x",
                            "quit\nidle 1000000"}) {
        const auto refused = Script::parse("s", bad);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().detail.starts_with("s:2: "));
    }
}

TEST_CASE("keyboard: every character of a card has a key, and the key that character") {
    for (char c = ' '; c <= '~'; ++c) {
        const auto key = key_of(c);
        REQUIRE(key);
        CHECK(character_of(*key) == c);
    }
    SDL_Keysym key{};
    key.sym = SDLK_a;
    key.mod = KMOD_CAPS;
    CHECK(character_of(key) == 'A');
    key.mod = KMOD_CAPS | KMOD_LSHIFT;
    CHECK(character_of(key) == 'a');
    key.sym = SDLK_KP_7;
    CHECK(character_of(key) == '7');
    key.sym = SDLK_F1;
    CHECK(character_of(key) == 0);
    key.sym = SDLK_TAB;
    CHECK(moving_key(key) == kiosk::Key::back_tab);
}

}  // namespace
}  // namespace xf::native::test
