// A page with a list has a member `list`, which these commands change; its present() narrows the list
// down by it and hands the controls back with what was found.
#pragma once

#include "shared/app/list_screens.hpp"
#include "shared/base/result.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

class Context;

/// What was asked for. Kept by the page.
struct ListState {
    std::string search;
    std::vector<std::uint32_t> chosen;  ///< by chooser; as at first where it is shorter
    std::optional<std::size_t> open;
    std::size_t first = 0;

    std::uint32_t value(std::size_t chooser) const {
        return chooser < chosen.size() ? chosen[chooser] : 0;
    }
};

/// Numbers from 0 to `count`: 0 for all of them.
ListChooser chooser_of(Choosing about, std::uint32_t count);

/// The grids where households live.
Result<ListChooser> grid_chooser(const store::Place& place);

/// The controls of a list in that state, of which `shown` rows of `total` were found.
ListControls controls_of(const ListState& state, std::vector<ListChooser> choosers,
                         std::size_t shown, std::size_t total);

Status handle(Context& context, const SearchList& command);
Status handle(Context& context, const OpenChooser& command);
Status handle(Context& context, const Choose& command);
Status handle(Context& context, const TurnList& command);

}  // namespace xf::app
