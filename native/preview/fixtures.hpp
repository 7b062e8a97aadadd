// Hand-made snapshots of every screen, with invented people (示例) and a fixed clock.
#pragma once

#include <string>
#include <vector>

#include "shared/app/views.hpp"

namespace xf::preview {

struct Fixture {
    std::string name;
    app::Snapshot snapshot;
};

std::vector<Fixture> all_fixtures();

/// The blocks of a plain text, a paragraph a line: for looking at (and measuring) a real document.
std::vector<app::Block> blocks_of_text(const std::string& text);

/// A document with every kind of block.
app::DocumentView document_fixture();

}  // namespace xf::preview
