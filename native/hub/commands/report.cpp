#include <cstdio>

#include "native/hub/commands/commands.hpp"

namespace xf::hub {
namespace {

/// The table's cure, where what happened is not said to the operator in words of its own.
bool needs_cure(const Error& error) {
    return error.detail.empty() ||
           (http_status_of(error.code) >= 500 && error.code != ErrorCode::busy);
}

}  // namespace

void report_on_stderr(const Error& error) {
    std::string text = "xinfeng-hub: " + error.message() + "\n";
    if (needs_cure(error)) text += "  " + std::string(cure_of(error.code)) + "\n";
    std::fputs(text.c_str(), stderr);
}

}  // namespace xf::hub
