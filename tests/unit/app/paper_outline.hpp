// A printed document as lines of text, for tests to compare; and words that are easy to tell apart.
#pragma once

#include <string>

#include "shared/app/paper.hpp"

namespace xf::test {

inline app::PaperWords test_words() {
    app::PaperWords out;
    out.receipt = "RECEIPT";
    out.copy = "COPY";
    out.number = "number";
    out.household = "household";
    out.line = "{0} x{1}";
    out.points = "{0} p";
    out.total = "total";
    out.left = "left";
    out.saved = "SAVED";
    out.saved_means = "is kept here";
    out.reported = "REPORTED";
    out.reported_means = "the hub has it";
    out.rejected = "REJECTED";
    out.rejected_means = "does not count";
    out.code = "the code";
    out.corrected = "CORRECTED";
    out.pictures = "{0} pictures";
    out.verified = "verified, {0} entries";
    out.checked = "at {0}";
    out.root = "root {0}";
    out.checkpoint = "see {0}";
    out.changed = "ALTERED";
    out.incomplete = "INCOMPLETE";
    out.unverified = "UNVERIFIED";
    return out;
}

/// A line for each block: its kind where that is not text, what is said of it, its words.
inline std::string outline(const ports::PrintedDocument& document) {
    using Kind = ports::PrintedBlock::Kind;
    using Place = ports::PrintedBlock::Place;
    static constexpr const char* kKinds[] = {"title ", "heading", "", "", "table ", "qr ", "rule"};
    static constexpr const char* kPlaces[] = {"", "indented ", "centre ", "end "};
    std::string out;
    for (const auto& block : document.blocks) {
        out += kKinds[static_cast<std::size_t>(block.kind)];
        if (block.kind == Kind::heading) out += std::to_string(block.level) + " ";
        if (block.kind == Kind::text && block.place != Place::start)
            out += kPlaces[static_cast<std::size_t>(block.place)];
        if (block.small) out += "small ";
        if (block.strong) out += "strong ";
        for (const auto& run : block.runs) out += run.strong ? "*" + run.text + "*" : run.text;
        if (block.kind == Kind::pair) out += " = ";
        out += block.value;
        if (block.header_row) out += "head ";
        for (const auto& row : block.rows) {
            for (const auto& cell : row) out += cell + "|";
            out += "/";
        }
        out += "\n";
    }
    for (const std::string& line : document.foot) out += "foot: " + line + "\n";
    return out;
}

}  // namespace xf::test
