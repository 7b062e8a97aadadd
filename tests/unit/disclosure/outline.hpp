// What tests ask of a document: its shape, and that no character was lost. Written apart from the
// importer on purpose: it must not share its mistakes.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "shared/disclosure/document.hpp"

namespace xf::test {

using Kind = disclosure::Block::Kind;

inline std::string without_all(std::string text, std::string_view what) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.erase(at, what.size());
    return text;
}

inline std::string without_spaces(std::string text) {
    for (const char* space : {" ", "\t", "\n", "\r", "\f", "\v", "\u3000", "\u00a0", "\ufeff"})
        text = without_all(std::move(text), space);
    return text;
}

/// A line without # before it, - before it, and nothing at all if it is a rule of dashes.
inline std::string without_line_marks(std::string line) {
    line.erase(0, std::min(line.find_first_not_of(" \t\r"), line.size()));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (line.size() >= 3 && line.find_first_not_of('-') == std::string::npos) return {};
    const auto spaced = [&](std::size_t at) {
        return at < line.size() && (line[at] == ' ' || line[at] == '\t');
    };
    const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0 && hashes <= 6 && spaced(hashes))
        line.erase(0, hashes);
    else if (line[0] == '-' && spaced(1))
        line.erase(0, 1);
    return line;
}

/// The characters of an official plain text that are not marks of layout.
inline std::string characters_of_text(const std::string& text) {
    std::string out;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        out += without_line_marks(text.substr(start, end - start));
        start = end + 1;
    }
    return without_all(without_spaces(std::move(out)), "**");
}

inline std::string characters_of(const std::vector<disclosure::Block>& blocks) {
    std::string out;
    for (const disclosure::Block& block : blocks) {
        for (const disclosure::Run& run : block.runs) out += run.text;
        for (const auto& row : block.rows)
            for (const std::string& cell : row) out += cell;
    }
    return without_all(without_spaces(std::move(out)), "**");
}

/// Empty when both are equal; else where they part, short enough to read.
inline std::string difference(const std::string& a, const std::string& b) {
    if (a == b) return {};
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
    const std::size_t from = at < 30 ? 0 : at - 30;
    return "byte " + std::to_string(at) + ": …" + a.substr(from, 60) + "… against …" +
           b.substr(from, 60) + "…";
}

struct Outline {
    std::array<std::size_t, 8> kinds{};     ///< blocks by kind
    std::size_t flush = 0;                  ///< paragraphs without indent
    std::array<std::size_t, 5> headings{};  ///< by level, from 1
    std::vector<std::string> tables;        ///< "8x3", "9x7 header"

    std::size_t count(Kind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
};

inline Outline outline_of(const std::vector<disclosure::Block>& blocks) {
    Outline outline;
    for (const disclosure::Block& block : blocks) {
        ++outline.kinds[static_cast<std::size_t>(block.kind)];
        if (block.flush) ++outline.flush;
        if (block.kind == Kind::heading) ++outline.headings[block.level];
        if (block.kind == Kind::table)
            outline.tables.push_back(std::to_string(block.rows.size()) + "x" +
                                     std::to_string(block.rows.front().size()) +
                                     (block.header_row ? " header" : ""));
    }
    return outline;
}

inline std::vector<std::string> texts_of(const std::vector<disclosure::Block>& blocks, Kind kind) {
    std::vector<std::string> out;
    for (const disclosure::Block& block : blocks)
        if (block.kind == kind) out.push_back(disclosure::text_of(block));
    return out;
}

}  // namespace xf::test
