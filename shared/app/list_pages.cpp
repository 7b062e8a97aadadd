#include "shared/app/list_pages.hpp"

#include <algorithm>

#include "shared/app/context.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/feature.hpp"

namespace xf::app {
namespace {

/// Most choosers of one list; one may be named that is not there any more.
constexpr std::size_t kChoosers = 8;

/// The list of the page, where it has one.
ListState* list_of(Context& context) {
    return std::visit(
        []<typename P>(P& page) -> ListState* {
            if constexpr (requires { page.list; })
                return &page.list;
            else
                return nullptr;
        },
        context.visit.page);
}

}  // namespace

ListChooser chooser_of(Choosing about, std::uint32_t count) {
    ListChooser out{about, {}, 0};
    for (std::uint32_t value = 0; value <= count; ++value) out.choices.push_back({value, {}});
    return out;
}

Result<ListChooser> grid_chooser(const store::Place& place) {
    ListChooser out{Choosing::grid, {{0, {}}}, 0};
    XF_ASSIGN(const auto grids, people::grids(place));
    for (const std::uint32_t grid : grids)
        if (grid != 0) out.choices.push_back({grid, {}});
    return out;
}

ListControls controls_of(const ListState& state, std::vector<ListChooser> choosers,
                         std::size_t shown, std::size_t total) {
    ListControls out{state.search, std::move(choosers), state.open, state.first, shown, total};
    for (std::size_t i = 0; i < out.choosers.size(); ++i) out.choosers[i].chosen = state.value(i);
    if (out.open && *out.open >= out.choosers.size()) out.open.reset();
    return out;
}

Status handle(Context& context, const SearchList& command) {
    ListState* list = list_of(context);
    if (!list || command.text.size() > limits::kNameBytes) return {};
    list->search = command.text;
    list->first = 0;
    return {};
}

Status handle(Context& context, const OpenChooser& command) {
    if (ListState* list = list_of(context)) list->open = command.index;
    return {};
}

Status handle(Context& context, const Choose& command) {
    ListState* list = list_of(context);
    if (!list || command.chooser >= kChoosers) return {};
    if (list->chosen.size() <= command.chooser) list->chosen.resize(command.chooser + 1);
    list->chosen[command.chooser] = command.value;
    list->open.reset();
    list->first = 0;
    return {};
}

Status handle(Context& context, const TurnList& command) {
    ListState* list = list_of(context);
    if (!list) return {};
    if (command.forward)
        list->first += kListPage;
    else
        list->first -= std::min(list->first, kListPage);
    return {};
}

}  // namespace xf::app
