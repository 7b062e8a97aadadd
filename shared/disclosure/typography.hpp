// Gives the parts of an official document their places: letterhead, number, recipients, signature.
#pragma once

#include <vector>

#include "shared/disclosure/document.hpp"

namespace xf::disclosure {

/// Makes paragraphs centred, flush or signature blocks where their text and their neighbours
/// say so (official_text.hpp). Adds and removes nothing.
void apply_official_typography(std::vector<Block>& blocks);

}  // namespace xf::disclosure
