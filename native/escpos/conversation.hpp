// What is said on the line for one document: is it ready? the document; is it on paper?
//
// Whatever the printer says is looked at for the few bits of commands.hpp, at most so many bytes and so
// long; it can do no more than lie about itself. One that never said anything, as many over USB, is
// believed to print.
#pragma once

#include "native/escpos/link.hpp"

namespace xf::native::escpos {

/// `talks`: it is known to answer; becomes true when it does. Errors: no_paper; no_printer where it says
/// that its cover is open or that it is off line, or where it talks and does not answer; print_failed
/// where it says that it is broken, or stops half-way.
Status print(Link& link, ByteView job, bool& talks);

}  // namespace xf::native::escpos
