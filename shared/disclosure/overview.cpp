#include "shared/disclosure/overview.hpp"

#include <algorithm>
#include <map>

namespace xf::disclosure {
namespace {

constexpr std::size_t kListedMatters = 400;
constexpr std::size_t kSteps = 6;             ///< of a matter, in force
constexpr std::size_t kMonthlyItems = 1'500;  ///< forty years of them

/// Every publication that discharges a month, as far as lists go back.
Result<std::vector<NoticeItem>> monthly_items(store::Database& db, ShardNo shard) {
    NoticeFilter filter;
    filter.kind = kMonthlyKinds.front();
    filter.to_kind = kMonthlyKinds.back();
    filter.limit = kMonthlyItems;
    return list_notices(db, shard, filter);
}

/// `worst` of its parts: late before open before published.
MonthState worst(const std::array<MonthPart, kMonthlyKinds.size()>& parts) {
    const auto any = [&](MonthState state) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const MonthPart& part) { return part.state == state; });
    };
    for (const MonthState state :
         {MonthState::missing, MonthState::open, MonthState::published, MonthState::ahead})
        if (any(state)) return state;
    return MonthState::none;
}

Month make_month(DueMonth due, const std::vector<NoticeItem>& items,
                 const std::optional<DueMonth>& first, Day today) {
    Month month;
    month.month = due;
    const bool asked = first && first->number() <= due.number();
    for (std::size_t i = 0; i < kMonthlyKinds.size(); ++i) {
        MonthPart& part = month.parts[i];
        part.kind = kMonthlyKinds[i];
        for (const NoticeItem& item : items)
            if (item.kind == part.kind && item.due == due) part.items.push_back(item);
        part.state = month_state(due, !part.items.empty(), today);
        if (!asked && part.state != MonthState::published && part.state != MonthState::ahead)
            part.state = MonthState::none;
    }
    month.state = worst(month.parts);
    return month;
}

Result<std::optional<StepFigures>> step_figures(store::Database& db, ShardNo shard,
                                                std::uint64_t leaf) {
    XF_ASSIGN(const auto figures, read_figures(db, shard, leaf));
    const auto* step = figures ? std::get_if<StepFigures>(&*figures) : nullptr;
    return step ? std::optional(*step) : std::nullopt;
}

/// Title and state, from the steps.
Status complete(store::Database& db, ShardNo shard, Day today, Matter& matter) {
    std::stable_sort(matter.steps.begin(), matter.steps.end(),
                     [](const NoticeItem& a, const NoticeItem& b) { return a.kind < b.kind; });
    matter.title = matter.steps.front().title;
    Course course;
    for (const NoticeItem& step : matter.steps) {
        if (step.kind == LeafKind::result) course.result = true;
        if (step.kind != LeafKind::resolution) continue;
        course.resolution = true;
        XF_ASSIGN(course.resolution_figures, step_figures(db, shard, step.leaf));
    }
    if (course.resolution_figures) {
        matter.publicity = course.resolution_figures->publicity;
        matter.result_due = course.resolution_figures->result_due;
    }
    matter.state = matter_state(course, today);
    return {};
}

Result<std::vector<Matter>> read_matters(store::Database& db, ShardNo shard, Day today,
                                         const std::optional<Uuid>& only) {
    NoticeFilter filter;
    filter.kind = LeafKind::proposal;
    filter.to_kind = LeafKind::result;
    filter.matter = only;
    filter.matters = kListedMatters;
    filter.limit = kListedMatters * kSteps;
    XF_ASSIGN(auto items, list_notices(db, shard, filter));
    std::vector<Matter> out;
    std::map<Uuid, std::size_t> places;
    for (NoticeItem& item : items) {  // the newest first, and so are the matters
        const auto [place, fresh] = places.try_emplace(item.matter, out.size());
        if (fresh) out.push_back({item.matter, {}, {}, {}, {}, {}});
        out[place->second].steps.push_back(std::move(item));
    }
    for (Matter& matter : out) XF_TRY(complete(db, shard, today, matter));
    return out;
}

}  // namespace

Result<std::optional<DueMonth>> first_month(store::Database& db, ShardNo shard) {
    // What was withdrawn is as if it had never been; what was corrected still says when it began.
    XF_ASSIGN(auto rows, db.prepare("SELECT min(published), min(due) FILTER (WHERE in_force)"
                                    " FROM log_notice WHERE shard = ? AND withdrawn_by IS NULL",
                                    shard));
    XF_ASSIGN(const auto found, rows.first([](const store::Row& row) {
        std::optional<DueMonth> first;
        if (row.column_null(0)) return first;
        first = month_of(Day{static_cast<std::int32_t>(row.column_int(0))});
        const DueMonth before = last_month(*first);
        if (!row.column_null(1) && row.column_uint32(1) <= before.number()) first = before;
        return first;
    }));
    return found ? *found : std::nullopt;
}

Result<std::vector<Month>> list_months(store::Database& db, ShardNo shard, std::uint16_t year,
                                       Day today) {
    XF_ASSIGN(const auto items, monthly_items(db, shard));
    XF_ASSIGN(const auto first, first_month(db, shard));
    std::vector<Month> out;
    for (std::uint8_t month = 1; month <= 12; ++month)
        out.push_back(make_month({year, month}, items, first, today));
    return out;
}

Result<Month> find_month(store::Database& db, ShardNo shard, DueMonth month, Day today) {
    XF_ASSIGN(const auto items, monthly_items(db, shard));
    XF_ASSIGN(const auto first, first_month(db, shard));
    return make_month(month, items, first, today);
}

Result<std::size_t> count_missing(store::Database& db, ShardNo shard, Day today) {
    XF_ASSIGN(const auto items, monthly_items(db, shard));
    XF_ASSIGN(const auto first, first_month(db, shard));
    std::size_t missing = 0;
    if (!first) return missing;
    const DueMonth now = month_of(today);
    for (DueMonth month = *first; month.number() < now.number(); month = next_month(month))
        missing += make_month(month, items, first, today).count(MonthState::missing);
    return missing;
}

Result<std::vector<Matter>> list_matters(store::Database& db, ShardNo shard, Day today) {
    XF_ASSIGN(auto matters, read_matters(db, shard, today, std::nullopt));
    std::stable_partition(matters.begin(), matters.end(), [](const Matter& matter) {
        return matter.state == MatterState::overdue;
    });
    return matters;
}

Result<Matter> find_matter(store::Database& db, ShardNo shard, const Uuid& matter, Day today) {
    XF_ASSIGN(auto found, read_matters(db, shard, today, matter));
    if (found.empty()) return Error{ErrorCode::not_found, "matter"};
    return std::move(found.front());
}

}  // namespace xf::disclosure
