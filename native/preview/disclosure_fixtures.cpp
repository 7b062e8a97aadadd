#include "native/preview/disclosure_fixtures.hpp"

namespace xf::preview {
namespace {

using namespace app;
using disclosure::Turnout;
using disclosure::Votes;

constexpr std::uint16_t kYear = 2026;

Day day(int month, int date) { return day_of({kYear, month, date}); }

NoticeItem item(std::uint64_t leaf, LeafKind kind, const char* title, Day published,
                bool figures = false) {
    NoticeItem out;
    out.leaf = leaf;
    out.kind = kind;
    out.title = title;
    out.published = published;
    out.has_figures = figures;
    return out;
}

Month month(std::uint8_t number, MonthState party, MonthState village, MonthState finance) {
    Month out;
    out.month = {kYear, number};
    const LeafKind kinds[] = {LeafKind::party_affairs, LeafKind::village_affairs,
                              LeafKind::finance};
    const char* titles[] = {"清溪村党务公开（示例）", "清溪村村务公开（示例）",
                            "清溪村财务公开（示例）"};
    const MonthState states[] = {party, village, finance};
    out.state = MonthState::none;
    for (std::size_t i = 0; i < out.parts.size(); ++i) {
        out.parts[i] = {kinds[i], states[i], {}};
        if (states[i] == MonthState::published)
            out.parts[i].items.push_back(item(100 + number * 3u + i, kinds[i], titles[i],
                                              day(number + 1, 6), kinds[i] == LeafKind::finance));
    }
    for (const MonthState state :
         {MonthState::missing, MonthState::open, MonthState::published, MonthState::ahead})
        if (out.state == MonthState::none && out.count(state) > 0) out.state = state;
    return out;
}

MonthsView months(const LogState& log) {
    using S = MonthState;
    MonthsView v{log, kYear, true, false, {}};
    for (std::uint8_t i = 1; i <= 12; ++i) {
        const S all = i == 12 ? S::ahead : i == 11 ? S::open : S::published;
        v.months.push_back(month(i, all, all, i == 7 ? S::missing : all));
    }
    return v;
}

FinanceView finance(const LogState& log) {
    FinanceView v;
    v.log = log;
    v.item = item(131, LeafKind::finance, "清溪村财务公开（示例）", day(11, 6), true);
    v.month = {kYear, 10};
    v.opening = 4'120'730;
    v.incomes = {{"集体经营收入", 3'600'000}, {"上级补助收入", 2'000'000}, {"其他收入", 1'248'000}};
    v.spendings = {{"公益事业支出", 960'000},
                   {"采购支出", 673'500},
                   {"维修支出", 240'000},
                   {"水电办公支出", 128'640}};
    for (const auto& sum : v.incomes) v.income += sum.cents;
    for (const auto& sum : v.spendings) v.spending += sum.cents;
    v.closing = v.opening + v.income - v.spending;
    v.lines = {{Direction::income, "集体经营收入", 3'600'000, "土地流转，三份合同", 0u},
               {Direction::income, "上级补助收入", 2'000'000, "运转经费", 1u},
               {Direction::income, "其他收入", 1'248'000, "采摘节场地费", {}},
               {Direction::spending, "公益事业支出", 960'000, "公益岗位补贴，8 人", 2u},
               {Direction::spending, "采购支出", 673'500, "爱心超市进货", 3u},
               {Direction::spending, "维修支出", 240'000, "清沟机械租用", {}},
               {Direction::spending, "水电办公支出", 128'640, "路灯电费", 4u}};
    for (std::uint8_t i = 0; i < 5; ++i)
        v.vouchers.push_back({sha256(Bytes{i}), PictureState::here});
    v.vouchers.back().state = PictureState::missing;
    return v;
}

Uuid uuid(std::uint8_t number) {
    Uuid out;
    out.bytes[0] = number;
    return out;
}

Matter matter(std::uint8_t number, const char* title, MatterState state) {
    Matter m;
    m.matter = uuid(number);
    m.title = title;
    m.state = state;
    m.steps = {item(200u + number, LeafKind::proposal, title, day(9, 1))};
    return m;
}

MattersView matters(const LogState& log) {
    MattersView v{log, {}};
    v.matters = {
        matter(1, "村口小广场改造", MatterState::overdue),
        matter(2, "村内主路安装路灯", MatterState::publicity),
        matter(3, "三组水渠维修", MatterState::done),
        matter(4, "老年食堂选址", MatterState::running),
        matter(5, "集体果园重新发包，承包期和承包费怎么定，招标怎么招", MatterState::awaiting)};
    v.matters[0].result_due = day(10, 31);
    v.matters[1].publicity = Period{day(11, 18), day(11, 25)};
    v.matters[4].result_due = day(12, 31);
    return v;
}

StepFigures step(Day date, Turnout turnout, Votes votes) {
    StepFigures f;
    f.date = date;
    f.turnout = turnout;
    f.votes = votes;
    return f;
}

MatterView one_matter(const LogState& log) {
    const char* title = "村口小广场改造";
    MatterView v;
    v.log = log;
    v.matter = matters(log).matters[0];
    const auto add = [&](std::uint64_t leaf, LeafKind kind, StepFigures figures) {
        v.steps.push_back({item(leaf, kind, title, figures.date, true), figures, {}, {}});
    };
    add(201, LeafKind::proposal, step(day(6, 3), {5, 5}, {5, 0, 0}));
    add(202, LeafKind::consultation, step(day(6, 10), {9, 8}, {8, 0, 0}));
    add(203, LeafKind::review, step(day(6, 18), {18, 16}, {15, 0, 1}));
    add(206, LeafKind::decision, step(day(6, 28), {31, 28}, {25, 2, 1}));
    v.steps.back().papers = {{sha256(Bytes{7}), PictureState::here},
                             {sha256(Bytes{8}), PictureState::coming}};
    v.steps.back().earlier = {{item(204, LeafKind::decision, title, day(6, 29), true),
                               step(day(6, 28), {31, 28}, {26, 1, 1})}};
    StepFigures resolution;
    resolution.date = day(6, 30);
    resolution.publicity = Period{day(6, 30), day(7, 7)};
    resolution.result_due = v.matter.result_due;
    resolution.objections = 1;
    add(207, LeafKind::resolution, resolution);
    return v;
}

HandedInItem handed_in(std::uint32_t seq, LeafKind kind, const char* title, HandedIn state) {
    HandedInItem out;
    out.id = {{3}, {1}, {seq}};
    out.kind = kind;
    out.title = title;
    out.at = {1795225500 - seq * 9'000};
    out.who = "王示例（网格员）";
    out.state = state;
    out.can_correct = state != HandedIn::rejected;
    return out;
}

PublishView publish() {
    PublishView v;
    v.items = {handed_in(1, LeafKind::decision, "村口小广场改造", HandedIn::saved),
               handed_in(2, LeafKind::finance, "2026年10月财务公开", HandedIn::reported),
               handed_in(3, LeafKind::review, "村口小广场改造", HandedIn::rejected),
               handed_in(4, LeafKind::decision, "三组水渠维修", HandedIn::published)};
    v.items[2].reason = ErrorCode::wrong_state;
    v.items[3].corrects = true;
    return v;
}

FormView form(LeafKind kind, FormPart part) {
    FormView v;
    v.draft = "draft";
    v.kind = kind;
    v.part = part;
    v.title = "村内主路安装路灯";
    v.step = 2;
    v.steps = 4;
    return v;
}

void add_forms(std::vector<std::pair<const char*, View>>& all) {
    FormView words = form(LeafKind::decision, FormPart::words);
    words.step = 1;
    words.fields = {{Field::title, "村内主路安装路灯"},
                    {Field::number, ""},
                    {Field::words, "在主路两侧安装太阳能路灯42盏，估算6.3万元。"}};
    all.emplace_back("form_words", words);
    FormView meeting = form(LeafKind::decision, FormPart::meeting);
    meeting.fields = {{Field::expected, "31"},
                      {Field::present, "28"},
                      {Field::in_favour, "26"},
                      {Field::against, "1"},
                      {Field::abstained, "1"}};
    meeting.days = {{DayField::date, day(11, 18)}};
    all.emplace_back("form_meeting", meeting);
    FormView days = form(LeafKind::resolution, FormPart::days);
    days.step = 3;
    days.days = {{DayField::publicity_from, day(11, 21)},
                 {DayField::publicity_to, day(11, 28)},
                 {DayField::result_due, day(12, 31)}};
    all.emplace_back("form_days", days);
    FormView result = form(LeafKind::result, FormPart::days);
    result.fields = {{Field::objections, "1"}};
    result.days = {{DayField::date, day(11, 20)}};
    all.emplace_back("form_result", result);
    FormView month = form(LeafKind::finance, FormPart::month);
    month.title.clear();
    month.month = DueMonth{kYear, 10};
    month.step = 1;
    month.steps = 5;
    all.emplace_back("form_month", month);
    FormView opening = month;
    opening.part = FormPart::opening;
    opening.step = 2;
    opening.fields = {{Field::opening, "41,207.30"}};
    all.emplace_back("form_opening", opening);
    FormView lines = month;
    lines.part = FormPart::lines;
    lines.step = 3;
    lines.lines = finance({}).lines;
    lines.opening = finance({}).opening;
    lines.closing = finance({}).closing;
    all.emplace_back("form_lines", lines);
    FormView line = lines;
    line.part = FormPart::line;
    line.fields = {{Field::amount, ""}, {Field::line_text, ""}};
    line.incomes = {"集体经营收入", "发包及上交收入", "上级补助收入",
                    "投资收益",     "捐赠收入",       "其他收入"};
    line.spendings = {"公益事业支出", "水电办公支出"};
    all.emplace_back("form_line", line);
}

PreviewView preview() {
    const auto block = [](Block::Kind kind, const char* text) {
        Block b;
        b.kind = kind;
        b.runs = {{text, false}};
        return b;
    };
    PreviewView v;
    v.kind = LeafKind::decision;
    v.document.item.title = "村内主路安装路灯";
    v.document.blocks = {
        block(Block::Kind::title, "村内主路安装路灯"),
        block(Block::Kind::item, "决议时间：2026年11月18日。"),
        block(Block::Kind::item, "应到31人，实到28人。"),
        block(Block::Kind::item, "同意26票，反对1票，弃权1票。"),
        block(Block::Kind::paragraph, "在主路两侧安装太阳能路灯42盏，估算6.3万元。")};
    return v;
}

}  // namespace

std::vector<std::pair<const char*, View>> publish_views() {
    std::vector<std::pair<const char*, View>> all;
    all.emplace_back("publish", publish());
    all.emplace_back("publish_empty", PublishView{});
    all.emplace_back("publish_matter",
                     ChooseMatterView{{{uuid(1), "村口小广场改造", LeafKind::resolution},
                                       {uuid(2), "老年食堂选址", LeafKind::review}}});
    all.emplace_back("publish_matter_none", ChooseMatterView{});
    add_forms(all);
    all.emplace_back("preview", preview());
    all.emplace_back("channel_form", ChannelFormView{{kYear, 10}, day(11, 8)});
    all.emplace_back("script",
                     ScriptView{{kYear, 10},
                                {"各位村民请注意，下面是示例村2026年10月财务公开。",
                                 "上月结余41,207.30元，本月收入68,480.00元，本月支出20,021.40元，"
                                 "月末结余89,665.90元。",
                                 "再播送一遍。"}});
    all.emplace_back("script_empty", ScriptView{{kYear, 10}, {}});
    return all;
}

std::vector<std::pair<const char*, View>> disclosure_views(const LogState& log) {
    std::vector<std::pair<const char*, View>> all;
    all.emplace_back("disclosure", DisclosureView{log, 1, 1});
    all.emplace_back("disclosure_in_time", DisclosureView{log, 0, 0});
    all.emplace_back("months", months(log));
    all.emplace_back("months_empty", MonthsView{{}, kYear, false, false, {}});
    MonthView late{log, months(log).months[6], day(8, 10), {}, false};
    all.emplace_back("month_late", late);
    MonthView good{log,
                   months(log).months[9],
                   day(11, 10),
                   {{LeafKind::finance, Channel::board, day(11, 7)},
                    {LeafKind::finance, Channel::loudspeaker, day(11, 8)}},
                   false};
    all.emplace_back("month", good);
    all.emplace_back("month_open", MonthView{log, months(log).months[10], day(12, 10), {}, true});
    all.emplace_back("finance", finance(log));
    all.emplace_back("matters", matters(log));
    all.emplace_back("matters_empty", MattersView{log, {}});
    all.emplace_back("matter", one_matter(log));
    return all;
}

}  // namespace xf::preview
