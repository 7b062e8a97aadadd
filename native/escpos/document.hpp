// A receipt as the bytes that an ESC/POS printer takes (commands.hpp): characters in GB18030.
//
// A character has to be in the printer's own font. Those sold as GB18030 have what the standard's first
// edition asked for: its two-byte part and, in four bytes, Ext A. All others are printed as 〓, as on
// other paper: a printer of GBK alone would make two wrong characters of one of them.
#pragma once

#include "shared/base/bytes.hpp"
#include "shared/ports/printer.hpp"

namespace xf::native::escpos {

/// Errors: print_too_long for a code that does not fit on the paper, or more lines than
/// limits::kReceiptMm; print_failed for a code with control characters, which would be commands, and where
/// this system has no GB18030. REQUIRES: paper of a roll.
Result<Bytes> bytes_of(const ports::PrintedDocument& document);

}  // namespace xf::native::escpos
