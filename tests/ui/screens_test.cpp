#include <catch_amalgamated.hpp>

#include "imgui.h"
#include "shared/base/limits.hpp"
#include "tests/ui/harness.hpp"

using namespace xf;
using namespace xf::kiosk;
using kiosk::test::fixture;
using kiosk::test::Harness;

namespace {

bool visible(const Node& n) { return (n.state & state::kOffscreen) == 0; }

/// Cells scroll sideways inside their table; everything else stays on the surface.
void check_inside(const SemanticTree& tree, const Surface& s) {
    for (const Node& n : tree.nodes) {
        if (!visible(n) || n.role == Role::cell || n.role == Role::row) continue;
        INFO(name_of(n.role) << " " << n.name);
        CHECK(n.rect.x >= -1);
        CHECK(n.rect.right() <= static_cast<float>(s.width_px) + 1);
    }
}

std::string long_text(int characters) {
    static constexpr const char* kParts[] = {"长", "名", "字", "（", "）", "，"};
    std::string out;
    for (int i = 0; i < characters; ++i) out += kParts[i % 6];
    return out;
}

/// Every string as long and as odd as limits allow.
struct Hostile {
    const std::string longest = long_text(40);
    const std::string latin = std::string(120, 'W');
    const std::string odd = "\xF0\x9F\x98\x80\xE2\x80\xAEمرحبا\t\x01" + longest;
    const std::string endless = latin + latin + odd;

    void operator()(app::DamagedView&) const {}
    void operator()(app::EnrolView&) const {}
    void operator()(app::VillagesView& v) const {
        v.villages.assign(50, odd);
        v.town = latin;
    }
    void operator()(app::LoginView& v) const { v.number = "999999999"; }
    void operator()(app::HomeView&) const {}
    void operator()(app::RequestFormView& v) const { v.behalf = odd; }
    void operator()(app::RequestStartView&) const {}
    void operator()(app::BehalfView& v) const {
        v.household = longest;
        for (auto& person : v.persons) person.name = odd;
    }
    void operator()(app::ClaimCodeView& v) const { v.code = std::string(8, 'W'); }
    void operator()(app::ClaimEntryView& v) const { v.code = std::string(8, 'W'); }
    void operator()(app::RequestFiguresView& v) const {
        v.received = v.anonymous = v.finished = v.visited = UINT32_MAX;
        v.answered = v.satisfied = v.late = UINT32_MAX;
    }
    void spoil(app::RuleItem& rule) const {
        rule.text = odd;
        rule.category = longest;
        rule.points = Points(INT32_MAX);
        rule.cap = rule.publicity_days = UINT32_MAX;
    }
    void spoil(app::AwardItem& item) const {
        item.rule = odd;
        item.household = item.person = latin;
        item.points = Points(INT32_MAX);
        item.days_left = UINT32_MAX;
    }
    void operator()(app::RulesView& v) const {
        for (app::RuleItem& rule : v.rules) spoil(rule);
    }
    void operator()(app::AwardsView& v) const {
        for (app::AwardItem& item : v.items) spoil(item);
    }
    void operator()(app::AwardView& v) const {
        spoil(v.item);
        v.note = endless;
        v.witness = v.proposer = v.reviewer = v.answerer = latin;
    }
    void operator()(app::AwardFormView& v) const {
        for (app::RuleItem& rule : v.rules) spoil(rule);
        spoil(v.rule);
        v.household = v.person = odd;
        for (auto& person : v.persons) person.name = odd;
    }
    void operator()(app::IdentifyView& v) const {
        v.for_whom = odd;
        for (auto& card : v.demo_cards) card.household = card.pin = latin;
        for (auto& person : v.persons) person.name = odd;
        for (auto& person : v.staff) person.name = person.post = latin;
        v.controls.search = longest;
    }
    void operator()(app::BalanceView& v) const {
        v.available = v.score = Points(-999'999'999'999);
        for (auto& line : v.lines) {
            line.title = line.who = line.person = odd;
            line.points = Points(1'000'000'000'000);
        }
    }
    void operator()(app::CounterView& v) const {
        for (auto& goods : v.goods) {
            goods.name = longest;
            goods.unit = latin;
            goods.stock = -99999999;
            goods.in_basket = 999;
        }
        v.total = v.available = v.spendable_here = Points(1'000'000'000);
    }
    void operator()(app::ReceiptView& v) const {
        v.household = v.counter = v.number = latin;
        for (auto& line : v.lines) line.name = odd;
        v.qr = std::string(5000, 'Q');  // no code holds that much
    }
    void operator()(app::RequestsView& v) const {
        for (auto& item : v.items) item.summary = item.number = item.person = item.holder = latin;
        if (v.controls) hostile(*v.controls);
        if (v.kept) v.kept->text = long_text(200);
    }
    void operator()(app::RequestView& v) const {
        v.item.number = v.item.person = v.item.holder = latin;
        v.item.days_left = INT32_MIN + 1;
        for (auto& step : v.steps) step.text = step.who = long_text(2000);
    }
    void operator()(app::NoticesView& v) const {
        for (auto& item : v.items) item.title = item.document_number = odd;
        v.log.root = latin;
    }
    void operator()(app::DocumentView& v) const {
        v.item.title = v.item.document_number = longest;
        if (v.withdrawn) v.withdrawn->reason = longest;
        for (auto& block : v.blocks) {
            for (auto& run : block.runs) run.text = endless;
            for (auto& row : block.rows) row.assign(row.size(), latin);
        }
    }
    void operator()(app::HouseholdsView& v) const {
        for (auto& item : v.items) {
            item.name = odd;
            item.available = Points(-999'999'999'999);
        }
        hostile(v.controls);
    }
    void operator()(app::HouseholdView& v) const {
        v.name = longest;
        v.persons.assign(30, latin);
        (*this)(v.balance);
    }
    void operator()(app::AuditView& v) const {
        for (auto& item : v.items) {
            item.event = item.area = item.number = item.device = latin;
            item.who = item.post = item.household = odd;
        }
        hostile(v.controls);
    }
    void hostile(app::ListControls& controls) const {
        controls.search = odd;
        controls.first = controls.total = SIZE_MAX / 2;
        for (auto& chooser : controls.choosers) {
            chooser.chosen = UINT32_MAX;
            for (std::uint32_t i = 0; i < 200; ++i) chooser.choices.push_back({i * 7'000'000, odd});
        }
    }
    void operator()(app::DisclosureView& v) const {
        v.missing = v.overdue = UINT32_MAX;
        v.log.root = latin;
    }
    void operator()(app::MonthsView& v) const { v.year = UINT16_MAX; }
    void operator()(app::MonthView& v) const {
        for (auto& part : v.month.parts)
            for (auto& item : part.items) item.title = odd;
    }
    void operator()(app::FinanceView& v) const {
        v.opening = v.income = v.spending = v.closing = INT64_MIN;
        for (auto* sums : {&v.incomes, &v.spendings})
            for (auto& sum : *sums) sum = {latin, INT64_MAX};
        for (auto& line : v.lines) {
            line.category = odd;
            line.text = endless;
            line.cents = INT64_MAX;
        }
    }
    void operator()(app::MattersView& v) const {
        for (auto& matter : v.matters) matter.title = endless;
    }
    void operator()(app::MatterView& v) const {
        v.matter.title = endless;
        for (auto& step : v.steps) {
            step.papers.resize(limits::kPublicPictures);
            if (!step.figures) continue;
            step.figures->votes = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
            step.figures->objections = UINT32_MAX;
        }
    }
    void operator()(app::PublishView& v) const {
        for (auto& item : v.items) item.title = item.who = endless;
    }
    void operator()(app::ChooseMatterView& v) const {
        for (auto& matter : v.matters) matter.title = endless;
    }
    void operator()(app::FormView& v) const {
        v.title = endless;
        v.incomes = v.spendings = {latin, odd};
        v.opening = v.closing = INT64_MIN;
        for (auto& field : v.fields) field.value = odd;
        for (auto& line : v.lines) line.category = line.text = odd;
    }
    void operator()(app::PreviewView& v) const { (*this)(v.document); }
    void operator()(app::ChannelFormView& v) const { v.month.year = UINT16_MAX; }
    void operator()(app::ScriptView& v) const {
        for (auto& paragraph : v.paragraphs) paragraph = endless;
    }
    void operator()(app::Snapshot& s) const {
        s.village = longest;
        s.device = latin;
        if (s.session) {
            s.session->household = longest;
            s.session->person.reset();
            if (s.session->staff) s.session->staff = latin;
        }
        std::visit(*this, s.view);
    }
};

}  // namespace

TEST_CASE("every screen draws at every size without a missing glyph") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            INFO(f.name << " " << surface.width_px << "x" << surface.height_px);
            h.show(f.snapshot);
            CHECK(h.kiosk.draw_data()->TotalVtxCount > 100);
            check_inside(h.kiosk.semantics(), surface);
        }
        CHECK(h.kiosk.missing_characters().empty());
    }
}

TEST_CASE("everything to press is as large as the tokens ask") {
    for (const Surface& surface : test::kSurfaces) {
        const Metrics m = metrics_for(surface, TextSize::standard);
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            h.show(f.snapshot);
            for (const Node& n : h.kiosk.semantics().nodes) {
                if (n.role != Role::button) continue;
                INFO(f.name << " " << surface.width_px << ": " << n.name);
                CHECK(n.rect.h >= m.target - 0.5f);
                CHECK(n.rect.w >= m.target - 0.5f);
            }
        }
    }
}

TEST_CASE("freshness, a heading and the way back stand on every screen") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            if (f.name == "idle") continue;  // covers everything
            INFO(f.name << " " << surface.width_px);
            h.show(f.snapshot);
            int headings = 0;
            bool fresh = false;
            for (const Node& n : h.kiosk.semantics().nodes) {
                headings += n.role == Role::heading && n.level == 1;
                fresh = fresh ||
                        (n.role == Role::status && (n.name.find("联网") != std::string::npos ||
                                                    n.name.find("没有网络") != std::string::npos));
            }
            CHECK(headings >= 1);
            CHECK(fresh);
            CHECK(h.has(Role::button, "更新数据"));
        }
    }
}

TEST_CASE("controls of a tall kiosk are within reach") {
    Harness h(test::kTall);
    for (const auto& f : preview::all_fixtures()) {
        h.show(f.snapshot);
        for (const Node& n : h.kiosk.semantics().nodes) {
            // The freshness can be pressed too, but nobody has to.
            if (n.role != Role::button || n.name == "更新数据") continue;
            INFO(f.name << ": " << n.name);
            CHECK(n.rect.bottom() > test::kTall.height_px / 6.0f);
        }
    }
}

TEST_CASE("hostile strings neither leave the surface nor stop the program") {
    for (const Surface& surface : test::kSurfaces) {
        Harness h(surface);
        for (const auto& f : preview::all_fixtures()) {
            INFO(f.name << " " << surface.width_px);
            app::Snapshot s = f.snapshot;
            Hostile{}(s);
            h.show(s);
            CHECK_FALSE(h.kiosk.wants_frame());
            check_inside(h.kiosk.semantics(), surface);
        }
    }
}

TEST_CASE("absurd sizes of the surface are survived") {
    Harness h;
    for (const auto& f : preview::all_fixtures()) {
        h.kiosk.resize(1, 1, 3);
        h.show(f.snapshot);
        h.kiosk.resize(200, 4000, 1);
        h.settle();
        h.kiosk.resize(4000, 200, 1);
        h.settle();
        CHECK_FALSE(h.kiosk.wants_frame());
    }
}

TEST_CASE("a document is shown whole: no character of it is lost") {
    Harness h;
    h.show(fixture("document"));
    std::string shown, meant;
    for (const Node& n : h.kiosk.semantics().nodes)
        if (n.role == Role::cell || n.role == Role::heading || n.role == Role::text)
            shown += n.name;
    for (const app::Block& b : preview::document_fixture().blocks) {
        meant.clear();
        for (const app::Run& run : b.runs) meant += run.text;
        for (const auto& row : b.rows)
            for (const auto& cell : row) meant += cell;
        INFO(meant);
        CHECK(shown.find(meant) != std::string::npos);
    }
}

TEST_CASE("a withdrawn document says when and why, and that the log holds") {
    Harness h;
    auto s = fixture("document_withdrawn");
    h.show(s);
    CHECK(h.has(Role::text, "这份文件已经撤回"));
    CHECK(h.has(Role::text, "11月20日撤回。原因：附件里有不该公开的身份证号"));
    std::get<app::DocumentView>(s.view).withdrawn->reason.clear();
    h.show(s);
    CHECK(h.has(Role::text, "11月20日撤回，没有写明原因。"));
}

TEST_CASE("a changed log is said aloud, in white on red words") {
    Harness h;
    h.show(fixture("notices_changed"));
    CHECK(h.has(Role::alert, "警告：公开记录被改动过！"));
}

TEST_CASE("a code that is shown once stands at every height of a window") {
    Harness h(test::kPhone);
    h.show(fixture("claim_code"));
    for (int height = 260; height <= 900; ++height) {
        h.kiosk.resize(390, height, 1, 0);
        h.settle();
        CHECK(h.has(Role::button, "我抄好了"));
    }
}
