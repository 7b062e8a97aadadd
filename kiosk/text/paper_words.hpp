// The words that stand on paper, from the catalogue.
#pragma once

#include "shared/app/paper.hpp"

namespace xf::kiosk {

app::PaperWords paper_words();

}  // namespace xf::kiosk
