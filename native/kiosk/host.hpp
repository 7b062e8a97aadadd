// The native host: joins interface, core, window and network, as web/worker/host.hpp does in a
// browser. One thread; the transport has another one, which only wakes this one up.
//
// The core is stepped when something asks for it: a command, an answer of the network, or its own
// next due time. Frames are drawn only while the interface wants them.
#pragma once

#include <SDL.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/host.hpp"
#include "kiosk/scanner.hpp"
#include "native/kiosk/curl_transport.hpp"
#include "native/kiosk/hub_address.hpp"
#include "native/kiosk/picture_textures.hpp"
#include "native/kiosk/printer_config.hpp"
#include "native/kiosk/text_input.hpp"
#include "native/kiosk/window.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "native/platform/posix_disk.hpp"
#include "shared/app/print_desk.hpp"
#include "shared/app/stepper.hpp"
#include "shared/store/vfs.hpp"

namespace xf::native {

struct HostConfig {
    HubAddress hub;
    std::string device;  ///< "kiosk", "counter", "desk", with a number behind it: of the demo
    std::string fonts;   ///< folder with t0.otf, t1.otf, t2.otf
    PrinterConfig printer;
    /// Opens a device of the demo in a window of its own.
    std::function<void(std::string_view device)> open_device;
};

class Host final : public app::CommandSink {
public:
    Host(HostConfig config, std::unique_ptr<PosixDisk> disk, Window& window);
    ~Host() override;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// Errors: not_found without t0.otf, t1.otf and t2.otf; malformed where one is no font.
    Status load_fonts();

    /// From the interface. What the machine has to do is done here, the rest is the core's.
    void submit(app::Command command) override;

    std::int64_t now_ms() const { return static_cast<std::int64_t>(clock_.monotonic_ms()); }
    /// Steps the core if that is due; milliseconds until something is due again.
    std::int64_t pump(std::int64_t now_ms);
    void handle(const SDL_Event& event, std::int64_t now_ms);
    /// Builds and draws one frame; it is not shown yet.
    void frame(std::int64_t now_ms);
    bool wants_frame() const { return kiosk_.wants_frame(); }
    /// Nothing will change until the next event, or until something is due.
    bool settled() const { return !wants_frame() && !stepper_.woken() && !scanner_.due(); }

    kiosk::Kiosk& kiosk() { return kiosk_; }
    bool typing() const { return text_.focused(); }
    /// How often the hub answered.
    std::uint64_t answers() const { return answers_; }

private:
    void show(const app::Snapshot& snapshot);
    void resize();
    void on_key(const SDL_Keysym& key, bool repeated, std::int64_t time_ms);
    bool ends_scan(const SDL_Keysym& key, std::int64_t time_ms);
    void scanned(std::string text, std::int64_t time_ms);
    void release_typed(std::int64_t now_ms);
    void on_mouse(const SDL_Event& event, std::int64_t time_ms);
    void on_finger(const SDL_Event& event, std::int64_t time_ms);
    void on_window(const SDL_WindowEvent& event);

    HostConfig config_;
    Window* window_;
    OsClock clock_;
    OsRandom random_;
    std::unique_ptr<PosixDisk> disk_;
    store::Vfs vfs_{"posix", *disk_, clock_, random_};
    std::uint32_t answered_event_;  ///< SDL's numbers for what other threads say
    std::uint32_t printed_event_;
    CurlTransport transport_;
    std::unique_ptr<ports::Printer> printer_;
    app::Client client_;
    std::optional<app::PrintDesk> print_desk_;
    kiosk::Kiosk kiosk_;
    PictureTextures pictures_{client_, kiosk_};
    TextInput text_{kiosk_};

    app::Stepper stepper_{client_};
    std::uint64_t answers_ = 0;
    std::string title_;

    kiosk::ScannerBurst scanner_;
    std::string text_before_burst_;
    std::optional<SDL_FingerID> finger_;  ///< the one that counts: the first
};

}  // namespace xf::native
