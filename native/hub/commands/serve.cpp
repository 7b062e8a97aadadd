#include <malloc.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "native/hub/commands/commands.hpp"
#include "native/hub/http_api.hpp"
#include "native/hub/http_server.hpp"
#include "native/hub/hub_maker.hpp"
#include "native/hub/rounds.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

/// Readable once someone asks the program to stop. Before any thread is started, so that all of them
/// leave these signals alone.
native::FileDescriptor stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    return native::FileDescriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

/// An empty data folder gets the town that was named, if one was.
Status make_hub_if_empty(DataFolder& folder, const Arguments& arguments, const ports::Clock& clock,
                         ports::Random& random) {
    const bool demo = !arguments.has("--town");
    const std::string file = arguments.get(demo ? "--demo-town" : "--town");
    if (folder.has_hub()) {
        if (!demo)
            std::fprintf(stderr, "%s has its hub already: --town %s was not read\n",
                         folder.path().c_str(), file.c_str());
        return {};
    }
    if (file.empty() || (demo && arguments.has("--no-demo"))) {
        std::fprintf(stderr, "%s is empty: stop this hub and run xinfeng-hub init\n",
                     folder.path().c_str());
        return {};
    }
    XF_ASSIGN(const Town town, read_town_file(file));
    XF_ASSIGN(const NewHub hub, make_hub(folder, town, demo, clock, random));
    if (demo)
        std::fprintf(stderr, "a demo: cards and PINs are in %s\n", folder.in("demo.json").c_str());
    else
        std::fprintf(
            stderr, "admin code, shown only now: %s\ncards and PINs to hand out, then delete: %s\n",
            hub.admin_code.c_str(), folder.in("cards/").c_str());
    return {};
}

/// Empty where the demo is not to be served, or there is none.
Result<std::optional<DemoRoutes>> demo_routes(const DataFolder& folder, HubApp& app,
                                              const Arguments& arguments) {
    if (!app.config().demo) return std::optional<DemoRoutes>();
    if (arguments.has("--no-demo")) {
        std::fprintf(stderr,
                     "this hub was made as a demo: its cards and PINs are not handed out now, but "
                     "they are no secrets; make a real one with xinfeng-hub init\n");
        return std::optional<DemoRoutes>();
    }
    XF_ASSIGN(DemoRoutes routes, DemoRoutes::load(folder, app));
    return std::optional(std::move(routes));
}

Result<HttpParts> parts_of(const DataFolder& folder, HubApp* app, const Arguments& arguments) {
    HttpParts parts;
    parts.app = app;
    if (arguments.has("--site")) {
        auto site = StaticSite::load(arguments.get("--site"));
        if (!site.ok())
            return Error{site.error().code,
                         "--site: " + site.error().detail + " (deploy/build web makes the site)"};
        parts.site = *std::move(site);
    }
    if (app == nullptr) return parts;
    parts.public_log = PublicLogRoutes(folder, app->config());
    XF_ASSIGN(parts.admin, AdminRoutes::load(folder, *app));
    XF_ASSIGN(parts.demo, demo_routes(folder, *app, arguments));
    return parts;
}

/// What the system lets this process have open, less what databases and files need.
std::size_t connections_allowed(std::size_t villages) {
    constexpr std::size_t kOthers = 64, kVillage = 8;
    const std::size_t kept = kOthers + villages * kVillage;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1;
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur > kept ? static_cast<std::size_t>(limit.rlim_cur - kept) : 1;
}

Result<HttpServerOptions> server_options(const Arguments& arguments) {
    HttpServerOptions options;
    XF_ASSIGN(options.patience.grace_ms,
              arguments.number("--grace-ms", options.patience.grace_ms, 100, 600'000));
    XF_ASSIGN(options.bounds.connections,
              arguments.number("--connections", options.bounds.connections, 1, 10'000));
    XF_ASSIGN(const std::uint64_t mebibytes,
              arguments.number("--memory-mib", options.bounds.held_bytes >> 20, 32, 65'536));
    options.bounds.held_bytes = static_cast<std::size_t>(mebibytes) << 20;
    return options;
}

/// What large requests and replies took goes back to the system at once, not when its neighbours do.
void return_large_blocks() { ::mallopt(M_MMAP_THRESHOLD, 128 * 1024); }

Status run(const Arguments& arguments) {
    return_large_blocks();
    const native::FileDescriptor stop = stop_signals();
    XF_ASSIGN(const std::uint64_t port, arguments.number("--port", 8080, 0, 65535));
    XF_ASSIGN(HttpServerOptions options, server_options(arguments));
    XF_ASSIGN(DataFolder folder, DataFolder::open(arguments.get("--data")));
    const native::OsClock clock;
    native::OsRandom random;
    XF_TRY(make_hub_if_empty(folder, arguments, clock, random));
    std::unique_ptr<HubApp> app;
    if (folder.has_hub()) {
        XF_ASSIGN(app, HubApp::open(folder, clock, random, report_on_stderr));
    }
    XF_ASSIGN(HttpParts parts, parts_of(folder, app.get(), arguments));

    HttpApi api(std::move(parts), clock);
    const std::string address = arguments.get("--listen", "127.0.0.1");
    XF_ASSIGN(Listener tcp, listen_tcp(address, static_cast<std::uint16_t>(port)));
    XF_ASSIGN(Listener local, listen_local(folder.path(), "hub.sock"));
    const std::string host = address.find(':') == std::string::npos ? address : "[" + address + "]";
    const unsigned bound_port = port_of(tcp);
    options.bounds.connections = std::min(
        options.bounds.connections, connections_allowed(app ? app->config().villages.size() : 0));
    HttpServer server(api, clock, options);
    server.add(std::move(tcp));
    server.add(std::move(local));
    std::printf("READY http://%s:%u/\n", host.c_str(), bound_port);
    std::fflush(stdout);
    {
        std::optional<Rounds> rounds;
        if (app) rounds.emplace(*app);
        server.run(stop.get());
    }
    if (app) app->checkpoint();
    ::unlink(folder.socket().c_str());
    return {};
}

}  // namespace

Command serve_command() {
    return {
        "serve",
        {"serve --data DIR [--site DIR] [--port N] [--listen ADDRESS] [--town FILE | …]",
         "Serves devices, the public log and the web client. Prints one line, READY and its\n"
         "address, once it listens. Stops cleanly on SIGINT and SIGTERM.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--site", "DIR", "the web client, build/web/site", false},
          {"--port", "N", "TCP port (8080); 0: any free one", false},
          {"--listen", "ADDRESS", "numeric address (127.0.0.1); TLS is a proxy's business", false},
          {"--town", "FILE", "an empty folder starts with this town", false},
          {"--demo-town", "FILE", "an empty folder starts with this town, as a demo", false},
          {"--no-demo", "", "no demo is started, and a demo's secrets are not handed out", false},
          {"--grace-ms", "N",
           "for a request to come, or a reply to go; a second more for each KiB (10000)", false},
          {"--connections", "N", "open at once (512)", false},
          {"--memory-mib", "N", "for requests and replies together (64)", false}},
         {}},
        run};
}

}  // namespace xf::hub
