#include "tests/unit/app/town.hpp"

#include "shared/app/registry.hpp"
#include "shared/disclosure/handed_in.hpp"
#include "shared/points/events.hpp"
#include "shared/shop/events.hpp"
#include "shared/store/migrations.hpp"
#include "shared/sync/hub_blobs.hpp"
#include "shared/sync/hub_login.hpp"
#include "shared/sync/hub_recovery.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

using namespace store;

constexpr std::uint32_t kHouseholds = 2;
constexpr std::string_view kLogAddress = "/log/village/";

tlog::NoteSigner log_signer() {
    const Bytes seed(32, 9);
    return need(
        tlog::NoteSigner::create("xinfeng.example/town/village", *SigningKey::from_seed(seed)));
}

}  // namespace

TestHub::TestHub(std::uint64_t seed)
    : store_(seed),
      projector_(app::registry()),
      publisher_db_(need(Database::open_in_memory())),
      blobs_(need(Database::open_in_memory())) {
    const auto key = SigningKey::from_seed(store_.random.bytes(32));
    identity_ = sync::HubIdentity{"示例镇", *key};
    ShardIdentity shard{ShardNo{1}, *Uuid::from(store_.random.bytes(16)), "示例村"};
    shard_ = need(sync::HubShard::open(need(store_.open()), projector_, shard,
                                       log_signer().verifier().text()));
    const Schema schemas[] = {disclosure::kPublisherSchema};
    need(migrate(publisher_db_, schemas));
    const Schema blob_schemas[] = {{"blobs", blobs::BlobStore::kSchema}};
    need(migrate(blobs_, blob_schemas));
    auto transaction = need(shard_->db().begin());
    seed_people();
    seed_shop();
    need(transaction.commit());
}

SimDisk::Image TestHub::image() {
    need(shard_->db().empty_wal());
    return SimDisk::image_of(store_.disk.snapshot(), {Survival::Kind::all});
}

void TestHub::append(std::uint32_t type, const Bytes& data, const Bytes* content) {
    Header header;
    header.type = type;
    header.time = store_.clock.now();
    header.auth = AuthMethod::hub;
    header.data = data;
    std::optional<Body> body;
    if (content) {
        body = Body{};
        store_.random.fill(body->salt);
        body->content = *content;
    }
    need(shard_->log().append(header, std::move(body)));
}

void TestHub::seed_people() {
    const people::StaffListed staff{StaffNo{1}, "示例书记", "村党支部书记"};
    append(people::kStaffListedType, staff.data());
    people::StaffPinSet pin{1, StaffNo{1}, store_.random.bytes(16), {}};
    pin.hash = argon2id(kPin, pin.salt);
    append(people::kStaffPinSetType, pin.data());
    append(
        people::kStaffCardIssuedType,
        people::StaffCardIssued{8, StaffNo{1}, staff_card.number, staff_card.proof_check()}.data());
    for (std::uint32_t h = 1; h <= kHouseholds; ++h) {
        people::HouseholdAdded household{HouseholdNo{h}, *Uuid::from(store_.random.bytes(16)), 1,
                                         "示例" + std::to_string(h) + "户"};
        const Bytes content = household.content();
        append(people::kHouseholdAddedType, household.data(), &content);
        for (std::uint32_t p = 0; p < h; ++p) {  // the first household has one person
            people::PersonAdded person{household.household, PersonNo{h * 10 + p},
                                       *Uuid::from(store_.random.bytes(16)),
                                       "示例人" + std::to_string(h * 10 + p)};
            const Bytes name = person.content();
            append(people::kPersonAddedType, person.data(), &name);
        }
        people::Card card{100 + h, {}};
        store_.random.fill(card.secret);
        cards_.push_back(card);
        const people::CardIssued issued{household.household, card.number, card.verifier(kPin),
                                        card.proof_check()};
        append(people::kCardIssuedType, issued.data());
    }
}

void TestHub::seed_shop() {
    append(points::kBudgetGrantedType, points::BudgetGranted{Points(100'000)}.data());
    append(points::kRuleSetType, points::RuleSet{RuleNo{1}, "参加义务巡逻", Points(10)}.data());
    append(shop::kGoodsSetType, shop::GoodsSet{GoodsNo{1}, "肥皂", "块", Points(5), false}.data());
    append(shop::kGoodsSetType, shop::GoodsSet{GoodsNo{2}, "大米", "袋", Points(60), false}.data());
    append(shop::kGoodsSetType,
           shop::GoodsSet{GoodsNo{3}, "健康体检", "次", Points(30), true}.data());
    append(shop::kStockReceivedType, shop::StockReceived{GoodsNo{1}, 3}.data());
    append(shop::kStockReceivedType, shop::StockReceived{GoodsNo{2}, 2}.data());
}

void TestHub::award(HouseholdNo household, Points points) {
    auto transaction = need(shard_->db().begin());
    append(points::kAwardType, points::Award{household, RuleNo{1}, points, PersonNo{0}}.data());
    need(transaction.commit());
}

void TestHub::offer_service(GoodsNo no) {
    auto transaction = need(shard_->db().begin());
    append(shop::kGoodsSetType, shop::GoodsSet{no, "示例服务", "次", Points(1), true}.data());
    need(transaction.commit());
}

void TestHub::set_roles(StaffNo staff, Roles roles) {
    auto transaction = need(shard_->db().begin());
    append(people::kStaffRolesSetType, people::StaffRolesSet{staff, roles}.data());
    need(transaction.commit());
}

void TestHub::allow_typed(std::size_t household) {
    const people::Card& card = cards_[household];
    auto transaction = need(shard_->db().begin());
    need(shard_->logins().set_pin(card.number, card.verifier(kPin),
                                  sync::PinHash::of(kPin, store_.random.bytes(16))));
    need(transaction.commit());
}

void TestHub::revoke_card(std::size_t household) {
    auto transaction = need(shard_->db().begin());
    const auto no = static_cast<std::uint32_t>(household) + 1;
    append(people::kCardRevokedType,
           people::CardRevoked{HouseholdNo{no}, cards_[household].number}.data());
    need(transaction.commit());
}

void TestHub::issue(const people::CardIssued& issued) {
    auto transaction = need(shard_->db().begin());
    append(people::kCardIssuedType, issued.data());
    need(transaction.commit());
}

void TestHub::add_households(std::uint32_t count) {
    auto transaction = need(shard_->db().begin());
    for (std::uint32_t no = 100; no < 100 + count; ++no) {
        const people::HouseholdAdded household{
            HouseholdNo{no}, {}, no % 3 + 1, "示例" + std::to_string(no) + "户"};
        const Bytes content = household.content();
        append(people::kHouseholdAddedType, household.data(), &content);
        const people::PersonAdded person{
            HouseholdNo{no}, PersonNo{no * 10}, {}, "成员" + std::to_string(no)};
        const Bytes name = person.content();
        append(people::kPersonAddedType, person.data(), &name);
    }
    need(transaction.commit());
}

void TestHub::publish(std::string_view text) {
    auto publisher = need(disclosure::Publisher::open(publisher_db_, log_files, log_signer()));
    const auto imported = need(disclosure::import_notice(text));
    const Uuid matter = *Uuid::from(store_.random.bytes(16));
    need(publisher.publish(disclosure::notice(matter, imported, china_day(store_.clock.now())),
                           store_.random));
}

void TestHub::publish_accepted() {
    auto publisher = need(disclosure::Publisher::open(publisher_db_, log_files, log_signer()));
    for (const auto& each : need(disclosure::accepted_after(place(), 0, 1000))) {
        std::vector<Bytes> pictures;
        for (const blobs::BlobRef& blob : each.text.pictures)
            if (auto picture = need(blobs::BlobStore(blobs_).read(blob.hash)))
                pictures.push_back(*std::move(picture));
        if (each.withdrawn || pictures.size() < each.text.pictures.size()) continue;
        note(need(disclosure::publish_submission(publisher, each, pictures,
                                                 china_day(store_.clock.now()), store_.random)));
    }
}

void TestHub::note(const std::optional<disclosure::Withdrawn>& what) {
    if (!what || !need(disclosure::may_be_withdrawn(place(), what->matter, what->version))) return;
    auto transaction = need(shard_->db().begin());
    append(disclosure::kWithdrawnType, what->data());
    need(transaction.commit());
}

void TestHub::withdraw(std::uint64_t leaf, std::string_view reason) {
    auto publisher = need(disclosure::Publisher::open(publisher_db_, log_files, log_signer()));
    const auto by = need(publisher.withdraw(leaf, reason, china_day(store_.clock.now())));
    const disclosure::Manifest what = need(publisher.manifest(leaf));
    note(disclosure::Withdrawn{what.matter, what.version, need(publisher.manifest(by)).version});
}

std::string TestHub::enrol_code(app::DeviceRole role, const std::string& name) {
    const Capabilities capabilities = role == app::DeviceRole::desk      ? capability::kDesk
                                      : role == app::DeviceRole::counter ? capability::kCounter
                                                                         : capability::kKiosk;
    const sync::EnrolCode code = sync::EnrolCode::make(store_.random);
    auto transaction = need(shard_->db().begin());
    need(
        shard_->devices().add_code(code, {capabilities, name}, {store_.clock.now().seconds + 600}));
    need(transaction.commit());
    return code.text();
}

void TestHub::forget_devices() { need(shard_->db().run("DELETE FROM device")); }

namespace {

ports::HttpReply refusal(ErrorCode code, const std::string& more = {}) {
    const std::string json = "{\"error\":\"" + std::string(name_of(code)) + "\"" + more + "}";
    const ByteView bytes = as_bytes(json);
    return {http_status_of(code), "application/json", {bytes.begin(), bytes.end()}};
}

}  // namespace

ports::HttpReply TestHub::log_in(ByteView body) {
    const std::int64_t source = 1;
    const auto certificate = [&]() -> Result<Bytes> {
        XF_ASSIGN(const sync::Login login, sync::decode_login(body));
        sync::HubLogin hub(*identity_, store_.clock, app::hub_hooks());
        XF_ASSIGN(const sync::LoginCheck check, hub.begin(*shard_, login, source));
        if (check.wait_s > 0) return Error{ErrorCode::locked_out, std::to_string(check.wait_s)};
        return hub.finish(*shard_, login, check, check.proves(login), source);
    }();
    if (certificate.ok()) return {200, "", *certificate};
    const Error& error = certificate.error();
    const bool locked = error.code == ErrorCode::locked_out;
    return refusal(error.code, locked ? ",\"retry_after_s\":" + error.detail : "");
}

ports::HttpReply TestHub::answer(const ports::HttpRequest& request) {
    if (request.path == "/v1/villages") {
        const store::ShardIdentity& village = shard_->log().shard();
        return {200, "", encode(sync::Villages{town, {{village, shard_->log_key()}}})};
    }
    if (request.path == "/v1/login") return log_in(request.body);
    if (request.path == "/v1/demo") ++demo_questions;
    if (request.path == "/v1/demo") return {demo ? 200 : 404, "", demo.value_or(Bytes{})};
    if (request.path.starts_with(kLogAddress)) {
        const auto file = log_files.read(request.path.substr(kLogAddress.size()));
        return file.ok() ? ports::HttpReply{200, "", *file} : ports::HttpReply{404, "", {}};
    }
    sync::HubSession session(*identity_, store_.clock, app::hub_hooks());
    const auto body = [&]() -> Result<Bytes> {
        if (request.path == "/v1/enroll") return session.enrol(*shard_, request.body);
        if (request.path == "/v1/sync" && refuses_sync) return *refuses_sync;
        if (request.path == "/v1/sync") return session.sync(*shard_, request.body);
        if (request.path == "/v1/recover")
            return sync::HubRecovery(*shard_, *identity_, store_.clock, app::hub_hooks())
                .answer(request.body);
        if (request.path == "/v1/logout")
            return sync::HubLogin(*identity_, store_.clock, app::hub_hooks())
                .logout(*shard_, request.body);
        if (request.path == "/v1/blob")
            return sync::HubBlobs(*shard_, blobs_, *identity_, store_.clock, app::hub_hooks())
                .answer(request.body);
        return ErrorCode::not_found;
    }();
    if (body.ok()) return {200, request.content_type, *body};
    return refusal(body.error().code);
}

ports::RequestId TestTransport::start(ports::HttpRequest request) {
    waiting_.emplace_back(++last_, std::move(request));
    return last_;
}

void TestTransport::cancel(ports::RequestId id) {
    std::erase_if(waiting_, [&](const auto& one) { return one.first == id; });
}

std::optional<ports::Transport::Answer> TestTransport::poll() {
    if (waiting_.empty() || slow) return std::nullopt;
    auto [id, request] = std::move(waiting_.front());
    waiting_.pop_front();
    ports::HttpReply reply = hub_->up ? hub_->answer(request) : ports::HttpReply{};
    return Answer{id, loses ? ports::HttpReply{} : std::move(reply)};
}

TestDevice::TestDevice(TestHub& test_hub, app::DeviceRole role, const std::string& name,
                       app::Persistence persistence)
    : hub(&test_hub), store(name.size() + 100), transport(test_hub) {
    config.vfs = store.vfs.name();
    config.persistence = persistence;
    client = std::make_unique<app::Client>(client_ports(), config);
    enrol(test_hub.enrol_code(role, name));
}

TestDevice::TestDevice(TestHub& test_hub, const std::string& name)
    : hub(&test_hub), store(name.size() + 200), transport(test_hub) {
    config.vfs = store.vfs.name();
    config.persistence = app::Persistence::best_effort;
    client = std::make_unique<app::Client>(client_ports(), config);
    settle();
    settle();
}

app::ClientPorts TestDevice::client_ports() {
    return {hub->clock(), store.random, store.disk, transport};
}

void TestDevice::enrol(const std::string& code) {
    client->submit(app::Enrol{code});
    settle();
    settle();
}

void TestDevice::settle(std::uint64_t ms) {
    hub->clock().advance_ms(ms);
    for (int i = 0; i < 6; ++i) client->step();
}

void TestDevice::restart() {
    client.reset();
    client = std::make_unique<app::Client>(client_ports(), config);
    settle();
}

void TestDevice::restart_after_power_cut(const Survival& survival) {
    client.reset();  // closing writes nothing that the cut below would not undo
    store.disk.cut_power(survival);
    client = std::make_unique<app::Client>(client_ports(), config);
    settle();
}

void TestDevice::type_pin(const std::string& pin) {
    for (const char digit : pin)
        client->submit(app::PinDigit{static_cast<std::uint8_t>(digit - '0')});
    settle(100);
}

void TestDevice::log_in(const people::Card& card, const std::string& pin, bool remember) {
    client->submit(app::Scanned{card.text()});
    client->submit(app::SetRemember{remember});
    for (const char digit : pin)
        client->submit(app::LoginDigit{static_cast<std::uint8_t>(digit - '0')});
    settle();
    settle();
    if (!shows<app::IdentifyView>()) return;
    const auto& persons = view<app::IdentifyView>().persons;
    if (!persons.empty()) client->submit(app::ChoosePerson{persons[0].no});
    client->submit(app::AcceptNotice{});  // where it is shown
    settle();
    settle();
}

bool TestDevice::disk_has(std::string_view words) {
    for (const auto& [name, file] : store.disk.snapshot()) {
        Bytes bytes(file.current.size());
        file.current.read(0, bytes);
        if (as_text(bytes).find(words) != std::string_view::npos) return true;
    }
    return false;
}

void TestDevice::sign_in_staff() {
    client->submit(app::GoTo{app::Place::desk});
    client->submit(app::ChooseStaff{StaffNo{1}});
    type_pin();
}

void TestDevice::identify(const people::Card& card) {
    client->submit(app::Scanned{card.text()});
    type_pin();
    if (!shows<app::IdentifyView>()) return;
    const auto& persons = view<app::IdentifyView>().persons;
    if (!persons.empty()) client->submit(app::ChoosePerson{persons[0].no});
    client->submit(app::AcceptNotice{});  // where it is shown
    settle();
}

}  // namespace xf::test
