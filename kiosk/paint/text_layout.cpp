#include "kiosk/paint/text_layout.hpp"

#include "kiosk/paint/line_break.hpp"
#include "kiosk/paint/utf8.hpp"

namespace xf::kiosk {
namespace {

constexpr std::size_t kMostBalanced = 4;
constexpr int kRemark = 4;  // characters of a remark in brackets that stays in one line: （示例）

class Breaker {
public:
    Breaker(const Advances& font, std::string_view text, float em, float width, float indent)
        : font_(font), text_(text), em_(em), width_(width) {
        start_line(0, indent);
    }

    std::vector<TextLine> run() {
        std::size_t at = 0;
        char32_t before = 0;
        while (at < text_.size()) {
            const std::size_t here = at;
            const char32_t c = next_character(text_, at);
            if (c == '\n') {
                finish(here, x_);
                start_line(at, 0);
                before = 0;
                continue;
            }
            const bool inside = here < remark_end_;
            if (here > line_.begin && before != 0 && !inside && break_allowed(before, c))
                mark(here);
            if (!inside) remark_end_ = end_of_remark(c, at);
            const float advance = font_.advance(c, em_);
            const bool space = c == ' ' || c == U'\u3000';
            if (!space && x_ + advance > width_ && here > line_.begin) wrap(here);
            x_ += advance;
            if (!space) ink_ = x_;
            before = c;
        }
        finish(text_.size(), ink_);
        return std::move(lines_);
    }

private:
    /// Width of what may not be parted from `before`, which ends at `at`.
    float hanging(char32_t before, std::size_t at) const {
        float width = 0;
        while (at < text_.size()) {
            const char32_t next = next_character(text_, at);
            if (break_allowed(before, next)) break;
            width += font_.advance(next, em_);
            before = next;
        }
        return width;
    }

    /// Where a short remark ends that opens with `c`, just read up to `at`, and that fits into one
    /// line; else `at`.
    std::size_t end_of_remark(char32_t c, std::size_t at) const {
        if (c != U'（') return at;
        float width = font_.advance(c, em_);
        std::size_t end = at;
        for (int i = 0; i <= kRemark && end < text_.size(); ++i) {
            const char32_t next = next_character(text_, end);
            width += font_.advance(next, em_);
            if (next == U'）') return width + hanging(next, end) <= width_ ? end : at;
        }
        return at;
    }

    void start_line(std::size_t begin, float x) {
        line_ = {static_cast<std::uint32_t>(begin), 0, x, 0};
        x_ = ink_ = x;
        good_ = 0;
    }

    /// A line may end before byte `here`.
    void mark(std::size_t here) {
        good_ = here;
        good_x_ = x_;
        good_ink_ = ink_;
    }

    void finish(std::size_t end, float right) {
        line_.end = static_cast<std::uint32_t>(end);
        line_.width = right - line_.x;
        lines_.push_back(line_);
    }

    /// Ends the line at the last good place; in a word longer than the line, right here.
    void wrap(std::size_t here) {
        if (good_ == 0) mark(here);
        const float carried = x_ - good_x_;
        const std::size_t next = good_;
        finish(next, good_ink_);
        start_line(next, 0);
        x_ = ink_ = carried;
    }

    const Advances& font_;
    std::string_view text_;
    float em_;
    float width_;
    std::vector<TextLine> lines_;
    TextLine line_;
    float x_ = 0;
    float ink_ = 0;  // x without trailing spaces
    std::size_t remark_end_ = 0;
    std::size_t good_ = 0;
    float good_x_ = 0;
    float good_ink_ = 0;
};

}  // namespace

std::vector<TextLine> break_lines(const Advances& font, std::string_view text, float em,
                                  float width, float first_indent) {
    return Breaker(font, text, em, width, first_indent).run();
}

std::vector<TextLine> balanced_lines(const Advances& font, std::string_view text, float em,
                                     float width) {
    auto lines = break_lines(font, text, em, width);
    if (lines.size() < 2 || lines.size() > kMostBalanced) return lines;
    float narrow = width / 2;
    for (float wide = width; wide - narrow > em / 2;) {
        const float middle = (narrow + wide) / 2;
        auto tried = break_lines(font, text, em, middle);
        if (tried.size() > lines.size()) {
            narrow = middle;
        } else {
            wide = middle;
            lines = std::move(tried);
        }
    }
    return lines;
}

float text_width(const Advances& font, std::string_view text, float em) {
    float width = 0;
    for (std::size_t at = 0; at < text.size();) width += font.advance(next_character(text, at), em);
    return width;
}

Fitted fit(const Advances& font, std::string_view text, float em, float width) {
    const float ellipsis = font.advance(U'…', em);
    float x = 0;
    std::size_t room = 0;  // bytes that leave room for the ellipsis
    for (std::size_t at = 0; at < text.size();) {
        x += font.advance(next_character(text, at), em);
        if (x > width) return {room, true};
        if (x + ellipsis <= width) room = at;
    }
    return {text.size(), false};
}

}  // namespace xf::kiosk
