#include "native/preview/fixture_parts.hpp"

namespace xf::preview {

using namespace app;

namespace {

ListChooser chooser(Choosing about, const std::vector<std::uint32_t>& values,
                    std::uint32_t chosen) {
    ListChooser out{about, {}, chosen};
    for (const std::uint32_t value : values) out.choices.push_back({value, {}});
    return out;
}

HouseholdsView households() {
    HouseholdsView v;
    constexpr const char* kNames[] = {"张立本户（示例）", "李春生户（示例）", "王有田户（示例）",
                                      "赵长顺户（示例）", "孙玉兰户（示例）", "周小满户（示例）"};
    std::uint32_t no = 0;
    for (const char* name : kNames) {
        ++no;
        v.items.push_back({{no}, name, no % 3 + 1, no % 4 + 1, Points(no * 37 % 211)});
    }
    v.controls.choosers = {chooser(Choosing::grid, {0, 1, 2, 3}, 0),
                           chooser(Choosing::household_order, {0, 1, 2}, 1)};
    v.controls.shown = v.items.size();
    v.controls.total = 5'000;
    return v;
}

AuditItem record(std::uint32_t seq, const char* event, const char* area, const char* who,
                 const char* post, const char* household, const char* device, AuditMethod method,
                 std::int64_t minutes) {
    const EventKey key{{2}, {1}, {seq}};
    return {key,
            "2-1-" + std::to_string(seq),
            event,
            area,
            who,
            post,
            household,
            before(minutes),
            device,
            method,
            RecordState::reported,
            {}};
}

AuditView audit() {
    using M = AuditMethod;
    AuditView v;
    v.items = {
        record(41, "request_finished", "requests", "马双全（示例）", "一网格专职网格员",
               "张立本户（示例）", "村委会办公桌", M::staff_pin, 12),
        record(40, "redemption", "points", "张小满（示例）", "张立本户（示例）", "张立本户（示例）",
               "爱心超市柜台", M::card_and_pin, 95),
        record(39, "lease_moved", "points", "", "", "", "", M::hub, 96),
        record(38, "request_accepted", "requests", "李立诚（示例）", "新风爱心超市管理员",
               "李春生户（示例）", "村委会办公桌", M::staff_pin, 28 * kHour),
        record(37, "staff_roles_set", "people", "", "", "", "", M::hub, 40 * kDay),
    };
    v.items[0].state = RecordState::saved;
    v.items[3].state = RecordState::rejected;
    v.items[3].reason = ErrorCode::not_permitted;
    v.controls.choosers = {{Choosing::area, {{0, {}}, {1, "people"}, {2, "points"}}, 0},
                           chooser(Choosing::period, {0, 1, 7, 30}, 7)};
    v.controls.shown = v.items.size();
    v.controls.total = 50'000;
    return v;
}

}  // namespace

std::vector<StaffItem> some_staff() {
    return {{{1}, "刘国栋（示例）", "村党支部书记、村委会主任", "112233"},
            {{2}, "郑晓东（示例）", "村委会副主任、一网格网格长", "112233"},
            {{3}, "马双全（示例）", "一网格专职网格员", ""},
            {{5}, "胡素琴（示例）", "村妇联主席、二网格网格长", ""},
            {{11}, "李立诚（示例）", "新风爱心超市管理员", ""},
            {{13}, "刘秋生（示例）", "村务监督委员会主任", ""}};
}

RequestsView with_controls(RequestsView view) {
    ListControls controls;
    controls.choosers = {chooser(Choosing::request_state, {0, 1, 2, 3, 4, 5, 6}, 0),
                         chooser(Choosing::category, {0, 1, 2, 3, 4, 5, 6}, 2),
                         chooser(Choosing::grid, {0, 1, 2, 3}, 0),
                         chooser(Choosing::request_order, {0, 1}, 1),
                         chooser(Choosing::request_holding, {0, 1, 2, 3}, 0)};
    controls.shown = controls.total = view.items.size();
    view.controls = controls;
    return view;
}

void add_desk(std::vector<Fixture>& all) {
    add(all, "home_staff", at_desk(),
        HomeView{{Tile::desk_requests, Tile::publish, Tile::give_points, Tile::reviews,
                  Tile::households, Tile::audit, Tile::awards, Tile::notices},
                 true,
                 3});
    add(all, "households", at_desk(), households());
    HouseholdsView choosing = households();
    choosing.controls.open = 0;
    add(all, "households_choosing", at_desk(), choosing);
    HouseholdsView none;
    none.controls = choosing.controls;
    none.controls.open.reset();
    none.controls.search = "欧阳";
    none.controls.shown = none.controls.total = 0;
    add(all, "households_none", at_desk(), none);
    add(all, "household", at_desk(),
        HouseholdView{
            {7}, "张立本户（示例）", 2, {"张立本", "李春花", "张小满"}, 1, balance(), true});
    add(all, "audit", at_desk(), audit());
}

}  // namespace xf::preview
