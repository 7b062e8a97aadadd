#include "native/kiosk/text_input.hpp"

#include <cmath>
#include <optional>
#include <utility>

namespace xf::native {

const kiosk::TextFieldRect* TextInput::find(kiosk::NodeId id) const {
    for (const kiosk::TextFieldRect& field : kiosk_->text_fields())
        if (field.id == id) return &field;
    return nullptr;
}

void TextInput::after_frame(std::int64_t time_ms) {
    const kiosk::NodeId wanted = kiosk_->wanted_focus();
    const kiosk::NodeId before = std::exchange(wanted_, wanted);
    if (field_ != 0 && (!find(field_) || (wanted != before && wanted != field_))) blur();
    if (wanted != 0 && wanted != field_)
        if (const auto* field = find(wanted)) focus(*field, time_ms);
    const auto* const field = find(field_);
    if (!field) return;
    SDL_Rect rect{
        static_cast<int>(std::lround(field->rect.x)), static_cast<int>(std::lround(field->rect.y)),
        static_cast<int>(std::lround(field->rect.w)), static_cast<int>(std::lround(field->rect.h))};
    SDL_SetTextInputRect(&rect);
    if (field->revision == revision_) return;
    revision_ = field->revision;
    edit_.set(field->value);
    report(time_ms);
}

void TextInput::focus(const kiosk::TextFieldRect& field, std::int64_t time_ms) {
    field_ = field.id;
    revision_ = field.revision;
    multiline_ = field.multiline;
    edit_.set(field.value);
    SDL_StartTextInput();
    kiosk_->text_focus(field_, true);
    report(time_ms);
}

void TextInput::blur() {
    SDL_StopTextInput();
    kiosk_->text_focus(std::exchange(field_, 0), false);
}

void TextInput::insert(std::string_view text, std::int64_t time_ms) {
    if (field_ == 0) return;
    edit_.insert(text);
    report(time_ms);
}

void TextInput::compose(std::string_view preedit, int caret, std::int64_t time_ms) {
    if (field_ == 0) return;
    edit_.compose(preedit, caret < 0 ? 0 : static_cast<std::size_t>(caret));
    report(time_ms);
}

void TextInput::restore(std::string_view text, std::int64_t time_ms) {
    if (field_ == 0) return;
    edit_.set(text);
    report(time_ms);
}

bool TextInput::key(const SDL_Keysym& key, std::int64_t time_ms) {
    // While an input method composes, keys that reach us are not ours to act on.
    if (edit_.composing()) return true;
    if (key.sym == SDLK_RETURN || key.sym == SDLK_KP_ENTER) return enter(key, time_ms);
    if (key.sym == SDLK_BACKSPACE)
        edit_.erase_before();
    else if (key.sym == SDLK_DELETE)
        edit_.erase_after();
    else if (key.sym == SDLK_a && (key.mod & KMOD_CTRL))
        edit_.select_all();
    else if (!move(key))
        return false;
    report(time_ms);
    return true;
}

bool TextInput::enter(const SDL_Keysym& key, std::int64_t time_ms) {
    if (multiline_ && !(key.mod & KMOD_CTRL))
        insert("\n", time_ms);
    else
        kiosk_->text_submit(field_, time_ms);
    return true;
}

bool TextInput::move(const SDL_Keysym& key) {
    using Move = TextEdit::Move;
    std::optional<Move> way;
    if (key.sym == SDLK_LEFT) way = Move::left;
    if (key.sym == SDLK_RIGHT) way = Move::right;
    if (key.sym == SDLK_HOME) way = Move::line_begin;
    if (key.sym == SDLK_END) way = Move::line_end;
    if (multiline_ && key.sym == SDLK_UP) way = Move::up;
    if (multiline_ && key.sym == SDLK_DOWN) way = Move::down;
    if (!way) return false;
    edit_.move(*way, (key.mod & KMOD_SHIFT) != 0);
    return true;
}

void TextInput::report(std::int64_t time_ms) {
    kiosk_->text_changed(field_, edit_.state(), time_ms);
}

}  // namespace xf::native
