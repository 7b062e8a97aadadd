// What the command line says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/kiosk/hub_address.hpp"
#include "native/kiosk/printer_config.hpp"
#include "native/kiosk/window.hpp"

namespace xf::native {

struct Options {
    HubAddress hub;
    std::string data;
    std::string fonts;  ///< empty: beside the program
    std::string device = "kiosk";
    WindowConfig window;
    PrinterConfig printer;
    std::string script;  ///< empty: none
    bool semantics = false;
    bool help = false;

    /// Errors: malformed, for what there is not.
    static Result<Options> parse(const std::vector<std::string>& words);
};

extern const std::string_view kUsage;

}  // namespace xf::native
