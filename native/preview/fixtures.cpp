#include "native/preview/fixtures.hpp"

#include "native/preview/disclosure_fixtures.hpp"
#include "native/preview/fixture_parts.hpp"

namespace xf::preview {

using namespace app;

namespace {

constexpr UnixTime kNow{1795225500};  // 2026-11-21 09:45 in China

}  // namespace

UnixTime before(std::int64_t minutes) { return {kNow.seconds - minutes * 60}; }

namespace {

Day days_ago(int days) { return {china_day(kNow).days - days}; }

}  // namespace

Snapshot base(DeviceRole role) {
    Snapshot s;
    s.role = role;
    s.persistence = Persistence::durable;
    s.village = "示例镇清溪村";
    s.device = role == DeviceRole::counter ? "一号柜台"
               : role == DeviceRole::desk  ? "村委会办公桌"
                                           : "村委会大厅一体机";
    s.now = kNow;
    s.freshness.online = true;
    s.freshness.synced_at = before(13);
    return s;
}

namespace {

Snapshot signed_in(DeviceRole role = DeviceRole::kiosk) {
    Snapshot s = base(role);
    SessionView session;
    session.household = "示例张家";
    session.persons = {{{1}, "张示例"}, {{2}, "李示例"}, {{3}, "张小示例"}};
    session.person = PersonNo{1};
    s.session = session;
    return s;
}

}  // namespace

Snapshot at_desk() {
    Snapshot s = base(DeviceRole::desk);
    SessionView session;
    session.staff = "王示例（网格员）";
    s.session = session;
    return s;
}

namespace {

HomeView home(bool demo) {
    return {{Tile::points, Tile::notices, Tile::requests, Tile::awards}, demo};
}

IdentifyView identify(IdentifyView::Step step) {
    IdentifyView v;
    v.step = step;
    v.for_whom = "示例张家";
    v.digits = 3;
    v.persons = {{{1}, "张示例"}, {{2}, "李示例"}, {{3}, "张小示例"}};
    return v;
}

IdentifyView first_visit() {
    IdentifyView v = identify(IdentifyView::Step::notice);
    v.for_whom = "李示例";
    return v;
}

IdentifyView demo_cards() {
    IdentifyView v;
    v.demo_cards = {{"示例张家", "135790"},
                    {"示例李家", "246801"},
                    {"示例王家", "314159"},
                    {"示例赵家", "271828"}};
    return v;
}

LineView line(LineView::Kind kind, const char* title, std::int64_t points, const char* who,
              const char* person, std::int64_t minutes, RecordState state) {
    LineView l;
    l.kind = kind;
    l.title = title;
    l.points = Points(points);
    l.who = who;
    l.person = person;
    l.at = before(minutes);
    l.state = state;
    return l;
}

}  // namespace

BalanceView balance() {
    using K = LineView::Kind;
    BalanceView v;
    v.available = Points(126);
    v.score = Points(310);
    v.lines = {
        line(K::redemption, "食盐 2 袋、肥皂 1 块", -14, "一号柜台", "李示例", 25,
             RecordState::saved),
        line(K::award, "参加集中清扫村道", 5, "网格员王示例", "张示例", 26 * kHour,
             RecordState::reported),
        line(K::award, "院落卫生评为“最清洁”", 10, "村监委会刘示例", "", 75 * kHour,
             RecordState::reported),
        line(K::redemption, "毛巾 3 条", -24, "一号柜台", "张示例", 170 * kHour,
             RecordState::rejected),
        line(K::award, "调解邻里纠纷", 8, "调解员陈示例", "张示例", 20 * kDay,
             RecordState::reported),
        line(K::award, "孝老敬亲，照顾独居老人一整月并带动三户邻居一起参加", 20, "村委会", "李示例",
             45 * kDay, RecordState::reported),
        line(K::award, "三季度星级文明户", 30, "村党支部", "", 400 * kDay, RecordState::reported),
    };
    v.lines[3].reason = ErrorCode::over_lease;
    return v;
}

namespace {

GoodsView goods(std::uint32_t no, const char* name, const char* unit, std::int64_t price,
                std::int64_t stock, bool service = false, std::uint32_t in_basket = 0) {
    return {{no}, name, unit, Points(price), stock, service, in_basket};
}

CounterView counter(bool full) {
    CounterView v;
    v.goods = {goods(1, "肥皂", "块", 4, 120, false, full ? 1 : 0),
               goods(2, "食盐", "袋", 5, 86, false, full ? 2 : 0),
               goods(3, "毛巾", "条", 8, 40),
               goods(4, "洗衣粉", "袋", 12, 3),
               goods(5, "酱油", "瓶", 10, 0),
               goods(6, "大米（5 公斤装）", "袋", 60, 18),
               goods(7, "健康体检", "次", 30, 0, true),
               goods(8, "乘坐公交", "次", 6, 0, true),
               goods(9, "免费观影", "次", 5, 0, true),
               goods(10, "笔记本", "本", 3, 55),
               goods(11, "小锄头", "把", 25, 9)};
    v.available = Points(126);
    v.spendable_here = Points(100);
    v.total = Points(full ? 14 : 0);
    v.can_confirm = full;
    return v;
}

ReceiptView receipt(RecordState state) {
    ReceiptView v;
    v.number = "2-1-17";
    v.household = "示例张家";
    v.counter = "一号柜台";
    v.at = kNow;
    v.lines = {{"肥皂", 1, Points(4)}, {"食盐", 2, Points(10)}};
    v.total = Points(14);
    v.left = Points(112);
    v.state = state;
    v.qr = "XF1:R:2-1-17:0F8A4C1E77B3D5A2906E3B8C41DDE0A97C5512FF3E6B7C9D8A1E4F60B2C3D4E5F6";
    return v;
}

LogState verified() {
    return {LogState::Verdict::verified, 37,
            "9f2c41d07ab86e13c5508d7712ef9a604bd3e8c1f70a2b95d64e1c3f8870ab52", before(13)};
}

NoticesView notices() {
    NoticesView v;
    v.log = verified();
    v.items = {
        {36, "示例镇关于2026年推进乡村治理积分制工作的实施方案", "示例政发〔2026〕12号",
         days_ago(2), true},
        {31, "清溪村2026年10月财务收支公开", "", days_ago(16), true},
        {28, "清溪村村规民约（2026年修订）", "", days_ago(40), true},
        {20, "关于三组水渠维修“四议两公开”决议的公告", "清溪村〔2026〕3号", days_ago(95), false}};
    return v;
}

}  // namespace

void add(std::vector<Fixture>& all, const char* name, Snapshot s, View view) {
    s.view = std::move(view);
    s.version = all.size() + 1;
    all.push_back({name, std::move(s)});
}

namespace {

void add_personal(std::vector<Fixture>& all) {
    add(all, "balance", signed_in(), balance());
    add(all, "balance_empty", signed_in(), BalanceView{});
    Snapshot offline = signed_in(DeviceRole::counter);
    offline.freshness.online = false;
    offline.freshness.synced_at = before(200);
    offline.freshness.unsent = 2;
    add(all, "counter", offline, counter(true));
    Snapshot browser = signed_in(DeviceRole::counter);
    browser.persistence = Persistence::best_effort;
    CounterView over = counter(true);
    over.total = Points(118);
    over.can_confirm = false;
    add(all, "counter_over", browser, over);
    add(all, "receipt", offline, receipt(RecordState::saved));
    ReceiptView printed = receipt(RecordState::reported);
    printed.print = PrintState::printed;
    add(all, "receipt_printed", signed_in(DeviceRole::counter), printed);
    add(all, "requests", signed_in(), requests(false));
    add(all, "requests_empty", signed_in(), RequestsView{});
    add(all, "form_category", signed_in(), RequestFormView{});
    add(all, "form_text", signed_in(), RequestFormView{RequestCategory::roads});
    add(all, "request", signed_in(), request(true));
    add(all, "requests_desk", at_desk(), late_ones(with_controls(requests(true))));
    add_requests(all);
}

void add_overlays(std::vector<Fixture>& all) {
    Snapshot wrong = base();
    wrong.message = Message{ErrorCode::locked_out, 45, {}};
    add(all, "message", wrong, identify(IdentifyView::Step::pin));
    Snapshot idle = signed_in();
    idle.idle_countdown_s = 24;
    add(all, "idle", idle, balance());
}

}  // namespace

DocumentView document_fixture() {
    using B = Block;
    const auto words = [](B::Kind kind, const char* text, std::uint8_t level = 0) {
        B b;
        b.kind = kind;
        b.level = level;
        b.runs = {{text, false}};
        return b;
    };
    DocumentView v;
    v.item = notices().items[0];
    v.log = verified();
    v.document_hash = "fixture";
    v.blocks = {
        words(B::Kind::title, "示例镇关于2026年推进乡村治理积分制工作的实施方案"),
        words(B::Kind::centred, "示例政发〔2026〕12号"),
        words(B::Kind::paragraph,
              "为深入推进乡村治理，充分发挥村民主体作用，根据上级关于在乡村治理中推广运用积分制的要"
              "求，"
              "结合我镇实际，制定本方案。本文为演示用的示例文件，镇名、村名、人名均为虚构。"),
        words(B::Kind::heading, "一、总体要求", 1),
        words(B::Kind::paragraph,
              "坚持“党建引领、村民自治、公开透明、简便易行”的原则，把村里的大事小情量化成积分，"
              "让德者有得、让付出有回报。到2026年底，全镇12个村（社区）全部推行积分制，参与农户比例"
              "达到"
              "85%以上，每村至少建成1个爱心超市（兑换点）。"),
        words(B::Kind::heading, "（一）积分从哪里来", 2),
        words(B::Kind::heading, "1.基础积分", 3),
        words(B::Kind::item, "（1）遵守村规民约，户内外整洁，每季度评比，最高计30分；"),
        words(B::Kind::item, "（2）按时参加村民会议、院落会，每次计2分；"),
        words(B::Kind::heading, "（二）积分怎么用", 2),
        words(B::Kind::paragraph,
              "可用分可以在爱心超市兑换日用品和服务券，累计分作为“星级文明户”“信用户”评定的参考，"
              "不作为唯一依据。兑换标准见下表。"),
    };
    Block table;
    table.kind = B::Kind::table;
    table.header_row = true;
    table.rows = {{"序号", "品名", "单位", "所需积分", "说明"},
                  {"1", "肥皂", "块", "4", "每户每月不超过5块"},
                  {"2", "食盐", "袋", "5", ""},
                  {"3", "健康体检", "次", "30", "在镇卫生院使用，须提前三天预约，当年有效"},
                  {"4", "乘坐公交", "次", "6", "镇内线路"}};
    v.blocks.push_back(table);
    v.blocks.push_back(words(B::Kind::heading, "二、工作步骤", 1));
    B mixed = words(B::Kind::paragraph, "");
    mixed.runs = {{"宣传发动（1月至2月）。", true},
                  {"各村召开村民代表会议，讨论通过积分细则，张榜公布不少于7天；", false},
                  {"全面推行（3月起）。", true},
                  {"每月10日前公布上月积分，接受群众监督——有异议的，3日内答复……", false}};
    v.blocks.push_back(mixed);
    v.blocks.push_back(words(B::Kind::rule, ""));
    v.blocks.push_back(words(B::Kind::signature, "示例镇人民政府"));
    v.blocks.push_back(words(B::Kind::signature, "2026年11月19日"));
    return v;
}

std::vector<Block> blocks_of_text(const std::string& text) {
    std::vector<Block> blocks;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.find('\n', at);
        if (end == std::string::npos) end = text.size();
        if (end > at) {
            Block b;
            b.kind = blocks.empty() ? Block::Kind::title : Block::Kind::paragraph;
            b.runs = {{text.substr(at, end - at), false}};
            blocks.push_back(std::move(b));
        }
        at = end + 1;
    }
    return blocks;
}

std::vector<Fixture> all_fixtures() {
    std::vector<Fixture> all;
    add(all, "home", base(), home(false));
    Snapshot demo = base();
    demo.persistence = Persistence::best_effort;
    demo.freshness.online = false;
    demo.freshness.unsent = 2;
    add(all, "home_demo", demo, home(true));
    demo.new_version = true;
    add(all, "home_new_version", demo, home(true));
    add(all, "home_counter", base(DeviceRole::counter),
        HomeView{{Tile::shop, Tile::points, Tile::notices}});
    add(all, "home_desk", base(DeviceRole::desk),
        HomeView{{Tile::staff_desk, Tile::notices}, false});
    add_desk(all);
    add_awards(all);
    add(all, "identify_card", base(), IdentifyView{});
    add(all, "identify_demo", base(), demo_cards());
    IdentifyView staff;
    staff.step = IdentifyView::Step::staff;
    staff.staff = some_staff();
    add(all, "identify_staff", base(DeviceRole::desk), staff);
    add(all, "identify_pin", base(), identify(IdentifyView::Step::pin));
    add(all, "identify_checking", base(), identify(IdentifyView::Step::checking));
    add(all, "identify_person", base(), identify(IdentifyView::Step::person));
    add(all, "privacy_notice", base(), first_visit());
    add_personal(all);
    add_phone(all);
    add(all, "notices", base(), notices());
    NoticesView changed = notices();
    changed.log.verdict = LogState::Verdict::changed;
    add(all, "notices_changed", base(), changed);
    add(all, "notices_empty", base(), NoticesView{});
    add(all, "document", base(), document_fixture());
    DocumentView printable = document_fixture();
    printable.print = PrintState::ready;
    add(all, "document_print", base(), printable);
    DocumentView withdrawn = document_fixture();
    withdrawn.blocks.clear();
    withdrawn.withdrawn = {88, day_of({2026, 11, 20}), "附件里有不该公开的身份证号"};
    add(all, "document_withdrawn", base(), withdrawn);
    for (auto& [name, view] : disclosure_views(verified())) add(all, name, base(), std::move(view));
    for (auto& [name, view] : publish_views()) add(all, name, at_desk(), std::move(view));
    Snapshot fresh = base();
    fresh.village = "";
    fresh.device = "";
    fresh.freshness = {};
    add(all, "enrol", fresh, EnrolView{});
    add(all, "damaged", fresh, DamagedView{ErrorCode::database_corrupt, "app.db.damaged-20261121"});
    add(all, "damaged_offered", fresh,
        DamagedView{ErrorCode::database_corrupt, "app.db.damaged-1", app::SealedState::offered});
    add(all, "enrol_aside", fresh, EnrolView{.again = true, .sealed = app::SealedState::offered});
    fresh.sealed_as = "app.db.sealed";
    add(all, "damaged_sealed", fresh,
        DamagedView{ErrorCode::database_corrupt, "app.db.damaged-1", app::SealedState::done});
    add(all, "damaged_next", fresh,
        DamagedView{ErrorCode::database_corrupt, "app.db.damaged-2", app::SealedState::offered});
    add_overlays(all);
    return all;
}

}  // namespace xf::preview
