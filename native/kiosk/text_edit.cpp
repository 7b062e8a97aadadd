#include "native/kiosk/text_edit.hpp"

#include <algorithm>

#include "kiosk/paint/utf8.hpp"

namespace xf::native {

std::size_t TextEdit::begin() const { return std::min(anchor_, caret_); }
std::size_t TextEdit::end() const { return std::max(anchor_, caret_); }

std::size_t TextEdit::before(std::size_t at) const {
    return at == 0 ? 0 : kiosk::boundary_before(text_, at - 1);
}

std::size_t TextEdit::after(std::size_t at) const {
    if (at < text_.size()) kiosk::next_character(text_, at);
    return at;
}

std::size_t TextEdit::line_begin(std::size_t at) const {
    const std::size_t found = at == 0 ? std::string::npos : text_.rfind('\n', at - 1);
    return found == std::string::npos ? 0 : found + 1;
}

std::size_t TextEdit::line_end(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
}

// Lines of the text, not of the picture: where it wraps only the interface knows.
std::size_t TextEdit::on_line_above(std::size_t at) const {
    const std::size_t here = line_begin(at);
    if (here == 0) return 0;
    const std::size_t above = line_begin(here - 1);
    return kiosk::boundary_before(text_, std::min(above + (at - here), here - 1));
}

std::size_t TextEdit::on_line_below(std::size_t at) const {
    const std::size_t end = line_end(at);
    if (end == text_.size()) return end;
    const std::size_t column = at - line_begin(at);
    return kiosk::boundary_before(text_, std::min(end + 1 + column, line_end(end + 1)));
}

void TextEdit::replace(std::size_t from, std::size_t to, std::string_view with) {
    text_.replace(from, to - from, with);
    anchor_ = caret_ = from + with.size();
}

void TextEdit::set(std::string_view text) {
    text_.assign(text);
    anchor_ = caret_ = text_.size();
    preedit_.clear();
}

void TextEdit::insert(std::string_view text) {
    preedit_.clear();
    replace(begin(), end(), text);
}

void TextEdit::compose(std::string_view preedit, std::size_t caret) {
    if (!preedit.empty() && begin() != end()) replace(begin(), end(), {});
    preedit_.assign(preedit);
    preedit_caret_ = 0;
    while (caret-- > 0 && preedit_caret_ < preedit_.size())
        kiosk::next_character(preedit_, preedit_caret_);
}

void TextEdit::erase_before() { replace(begin() == end() ? before(caret_) : begin(), end(), {}); }

void TextEdit::erase_after() { replace(begin(), begin() == end() ? after(caret_) : end(), {}); }

void TextEdit::move(Move way, bool select) {
    const bool selected = begin() != end() && !select;
    switch (way) {
        case Move::left:
            caret_ = selected ? begin() : before(caret_);
            break;
        case Move::right:
            caret_ = selected ? end() : after(caret_);
            break;
        case Move::up:
            caret_ = on_line_above(caret_);
            break;
        case Move::down:
            caret_ = on_line_below(caret_);
            break;
        case Move::line_begin:
            caret_ = line_begin(caret_);
            break;
        case Move::line_end:
            caret_ = line_end(caret_);
            break;
    }
    if (!select) anchor_ = caret_;
}

void TextEdit::select_all() {
    anchor_ = 0;
    caret_ = text_.size();
}

kiosk::TextState TextEdit::state() {
    if (preedit_.empty()) return {text_, begin(), end(), end(), end()};
    shown_ = text_;
    shown_.insert(caret_, preedit_);
    const std::size_t caret = caret_ + preedit_caret_;
    return {shown_, caret, caret, caret_, caret_ + preedit_.size()};
}

}  // namespace xf::native
