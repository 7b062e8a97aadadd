// The focused text field between SDL's text events and the interface: what the page's elements are
// on the web. There is no clipboard on purpose: the next person could paste what the last one wrote.
#pragma once

#include <SDL.h>

#include <string>
#include <string_view>

#include "kiosk/host.hpp"
#include "native/kiosk/text_edit.hpp"

namespace xf::native {

class TextInput {
public:
    explicit TextInput(kiosk::Kiosk& kiosk) : kiosk_(&kiosk) {}

    /// Fields came and went, the focus moved, the program changed a text.
    void after_frame(std::int64_t time_ms);

    bool focused() const { return field_ != 0; }
    const std::string& text() const { return edit_.text(); }

    void insert(std::string_view text, std::int64_t time_ms);
    void compose(std::string_view preedit, int caret, std::int64_t time_ms);
    /// Puts back what was there before a scanner's burst typed into it.
    void restore(std::string_view text, std::int64_t time_ms);
    /// False if the field has no use for the key. REQUIRES: focused()
    bool key(const SDL_Keysym& key, std::int64_t time_ms);

private:
    const kiosk::TextFieldRect* find(kiosk::NodeId id) const;
    void focus(const kiosk::TextFieldRect& field, std::int64_t time_ms);
    void blur();
    bool move(const SDL_Keysym& key);
    bool enter(const SDL_Keysym& key, std::int64_t time_ms);
    void report(std::int64_t time_ms);

    kiosk::Kiosk* kiosk_;
    TextEdit edit_;
    kiosk::NodeId field_ = 0;   ///< that has the focus
    kiosk::NodeId wanted_ = 0;  ///< what the interface wanted last
    std::uint32_t revision_ = 0;
    bool multiline_ = false;
};

}  // namespace xf::native
