#include "kiosk/widgets/document.hpp"

#include <algorithm>
#include <cmath>

namespace xf::kiosk {

using app::Block;

namespace {

constexpr float kAfterHeadEm = 0.8f;  // between title or document number and the text

}  // namespace

struct DocumentLayout::Style {
    Type type = Type::body;
    Align align = Align::left;
    bool strong = false;
    float indent_em = 0;    ///< of the first line
    float margin_em = 0;    ///< at the right, for signatures
    float before_em = 0;    ///< space above
    float leading = 1.75f;  ///< official documents want ≥ 1.5
};

DocumentLayout::Style DocumentLayout::style_of(const Ui& ui, const Block& block) {
    Style s;
    s.leading = std::max(ui.m.leading, s.leading);
    switch (block.kind) {
        case Block::Kind::title:
            return {.type = Type::title,
                    .align = Align::center,
                    .strong = true,
                    .before_em = 0.4f,
                    .leading = 1.4f};
        case Block::Kind::heading:
            s.strong = block.level <= 2;
            s.indent_em = 2;
            s.before_em = block.level == 1 ? 0.9f : block.level == 2 ? 0.5f : 0.2f;
            return s;
        case Block::Kind::paragraph:
        case Block::Kind::item:
            s.indent_em = 2;
            return s;
        case Block::Kind::centred:
            s.align = Align::center;
            return s;
        case Block::Kind::signature:
            s.align = Align::right;
            s.margin_em = 2;
            return s;
        case Block::Kind::table:
            s.before_em = 0.6f;
            return s;
        case Block::Kind::rule:
            s.before_em = 0.8f;
            return s;
    }
    return s;
}

/// Titles grow less: they are large already.
float DocumentLayout::em_of(const Ui& ui, Type type) const {
    const float scale = type == Type::title ? std::sqrt(scale_) : scale_;
    return std::round(ui.m.em(type) * scale);
}

std::vector<DocumentLayout::Heading> DocumentLayout::headings() const {
    std::vector<Heading> out;
    for (const Placed& p : blocks_)
        if (p.kind == Block::Kind::heading) out.push_back({p.text, p.level, p.y});
    return out;
}

void DocumentLayout::prepare(const Ui& ui, const app::DocumentView& document, float width,
                             float scale) {
    const float em = ui.m.em(Type::body);
    if (document.document_hash == document_ && document.blocks.size() == count_ &&
        width == width_ && em == em_ && scale == scale_)
        return;
    scale_ = scale;
    document_ = document.document_hash;
    count_ = document.blocks.size();
    width_ = width;
    em_ = em;
    blocks_.clear();
    blocks_.reserve(count_);
    height_ = 0;
    for (const Block& block : document.blocks) add(ui, block, width);
}

void DocumentLayout::add(const Ui& ui, const Block& block, float width) {
    const Style style = style_of(ui, block);
    const float em = em_of(ui, style.type);
    Placed p;
    p.kind = block.kind;
    p.level = block.level;
    if (!blocks_.empty()) {
        const Block::Kind last = blocks_.back().kind;
        const bool after_head = last == Block::Kind::title || last == Block::Kind::centred;
        const bool in_head = block.kind == Block::Kind::title || block.kind == Block::Kind::centred;
        height_ += em * (after_head && !in_head ? std::max(kAfterHeadEm, style.before_em)
                                                : style.before_em);
    }
    p.y = height_;
    if (block.kind == Block::Kind::table) {
        p.table = lay_out_table(ui, block.rows, width, scale_);
        p.height = p.table.height + ui.space(kMedium);
    } else if (block.kind == Block::Kind::rule) {
        p.height = em * style.before_em;
    } else {
        for (const app::Run& run : block.runs) {
            if (run.strong) p.strong.emplace_back(p.text.size(), p.text.size() + run.text.size());
            p.text += run.text;
        }
        const float room = width - em * style.margin_em;
        p.lines = block.kind == Block::Kind::title
                      ? balanced_lines(ui.paint.font(), p.text, em, room)
                      : break_lines(ui.paint.font(), p.text, em, room, em * style.indent_em);
        p.height = em * style.leading * static_cast<float>(p.lines.size());
    }
    height_ += p.height;
    blocks_.push_back(std::move(p));
}

void DocumentLayout::draw_lines(Ui& ui, Rect r, const Placed& p, const Style& style) const {
    const float em = em_of(ui, style.type);
    const float line = em * style.leading;
    const Rect clip = ui.paint.clip();
    float y = r.y + p.y;
    for (const TextLine& l : p.lines) {
        const float top = y + (line - em) / 2;
        y += line;
        if (y < clip.y || top > clip.bottom()) continue;
        float x = r.x + l.x;
        if (style.align == Align::center) x = r.x + (r.w - l.width) / 2;
        if (style.align == Align::right) x = r.right() - em * style.margin_em - l.width;
        const std::string_view text = p.text;
        ui.paint.text(x, top, text.substr(l.begin, l.end - l.begin), em, Tone::ink, style.strong);
        if (style.strong) continue;
        for (const auto& [from, to] : p.strong) {
            const std::size_t begin = std::max<std::size_t>(from, l.begin);
            const std::size_t end = std::min<std::size_t>(to, l.end);
            if (begin >= end) continue;
            const float before =
                text_width(ui.paint.font(), text.substr(l.begin, begin - l.begin), em);
            ui.paint.text(x + before, top, text.substr(begin, end - begin), em, Tone::ink, true);
        }
    }
}

void DocumentLayout::draw_block(Ui& ui, Rect r, const Placed& p, const Block& block,
                                std::size_t index) const {
    const Rect place = {r.x, r.y + p.y, r.w, p.height};
    const Rect clip = ui.paint.clip();
    const bool seen = place.bottom() >= clip.y && place.y <= clip.bottom();
    const std::string key = "block" + std::to_string(index);
    switch (p.kind) {
        case Block::Kind::table:
            draw_table(ui, place, key, block.rows, block.header_row, p.table);
            return;
        case Block::Kind::rule:
            ui.paint.box({r.x, place.y, r.w, ui.m.hairline}, Tone::line);
            return;
        case Block::Kind::title:
        case Block::Kind::heading:
            ui.node(Role::heading, key, p.text, place);
            ui.tree.nodes.back().level =
                p.kind == Block::Kind::title ? std::uint8_t{1} : std::uint8_t(p.level + 1);
            break;
        default:
            ui.node(Role::text, key, p.text, place);
            break;
    }
    if (seen) draw_lines(ui, r, p, style_of(ui, block));
}

void DocumentLayout::draw(Ui& ui, Rect r, const app::DocumentView& document) const {
    for (std::size_t i = 0; i < blocks_.size(); ++i)
        draw_block(ui, r, blocks_[i], document.blocks[i], i);
}

}  // namespace xf::kiosk
