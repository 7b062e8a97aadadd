// The commands that every make knows, and no others: what documents are written in, and all that the
// virtual printer takes.
//
//   ESC @        as after power on                   FS &          Chinese characters, two bytes or four
//   ESC a n      0 left, 1 centred, 2 right          ESC E n       1 strong
//   GS ! n       0x11 twice as large, 0 as usual     LF            ends a line
//   GS ( k …     a QR code: model 2, size of a module, correction M, data, print
//   ESC d n      feeds n lines                       GS V 66 n     feeds to the cutter, and cuts
//   GS r 1       answered in its turn, when all before it was taken off the buffer
//   DLE EOT n    answered at once, also by a printer that has stopped: 1 its state, 2 why it is off
//                line, 4 its paper
#pragma once

#include <cstdint>

namespace xf::native::escpos {

inline constexpr std::uint8_t kEot = 0x04, kLf = 0x0A, kDle = 0x10, kEsc = 0x1B, kFs = 0x1C,
                              kGs = 0x1D;

/// Functions of GS ( k, for codes of kind 49.
inline constexpr std::uint8_t kQr = 49, kQrModel = 65, kQrModule = 67, kQrCorrection = 69,
                              kQrStore = 80, kQrPrint = 81;

/// Parameters of DLE EOT, and what is set in the answers.
inline constexpr std::uint8_t kAskState = 1, kAskCause = 2, kAskPaper = 4;
inline constexpr std::uint8_t kOffLine = 0x08;                                     // state
inline constexpr std::uint8_t kCoverOpen = 0x04, kStopped = 0x20, kBroken = 0x40;  // cause
inline constexpr std::uint8_t kPaperEnd = 0x60;                                    // paper
/// Every answer to DLE EOT has these bits so, and no answer to GS r has: it has none of kInTurnBits.
inline constexpr std::uint8_t kFixedBits = 0x93, kFixed = 0x12, kInTurnBits = 0x90;

}  // namespace xf::native::escpos
