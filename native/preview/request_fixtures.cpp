// Requests, with and without a name, as residents and staff see them.
#include "native/preview/fixture_parts.hpp"

namespace xf::preview {

using namespace app;

namespace {

RequestItem item(std::uint32_t seq, const char* number, RequestCategory category,
                 const char* summary, RequestState state, RecordState record, std::int64_t minutes,
                 const char* person = "") {
    return {{{2}, {1}, {seq}}, number, category, summary, state, record, before(minutes), person};
}

}  // namespace

RequestsView requests(bool desk) {
    const auto who = [desk](const char* name) { return desk ? name : ""; };
    return {{
        item(9, "1-9", RequestCategory::roads, "三组路口的路灯坏了，晚上老人走路看不清",
             RequestState::filed, RecordState::saved, 4, who("张示例")),
        item(7, "1-7", RequestCategory::environment, "村口垃圾池满了", RequestState::finished,
             RecordState::reported, 30 * kHour, who("张示例")),
        item(5, "1-5", RequestCategory::water_power, "二组夏天水压低，二楼上不去水",
             RequestState::accepted, RecordState::reported, 6 * kDay, who("李示例")),
        item(2, "1-2", RequestCategory::welfare, "想问独居老人补贴怎么申请", RequestState::closed,
             RecordState::reported, 40 * kDay, who("张示例")),
    }};
}

RequestView request(bool finished) {
    RequestView v;
    v.item = requests(false).items[1];
    v.steps = {{RequestState::filed,
                "张示例",
                before(30 * kHour),
                "村口垃圾池满了三天，味道很大，小孩上学要绕路走。",
                RecordState::reported,
                {}},
               {RequestState::accepted,
                "网格员王示例",
                before(27 * kHour),
                "",
                RecordState::reported,
                {}}};
    if (finished)
        v.steps.push_back({RequestState::finished,
                           "网格员王示例",
                           before(3 * kHour),
                           "已请保洁公司清运，并商定以后每周二、周五各运一次。",
                           RecordState::reported,
                           {}});
    v.item.state = v.steps.back().state;
    v.item.holder = finished ? "" : "网格员王示例";
    v.item.due = china_day(before(-3 * kDay));
    v.item.days_left = 3;
    v.can_close = finished;
    return v;
}

RequestsView late_ones(RequestsView view) {
    view.can_file = true;
    view.items[0].due = china_day(before(2 * kDay));
    view.items[0].days_left = -2;
    view.items[2].level = RequestLevel::town;
    view.items[2].holder = "镇干部李示例";
    view.items[3].person.clear();
    view.items[3].anonymous = true;
    return view;
}

namespace {

/// Handed on to the town, reopened, visited: the longest of courses.
RequestView long_course() {
    RequestView v = request(true);
    v.item.state = RequestState::handed_on;
    v.item.level = RequestLevel::county;
    v.item.due = china_day(before(2 * kDay));
    v.item.days_left = -2;
    v.item.anonymous = true;
    v.item.person.clear();
    v.steps[0].day_only = true;
    RequestStep answer{RequestState::reopened, "", before(2 * kHour), "过两天又满了。",
                       RecordState::reported,  {}};
    answer.answer = RequestAnswer::not_solved;
    answer.cause = RequestCause::again;
    answer.day_only = true;
    v.steps.push_back(answer);
    RequestStep town{RequestState::handed_on,        "网格员王示例",        before(90),
                     "要添垃圾车，村里没有这笔钱。", RecordState::reported, {}};
    town.to = RequestLevel::town;
    v.steps.push_back(town);
    RequestStep county{RequestState::handed_on,    "镇干部李示例",     before(30),
                       "已向县里报了垃圾车计划。", RecordState::saved, {}};
    county.to = RequestLevel::county;
    v.steps.push_back(county);
    v.can_close = false;
    return v;
}

}  // namespace

void add_requests(std::vector<Fixture>& all) {
    RequestView staff = request(false);
    staff.can_finish = true;
    staff.can_hand_to = {RequestLevel::town};
    staff.item.person = "张示例";
    add(all, "request_desk", at_desk(), staff);
    RequestView town = long_course();
    town.can_finish = true;
    town.can_hand_to = {RequestLevel::town};
    add(all, "request_handed_on", at_desk(), town);
    RequestView visit = request(true);
    visit.can_close = false;
    visit.can_visit = true;
    visit.item.person = "张示例";
    add(all, "request_visit", at_desk(), visit);
    add(all, "request_start", base(), RequestStartView{});
    add(all, "form_anonymous", base(), RequestFormView{RequestCategory::environment, true});
    add(all, "form_behalf", at_desk(), RequestFormView{std::nullopt, false, "张示例"});
    add(all, "behalf", at_desk(),
        BehalfView{"示例张家", {{{1}, "张立本"}, {{2}, "李春花"}, {{3}, "张小满"}}});
    add(all, "claim_code", base(), ClaimCodeView{"K4MD9RWX", RecordState::saved});
    add(all, "claim_entry", base(), ClaimEntryView{"K4MD9"});
    add(all, "request_figures", at_desk(),
        RequestFiguresView{FiguresPeriod::month, 26, 4, 20, 15, 12, 11, 2});
}

}  // namespace xf::preview
