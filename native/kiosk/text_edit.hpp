// What a browser's <input> does for the web client: keeps the text of the focused field with caret,
// selection and the input method's preedit, and changes them by keys.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/host.hpp"

namespace xf::native {

class TextEdit {
public:
    enum class Move { left, right, up, down, line_begin, line_end };

    /// The text as the program has it; the caret goes to its end.
    void set(std::string_view text);
    /// In place of the selection; ends a composition.
    void insert(std::string_view text);
    /// What the input method has not committed; `caret` counts its characters. Empty: nothing.
    void compose(std::string_view preedit, std::size_t caret);
    void erase_before();
    void erase_after();
    /// `select`: the selection grows with it.
    void move(Move way, bool select);
    void select_all();

    const std::string& text() const { return text_; }
    bool composing() const { return !preedit_.empty(); }
    /// Points into this object, until its next change.
    kiosk::TextState state();

private:
    std::size_t begin() const;
    std::size_t end() const;
    std::size_t before(std::size_t at) const;
    std::size_t after(std::size_t at) const;
    std::size_t line_begin(std::size_t at) const;
    std::size_t line_end(std::size_t at) const;
    std::size_t on_line_above(std::size_t at) const;
    std::size_t on_line_below(std::size_t at) const;
    void replace(std::size_t from, std::size_t to, std::string_view with);

    std::string text_;
    std::size_t anchor_ = 0, caret_ = 0;  ///< the selection lies between them
    std::string preedit_;
    std::size_t preedit_caret_ = 0;  ///< bytes
    std::string shown_;              ///< text with preedit
};

}  // namespace xf::native
