#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/hub_app.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"

namespace xf::hub {
namespace {

struct Wish {
    std::string data, village, reason;
    std::uint64_t leaf = 0;
};

void report(const Wish& wish, std::uint64_t leaf, const std::string& title) {
    std::printf("%llu\t%llu\t%s\n", static_cast<unsigned long long>(wish.leaf),
                static_cast<unsigned long long>(leaf), title.c_str());
}

/// Without a running hub: in its place.
Status withdraw_directly(const Wish& wish) {
    XF_ASSIGN(const DataFolder folder, DataFolder::open(wish.data));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    XF_ASSIGN(const MadeLeaf made, app->withdraw_notice(wish.village, wish.leaf, wish.reason));
    report(wish, made.leaf, made.title);
    return {};
}

Status run(const Arguments& arguments) {
    Wish wish{arguments.get("--data"), arguments.get("--village"), arguments.get("--reason"), 0};
    XF_ASSIGN(wish.leaf, arguments.number("--leaf", 0, 0, INT64_MAX));
    if (!cbor::valid_utf8(as_bytes(wish.reason)))
        return Error{ErrorCode::malformed, "--reason: is not UTF-8"};
    nlohmann::json body = {{"village", wish.village}, {"leaf", wish.leaf}};
    if (!wish.reason.empty()) body["reason"] = wish.reason;
    XF_ASSIGN(const auto answer, ask_running_hub(wish.data, "/v1/admin/withdraw-notice", body));
    if (!answer) return withdraw_directly(wish);
    report(wish, answer->value("leaf", std::uint64_t{0}), answer->value("title", ""));
    return {};
}

}  // namespace

Command withdraw_notice_command() {
    return {
        "withdraw notice",
        {"withdraw notice --data DIR --village V --leaf N [--reason TEXT]",
         "Withdraws a notice from the village's public log: its text and pictures go, its title\n"
         "stays. Prints, separated by tabs: its index, the index of the withdrawal, its title.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--village", "V", "slug or name of the village", true},
          {"--leaf", "N", "index of the notice, as import notice printed it", true},
          {"--reason", "TEXT", "why; public, and for ever", false}},
         {}},
        run};
}

}  // namespace xf::hub
