// What a household sees on its own phone, and a guest before that.
#include "native/preview/fixture_parts.hpp"

namespace xf::preview {

using namespace app;

namespace {

Snapshot guest() {
    Snapshot s = base(DeviceRole::phone);
    s.device = "";
    s.persistence = Persistence::best_effort;
    return s;
}

Snapshot at_home() {
    Snapshot s = guest();
    SessionView session;
    session.household = "示例张家";
    session.persons = {{{1}, "张示例"}, {{2}, "李示例"}, {{3}, "张小示例"}};
    session.person = PersonNo{1};
    s.session = session;
    return s;
}

LoginView login(LoginView::Step step) {
    LoginView v;
    v.step = step;
    v.number = "100017";
    v.digits = 3;
    v.remember = step != LoginView::Step::pin;
    return v;
}

RequestsView kept() {
    RequestsView v;
    v.items = {{{{3}, {1}, {7}},
                "3-1-7",
                RequestCategory::roads,
                "三组路口的路灯坏了，晚上看不见",
                RequestState::accepted,
                RecordState::reported,
                before(3 * kDay),
                {}}};
    v.kept = KeptText{1, "村东水渠堵了，一下雨就漫到路上，请派人看看。"};
    return v;
}

}  // namespace

void add_phone(std::vector<Fixture>& all) {
    Snapshot fresh = guest();
    fresh.village = "";
    fresh.freshness = {};
    add(all, "villages", fresh,
        VillagesView{{"杏湾村（示例）", "荷渡村（示例）", "槐岭村（示例）"}, "示例镇", true});
    add(all, "villages_offline", fresh, VillagesView{{}, "", false});
    add(all, "home_guest", guest(), HomeView{{Tile::notices, Tile::login}, false, true});
    add(all, "login_number_empty", guest(), LoginView{});
    add(all, "login_number", guest(), login(LoginView::Step::number));
    add(all, "login_pin", guest(), login(LoginView::Step::pin));
    add(all, "login_checking", guest(), login(LoginView::Step::checking));
    add(all, "login_loading", guest(), login(LoginView::Step::loading));
    IdentifyView persons;
    persons.step = IdentifyView::Step::person;
    persons.for_whom = "示例张家";
    persons.persons = at_home().session->persons;
    add(all, "login_person", guest(), persons);
    add(all, "home_phone", at_home(),
        HomeView{{Tile::points, Tile::requests, Tile::notices}, false});
    add(all, "balance_phone", at_home(), balance());
    add(all, "requests_kept", at_home(), kept());
    Snapshot over = guest();
    over.message = Message{ErrorCode::login_ended, 0, {}};
    add(all, "login_ended", over, HomeView{{Tile::notices, Tile::login}, false, true});
    Snapshot wrong = guest();
    wrong.message = Message{ErrorCode::wrong_login, 0, {}};
    add(all, "login_wrong", wrong, login(LoginView::Step::pin));
}

}  // namespace xf::preview
