// An official document as it is set in China: title centred, paragraphs indented by two
// characters, levels by weight and space, tables that scroll inside. Laid out once, then only the
// visible lines are drawn.
#pragma once

#include <memory>
#include <vector>

#include "kiosk/widgets/table.hpp"

namespace xf::kiosk {

class DocumentLayout {
public:
    /// Lays out again only if the document, the width or the type changed. `scale`: of its type.
    void prepare(const Ui& ui, const app::DocumentView& document, float width, float scale = 1);
    float height() const { return height_; }
    struct Heading {
        std::string_view text;
        std::uint8_t level = 0;
        float y = 0;  ///< from the top of the document
    };
    std::vector<Heading> headings() const;
    /// `r.y` is the top of the document; only what the painter's clip shows is drawn.
    void draw(Ui& ui, Rect r, const app::DocumentView& document) const;

private:
    struct Placed {
        app::Block::Kind kind;
        std::uint8_t level = 0;
        float y = 0, height = 0;
        std::string text;                                         ///< all runs
        std::vector<std::pair<std::size_t, std::size_t>> strong;  ///< bytes of it
        std::vector<TextLine> lines;
        TableLayout table;
    };
    struct Style;

    static Style style_of(const Ui& ui, const app::Block& block);
    void add(const Ui& ui, const app::Block& block, float width);
    float em_of(const Ui& ui, Type type) const;
    void draw_block(Ui& ui, Rect r, const Placed& p, const app::Block& block,
                    std::size_t index) const;
    void draw_lines(Ui& ui, Rect r, const Placed& p, const Style& style) const;

    std::vector<Placed> blocks_;
    float height_ = 0;
    std::string document_;
    float width_ = 0, em_ = 0, scale_ = 1;
    std::size_t count_ = 0;
};

}  // namespace xf::kiosk
