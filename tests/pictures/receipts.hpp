// Receipts as an ESC/POS printer prints them, with a printer of software in its place:
// docs/screens/paper/NAME.png.
#pragma once

#include <string>
#include <vector>

#include "native/preview/fixtures.hpp"
#include "native/preview/raster.hpp"

namespace xf::pictures {

struct PrintedReceipt {
    std::string file;
    preview::Picture picture;
};

/// On both rolls; on one of them a copy.
std::vector<PrintedReceipt> printed_receipts(const std::vector<preview::Fixture>& fixtures,
                                             const std::string& font_folder);

}  // namespace xf::pictures
