// How far the paper of a page is. A page with a member `PrintRun print` can be printed; what is on the
// paper is in paper.hpp, who sends it to the printer in print_desk.hpp.
#pragma once

#include "shared/app/print_screens.hpp"
#include "shared/base/result.hpp"

namespace xf::app {

class Context;
struct Visit;

/// For which papers this device has a printer.
struct PrintOffer {
    bool receipts = false;
    bool notices = false;
};

struct PrintRun {
    bool running = false;
    bool printed = false;  ///< at least once
};

PrintState state_of(const PrintRun& run, bool offered);

/// Of the page that the person is on, if it can be printed.
PrintRun* print_run(Visit& visit);

Status handle(Context& context, const Print& command);

}  // namespace xf::app
