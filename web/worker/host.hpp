// The web host: joins interface, core and browser. Owns both programs' halves and the GL backend;
// main.cpp forwards the worker's calls to it. All times are the worker's performance.now().
//
// The core is stepped when something asks for it: a command, an answer of the network, or its own
// next due time. Frames are drawn only while the interface wants them (the worker stops its
// animation loop in between), steps also while the tab is hidden.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/host.hpp"
#include "kiosk/scanner.hpp"
#include "kiosk/semantics/tree.hpp"
#include "shared/app/stepper.hpp"
#include "shared/store/vfs.hpp"
#include "web/platform/fetch_transport.hpp"
#include "web/platform/opfs_disk.hpp"
#include "web/platform/web_clock.hpp"
#include "web/platform/web_random.hpp"
#include "web/worker/key_press.hpp"
#include "web/worker/picture_textures.hpp"

namespace xf::web {

struct HostConfig {
    std::string device;  ///< of ?device=, its database folder and lock
    bool loopback = false;
    app::Persistence persistence = app::Persistence::best_effort;
};

class Host final : public app::CommandSink {
public:
    explicit Host(HostConfig config);
    ~Host() override;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// From the interface. What a browser has to do goes to the page, the rest to the core.
    void submit(app::Command command) override;

    /// Steps the core if that is due or `answered`; milliseconds until it is due again.
    double pump(std::int64_t now_ms, bool answered);

    kiosk::Kiosk& kiosk() { return kiosk_; }
    void frame(std::int64_t now_ms);
    void context_restored();

    /// Every key goes by here first: it may belong to a scanner's burst.
    void key_pressed(const KeyPress& press);
    void text_changed(kiosk::NodeId field, const kiosk::TextState& state, std::int64_t now_ms);
    void text_submitted(kiosk::NodeId field, std::int64_t now_ms);
    void mirror_action(kiosk::NodeId node, kiosk::Action action, std::string_view value,
                       std::int64_t now_ms);
    void mirror_on();
    void set_persistence(app::Persistence persistence);
    /// A new version of the program waits for idle().
    void new_version();
    /// The person took or picked a picture, a JPEG; nothing where the browser could not read it.
    void picture_picked(Bytes jpeg);
    PictureTextures& pictures() { return pictures_; }
    bool idle() const { return client_.idle(); }

private:
    void show(const app::Snapshot& snapshot);
    void publish();
    void publish_fields();
    bool ends_scan(const KeyPress& press);
    void scanned(std::string text, std::int64_t now_ms);
    void restore_field(std::int64_t now_ms);
    bool made_by_burst(std::int64_t now_ms) const;
    void release_typed(std::int64_t now_ms);

    HostConfig config_;
    WebClock clock_;
    WebRandom random_;
    OpfsDisk disk_;
    store::Vfs vfs_{"opfs", disk_, clock_, random_, store::VfsRole::standard};
    FetchTransport transport_;
    app::Client client_;
    kiosk::Kiosk kiosk_;
    PictureTextures pictures_{client_, kiosk_};

    app::Stepper stepper_{client_};
    bool asked_for_promise_ = false;
    std::string title_;
    std::string downloaded_;  ///< file that the page was given last

    std::string published_fields_;
    std::optional<kiosk::SemanticDiff> mirror_;
    int moving_frames_ = 0;  ///< since the picture last stood still

    kiosk::ScannerBurst scanner_;
    bool typing_in_field_ = false;
    kiosk::NodeId field_ = 0;  // last changed, and what it holds
    std::string field_text_;
    std::string text_before_burst_;
    std::int64_t burst_ended_ms_ = -1;  // its Enter is nobody else's
};

}  // namespace xf::web
