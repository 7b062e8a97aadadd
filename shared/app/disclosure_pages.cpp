#include "shared/app/disclosure_pages.hpp"

#include <algorithm>

#include "shared/app/context.hpp"
#include "shared/app/pictures.hpp"
#include "shared/disclosure/feature.hpp"
#include "shared/disclosure/overview.hpp"

namespace xf::app {
namespace {

Day today(const Context& context) { return china_day(context.ports.clock.now()); }

/// Sums by category, the largest first.
std::vector<CategorySum> sums_of(const FinanceFigures& finance, Direction direction) {
    std::vector<CategorySum> sums;
    for (const FinanceLine& line : finance.lines) {
        if (line.direction != direction) continue;
        auto found = std::find_if(sums.begin(), sums.end(), [&](const CategorySum& sum) {
            return sum.category == line.category;
        });
        if (found == sums.end()) found = sums.insert(sums.end(), {line.category, 0});
        found->cents += line.cents;
    }
    std::stable_sort(sums.begin(), sums.end(),
                     [](const CategorySum& a, const CategorySum& b) { return a.cents > b.cents; });
    return sums;
}

Result<std::optional<StepFigures>> step_figures(const store::Place& place, std::uint64_t leaf) {
    XF_ASSIGN(const auto figures, disclosure::read_figures(place.db, place.shard, leaf));
    const auto* step = figures ? std::get_if<StepFigures>(&*figures) : nullptr;
    return step ? std::optional(*step) : std::nullopt;
}

Result<MatterStep> step_of(const store::Place& place, const NoticeItem& item) {
    MatterStep step;
    step.item = item;
    XF_ASSIGN(step.figures, step_figures(place, item.leaf));
    XF_ASSIGN(const auto papers, disclosure::papers_of(place.db, place.shard, item.leaf));
    step.papers = present_papers(papers);
    XF_ASSIGN(auto earlier, disclosure::earlier_versions(place.db, place.shard, item.leaf));
    for (NoticeItem& version : earlier) {
        XF_ASSIGN(const auto figures, step_figures(place, version.leaf));
        step.earlier.push_back({std::move(version), figures});
    }
    return step;
}

}  // namespace

Status handle(Context& context, const OpenYear& command) {
    if (context.page<MonthsPage>()) context.go(MonthsPage{command.year});
    return {};
}

Status handle(Context& context, const OpenMonth& command) {
    if (context.page<MonthsPage>()) context.go(MonthPage{command.month});
    return {};
}

Status handle(Context& context, const OpenFinance& command) {
    if (const auto* page = context.page<MonthPage>()) context.go(FinancePage{command.leaf, *page});
    return {};
}

Status handle(Context& context, const OpenMatter& command) {
    if (context.page<MattersPage>()) context.go(MatterPage{command.matter});
    return {};
}

Result<View> present(const Context& context, const DisclosurePage&) {
    const store::Place place = context.place();
    DisclosureView view;
    view.log = context.village.replica.state();
    XF_ASSIGN(const std::size_t missing,
              disclosure::count_missing(place.db, place.shard, today(context)));
    view.missing = static_cast<std::uint32_t>(missing);
    XF_ASSIGN(const auto matters, disclosure::list_matters(place.db, place.shard, today(context)));
    for (const Matter& matter : matters)
        if (matter.state == MatterState::overdue) ++view.overdue;
    return View(std::move(view));
}

Result<View> present(const Context& context, const MonthsPage& page) {
    const store::Place place = context.place();
    const Day day = today(context);
    const std::uint16_t now = disclosure::month_of(day).year;
    MonthsView view;
    view.log = context.village.replica.state();
    view.year = page.year != 0 ? page.year : now;
    XF_ASSIGN(const auto first, disclosure::first_month(place.db, place.shard));
    view.earlier = first && first->year < view.year;
    view.later = view.year < now;
    XF_ASSIGN(view.months, disclosure::list_months(place.db, place.shard, view.year, day));
    return View(std::move(view));
}

Result<View> present(const Context& context, const MonthPage& page) {
    const store::Place place = context.place();
    MonthView view;
    view.log = context.village.replica.state();
    view.deadline = disclosure::month_deadline(page.month);
    XF_ASSIGN(view.month,
              disclosure::find_month(place.db, place.shard, page.month, today(context)));
    view.desk = context.village.role() == DeviceRole::desk;
    XF_ASSIGN(const auto channels, disclosure::channels_of(place, page.month));
    for (const disclosure::ChannelUsed& used : channels)
        view.channels.push_back({used.kind, used.channel, used.day});
    return View(std::move(view));
}

Result<View> present(const Context& context, const FinancePage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(disclosure::Document document,
              disclosure::read_notice(place.db, place.shard, page.leaf));
    const auto* finance =
        document.figures ? std::get_if<FinanceFigures>(&*document.figures) : nullptr;
    // Its figures can't be read, or it was withdrawn: the document says what there is to say.
    if (!finance) return present(context, DocumentPage{page.leaf, false, page.from, page.print});
    FinanceView view;
    view.log = context.village.replica.state();
    view.item = std::move(document.item);
    view.month = page.from.month;
    view.opening = finance->opening;
    view.income = finance->sum(Direction::income);
    view.spending = finance->sum(Direction::spending);
    view.closing = finance->closing;
    view.incomes = sums_of(*finance, Direction::income);
    view.spendings = sums_of(*finance, Direction::spending);
    view.lines = finance->lines;
    view.vouchers = present_papers(document.papers);
    return View(std::move(view));
}

Result<View> present(const Context& context, const MattersPage&) {
    const store::Place place = context.place();
    MattersView view;
    view.log = context.village.replica.state();
    XF_ASSIGN(view.matters, disclosure::list_matters(place.db, place.shard, today(context)));
    return View(std::move(view));
}

Result<View> present(const Context& context, const MatterPage& page) {
    const store::Place place = context.place();
    MatterView view;
    view.log = context.village.replica.state();
    XF_ASSIGN(view.matter,
              disclosure::find_matter(place.db, place.shard, page.matter, today(context)));
    for (const NoticeItem& item : view.matter.steps) {
        XF_ASSIGN(MatterStep step, step_of(place, item));
        view.steps.push_back(std::move(step));
    }
    return View(std::move(view));
}

}  // namespace xf::app
