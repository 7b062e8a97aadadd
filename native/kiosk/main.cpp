// xinfeng-kiosk: the client as a native program. Puts its parts together and runs until it is told
// to end.
#include <signal.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>

#include "native/kiosk/event_loop.hpp"
#include "native/kiosk/options.hpp"
#include "native/kiosk/quit_signals.hpp"
#include "native/kiosk/second_window.hpp"

namespace {

using namespace xf;
using namespace xf::native;

constexpr int kFailed = 1, kUsageWrong = 2;

std::string fonts_beside_program() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "fonts";
}

/// A folder for each device, so that those of a demo can share --data.
Result<std::unique_ptr<PosixDisk>> open_disk(const Options& options) {
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error) return Error{ErrorCode::storage_failed, options.data + ": " + error.message()};
    return PosixDisk::open_folder(options.data + "/device-" + options.device);
}

Status run(const Options& options, const std::vector<std::string>& words) {
    Script script;
    if (!options.script.empty()) {
        XF_ASSIGN(script, Script::load(options.script));
    }
    XF_ASSIGN(auto disk, open_disk(options));
    ServiceNotice service;
    const QuitSignals signals;
    XF_ASSIGN(const auto window, Window::open(options.window));
    HostConfig config;
    config.hub = options.hub;
    config.device = options.device;
    config.printer = options.printer;
    config.fonts = options.fonts.empty() ? fonts_beside_program() : options.fonts;
    config.open_device = [&](std::string_view device) { open_second_window(words, device); };
    Host host(std::move(config), std::move(disk), *window);
    XF_TRY(host.load_fonts());
    EventLoop loop(*window, host, service);
    if (options.semantics) loop.print_semantics();
    if (!options.script.empty()) loop.play(std::move(script));
    return loop.run();
}

}  // namespace

int main(int argc, char** argv) {
    ::umask(077);                // the database is this machine's own
    ::signal(SIGCHLD, SIG_IGN);  // nobody waits for a second window
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto options = Options::parse(words);
    if (!options.ok()) {
        std::fprintf(stderr, "xinfeng-kiosk: %s\n\n%s", options.error().detail.c_str(),
                     kUsage.data());
        return kUsageWrong;
    }
    if (options->help) {
        std::fputs(kUsage.data(), stdout);
        return 0;
    }
    const Status status = run(*options, words);
    if (status.ok()) return 0;
    std::fprintf(stderr, "xinfeng-kiosk: %s: %s\n", name_of(status.error().code).data(),
                 status.error().detail.c_str());
    return kFailed;
}
