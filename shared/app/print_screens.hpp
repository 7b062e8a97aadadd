// Paper: what a screen shows of it, and the one thing that can be done.
#pragma once

#include <cstdint>

namespace xf::app {

enum class PrintState : std::uint8_t {
    none,      ///< this device has no printer for it: nothing is offered
    ready,     ///< nothing was printed yet
    printing,  ///< it is on its way to the paper
    printed,   ///< and lies there; it can be printed again
};

/// Prints what is shown. A host with a printer does it (print_desk.hpp).
struct Print {};

}  // namespace xf::app
