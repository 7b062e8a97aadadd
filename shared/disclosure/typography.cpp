#include "shared/disclosure/typography.hpp"

#include <algorithm>

#include "shared/disclosure/official_text.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::disclosure {
namespace {

using Kind = Block::Kind;

constexpr std::size_t kLetterheadLines = 6;  // above the first title; more is body
constexpr std::size_t kLetterheadChars = 40;
constexpr std::size_t kSigningOffices = 3;  // jointly issued: one line each

/// What typography looks at; long paragraphs are neither letterheads nor signatures.
std::u32string short_text(const Block& block) {
    constexpr std::size_t kLongest = 1200;  // bytes: 200 characters of recipients, with room
    std::string text = text_of(block);
    return text.size() > kLongest ? std::u32string() : to_utf32(text);
}

/// Everything above the first title, if it is a few short lines.
void centre_letterhead(std::vector<Block>& blocks) {
    const auto title = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) {
        return block.kind != Kind::paragraph && block.kind != Kind::rule;
    });
    if (title == blocks.end() || title->kind != Kind::title) return;
    const auto is_line = [](const Block& block) {
        const std::u32string text = short_text(block);
        return block.kind == Kind::rule || (!text.empty() && text.size() <= kLetterheadChars);
    };
    if (static_cast<std::size_t>(title - blocks.begin()) > kLetterheadLines) return;
    if (!std::all_of(blocks.begin(), title, is_line)) return;
    for (auto block = blocks.begin(); block != title; ++block)
        if (block->kind == Kind::paragraph) block->kind = Kind::centred;
}

/// A date, and the offices above it.
void align_signature(std::vector<Block>& blocks, std::size_t date) {
    if (date > 0 && blocks[date - 1].kind == Kind::title) {
        blocks[date].kind = Kind::centred;  // 2026年5月5日 under a title
        return;
    }
    blocks[date].kind = Kind::signature;
    const std::size_t first = date > kSigningOffices ? date - kSigningOffices : 0;
    for (std::size_t i = date; i-- > first;) {
        if (blocks[i].kind != Kind::paragraph || !is_office_line(short_text(blocks[i]))) return;
        blocks[i].kind = Kind::signature;
    }
}

}  // namespace

void apply_official_typography(std::vector<Block>& blocks) {
    centre_letterhead(blocks);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind != Kind::paragraph) continue;
        const std::u32string text = short_text(blocks[i]);
        if (text.empty()) continue;
        const bool after_title = i > 0 && blocks[i - 1].kind == Kind::title;
        if (is_date_line(text)) {
            align_signature(blocks, i);
        } else if (is_document_number(text)) {
            blocks[i].kind = Kind::centred;
        } else if (is_annex_mark(text) || (after_title && is_recipient_line(text))) {
            blocks[i].flush = true;
        }
    }
}

}  // namespace xf::disclosure
