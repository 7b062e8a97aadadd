// Long lists of a desk: what they are narrowed down by, their order, and the part that is shown. The
// same for every list, so that there is one widget for them and one way to handle it.
#pragma once

#include "shared/app/common_views.hpp"

namespace xf::app {

/// Rows of a list in one snapshot.
inline constexpr std::size_t kListPage = 50;

// ---- what is shown ------------------------------------------------------------------------------

/// What a chooser decides. The screen has the words for it and for its choices.
enum class Choosing : std::uint8_t {
    request_state,    ///< 1 + RequestState
    category,         ///< 1 + RequestCategory
    grid,             ///< its number
    area,             ///< of the log's events; the word is the area's name
    period,           ///< days up to now
    request_order,    ///< 0 newest, 1 waiting longest
    household_order,  ///< 0 number, 1 most points, 2 name
    request_holding,  ///< 1 late, 2 in my hands, 3 handed on
};

struct ListChoice {
    std::uint32_t value = 0;  ///< 0: as the list is at first
    std::string word;         ///< the program's name of it, where it has no number that is known
};

struct ListChooser {
    Choosing about = Choosing::grid;
    std::vector<ListChoice> choices;
    std::uint32_t chosen = 0;
};

struct ListControls {
    std::string search;
    std::vector<ListChooser> choosers;
    std::optional<std::size_t> open;  ///< the chooser whose choices are offered
    std::size_t first = 0;            ///< place of the first row here in the whole list
    std::size_t shown = 0;
    std::size_t total = 0;
};

// ---- what can be done ---------------------------------------------------------------------------

struct SearchList {
    std::string text;
};
/// None: closes it without a choice.
struct OpenChooser {
    std::optional<std::size_t> index;
};
struct Choose {
    std::size_t chooser = 0;
    std::uint32_t value = 0;
};
struct TurnList {
    bool forward = true;
};

}  // namespace xf::app
