#include "tests/crash/business_script.hpp"

#include "shared/app/registry.hpp"
#include "shared/devices/feature.hpp"
#include "shared/people/feature.hpp"
#include "shared/points/feature.hpp"
#include "shared/shop/feature.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/fake_clock.hpp"

namespace xf::test {
namespace {

using store::Database;
using store::Transaction;

/// The features whose events the scripts write; others have scripts of their own (feature_script.hpp).
const store::Projector& projector() {
    static const store::Registry kRegistry(
        {&devices::feature(), &people::feature(), &points::feature(), &shop::feature()});
    static const store::Projector kProjector(kRegistry);
    return kProjector;
}

store::ShardIdentity shard() { return {sim::kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"}; }

sim::Family family() {
    sim::Family out;
    out.no = {1};
    out.persons = {{1}};
    out.card.number = 1001;
    out.card.secret.fill(7);
    out.pin = "123456";
    return out;
}

/// The counter's own events, by sequence number: the same bytes in every run.
sim::Draft event_of_counter(std::uint32_t seq) {
    return sim::redemption(family(), {{GoodsNo{1}, seq, Points(1)}});
}

/// A device without a disk of its own: identity, log and session over somebody's database.
class Device {
public:
    explicit Device(Database& db) : db_(&db) {}

    /// Makes or opens the tables; the identity is the same in every run.
    Status open() {
        XF_TRY(sim::prepare_client_schema(*db_));
        SeededRandom of_identity(5);
        XF_ASSIGN(identity_, app::DeviceIdentity::load(*db_, clock_.now(), of_identity));
        return identity_->certificate ? begin() : Status{};
    }
    Status enrolled(const sync::Enrolled& enrolled) {
        XF_TRY(app::save_enrolment(*db_, enrolled));
        identity_->certificate = enrolled.certificate;
        return begin();
    }
    /// For checks, which must not write.
    Status look() {
        SeededRandom of_identity(5);
        XF_ASSIGN(identity_, app::DeviceIdentity::load(*db_, clock_.now(), of_identity));
        if (identity_->certificate) make_log();
        return {};
    }

    const app::DeviceIdentity& identity() const { return *identity_; }
    bool is_enrolled() const { return identity_->certificate.has_value(); }
    store::ClientLog& log() { return *log_; }
    sync::ClientSession& session() { return *session_; }

    Result<std::uint32_t> own_events() {
        const store::OwnDevice& own = log_->own();
        XF_ASSIGN(const store::ChainHead head, log_->store().chain_head(own.no, own.epoch, Hash{}));
        return head.seq.value;
    }
    Status submit(std::uint32_t seq) {
        SeededRandom of_event(seq);
        const sim::Draft draft = event_of_counter(seq);
        XF_ASSIGN(Transaction transaction, db_->begin());
        XF_ASSIGN(const EventKey key,
                  log_->submit(draft.header(clock_.now()), draft.body(of_event)));
        static_cast<void>(key);
        return transaction.commit();
    }

private:
    void make_log() {
        log_.emplace(*db_, projector(), identity_->certificate->shard,
                     identity_->certificate->device);
        session_.emplace(*log_, identity_->key, identity_->certificate->hub_key, clock_, random_);
    }
    Status begin() {
        make_log();
        XF_ASSIGN(Transaction transaction, db_->begin());
        XF_ASSIGN(const bool stale, projector().prepare(*db_));
        if (stale) XF_TRY(log_->rebuild());
        return transaction.commit();
    }

    Database* db_;
    FakeClock clock_;
    SeededRandom random_{6};
    std::optional<app::DeviceIdentity> identity_;
    std::optional<store::ClientLog> log_;
    std::optional<sync::ClientSession> session_;
};

/// A hub over somebody's database.
class Office {
public:
    Status open(Database&& db) {
        XF_ASSIGN(shard_,
                  sync::HubShard::open(std::move(db), projector(), shard(), "示例村+00+AA"));
        return {};
    }
    sync::HubShard& shard_of() { return *shard_; }

    /// Staff, goods, budget, a family and its points: one transaction.
    Status found() {
        SeededRandom random(7);
        std::vector<sim::Draft> drafts = {
            sim::budget_of(sim::kBudget), sim::staff_member(sim::kStaff, "示例干部"),
            sim::staff_pin(sim::kStaff), sim::goods(GoodsNo{1}, "示例商品", Points(1))};
        for (sim::Draft& draft : sim::family_moves_in(family(), random))
            drafts.push_back(std::move(draft));
        drafts.push_back(sim::award(HouseholdNo{1}, Points(1000)));
        XF_ASSIGN(Transaction transaction, shard_->db().begin());
        for (const sim::Draft& draft : drafts)
            XF_TRY(shard_->log().append(draft.header(clock_.now()), draft.body(random)));
        return transaction.commit();
    }
    Result<sync::Enrolled> enrol(const app::DeviceIdentity& device) {
        const sync::EnrolCode code{"0000", "000000000000"};
        {
            XF_ASSIGN(Transaction transaction, shard_->db().begin());
            XF_TRY(shard_->devices().burn_code(code.id));  // of a run that ended too early
            XF_TRY(shard_->devices().add_code(code, {store::capability::kCounter, "柜台"},
                                              clock_.now()));
            XF_TRY(transaction.commit());
        }
        const Bytes body =
            sync::encode_enrol_request(code, device.uuid, device.key.public_key(), {});
        XF_ASSIGN(const Bytes reply, session_.enrol(*shard_, body));
        return sync::decode_enrol_reply(reply, code, device.uuid, {});
    }
    /// One exchange with a device, whatever its request counter. It wishes for a few points, because
    /// an earlier epoch of it may hold the others.
    Status exchange(Device& device) {
        XF_TRY(shard_->devices().set_counter(DeviceNo{1}, 0, {}));
        const PersonNo person = family().persons[0];
        XF_ASSIGN(const std::uint64_t have, device.session().have_of(person));
        const sync::AtHand visitor{person, family().card.proof(), have};
        XF_ASSIGN(const Bytes request,
                  device.session().request({{family().no, Points(50)}}, {visitor}));
        XF_ASSIGN(const Bytes reply, session_.sync(*shard_, request));
        const auto outcome = device.session().take_reply(reply);
        return outcome.ok() ? Status{} : Status(outcome.error());
    }

private:
    FakeClock clock_;
    sync::HubIdentity identity_{"示例镇", *SigningKey::from_seed(Bytes(32, 8))};
    sync::HubSession session_{identity_, clock_, app::hub_hooks()};
    std::unique_ptr<sync::HubShard> shard_;
};

std::uint64_t number_in(const std::string& acknowledged) {
    return std::stoull(acknowledged.substr(acknowledged.find(' ') + 1));
}

Status wrong(const std::string& what) { return Error{ErrorCode::internal, what}; }

/// No tables yet, or not all of them: only right where nothing was promised.
Result<bool> has_table(Database& db, std::string_view name) {
    XF_ASSIGN(const std::int64_t tables,
              db.integer("SELECT count(*) FROM sqlite_schema WHERE name = ?", name));
    return tables != 0;
}

// ---- The counter

constexpr std::uint32_t kOffline = 2;  ///< own events between two exchanges
constexpr std::uint32_t kLater = 3;    ///< own events in the end

/// The hub beside the counter, which never loses power, and a second copy of the device, in memory,
/// that goes the same way: so each run meets the hub as it was, having heard everything already, or
/// nothing yet.
class CounterRun {
public:
    CounterRun(Database& db, const Acknowledge& acknowledge)
        : db_(&db), real_(db), acknowledge_(acknowledge) {}

    Status run() {
        XF_ASSIGN(Database hub, Database::open_in_memory());
        XF_ASSIGN(Database shadow, Database::open_in_memory());
        Device device(shadow);
        shadow_ = &device;
        XF_TRY(office_.open(std::move(hub)));
        XF_TRY(office_.found());
        XF_TRY(device.open());
        XF_TRY(real_.open());
        XF_TRY(enrol());
        XF_TRY(exchange());
        for (std::uint32_t seq = 1; seq <= kOffline; ++seq) XF_TRY(submit(seq));
        XF_TRY(exchange());
        XF_TRY(db_->checkpoint());
        for (std::uint32_t seq = kOffline + 1; seq <= kLater; ++seq) XF_TRY(submit(seq));
        return {};
    }

private:
    Status enrol() {
        XF_ASSIGN(const sync::Enrolled enrolled, office_.enrol(shadow_->identity()));
        XF_TRY(shadow_->enrolled(enrolled));
        if (real_.is_enrolled()) return {};
        XF_TRY(real_.enrolled(enrolled));
        acknowledge_("enrolled");
        return {};
    }
    Status submit(std::uint32_t seq) {
        XF_TRY(shadow_->submit(seq));
        XF_ASSIGN(const std::uint32_t done, real_.own_events());
        if (done >= seq) return {};
        XF_TRY(real_.submit(seq));
        acknowledge_("event " + std::to_string(seq));
        return {};
    }
    Status exchange() {
        XF_TRY(office_.exchange(*shadow_));
        XF_ASSIGN(const std::uint64_t end, shadow_->log().store().hub_seq());
        XF_ASSIGN(const std::uint64_t cursor, real_.log().store().hub_seq());
        if (cursor >= end) return {};
        XF_TRY(office_.exchange(real_));
        acknowledge_("cursor " + std::to_string(end));
        return {};
    }

    Database* db_;
    Device real_;
    Device* shadow_ = nullptr;
    Office office_;
    const Acknowledge& acknowledge_;
};

Status check_event(Device& device, std::uint32_t seq) {
    const store::OwnDevice& own = device.log().own();
    XF_ASSIGN(const auto stored, device.log().store().find({own.no, own.epoch, Seq{seq}}));
    SeededRandom of_event(seq);
    const sim::Draft draft = event_of_counter(seq);
    const auto body = draft.body(of_event);
    const store::Header header = draft.header(FakeClock{}.now());
    const store::Event expected =
        body ? store::make_event(header, *body) : store::make_event(header);
    if (!stored) return wrong("event " + std::to_string(seq) + " is not there");
    const bool same_body = stored->event.body.has_value() == body.has_value() &&
                           (!body || stored->event.body->content == body->content);
    if (stored->event.header != expected.header ||
        stored->event.commitment != expected.commitment || !same_body)
        return wrong("event " + std::to_string(seq) + " has other bytes");
    return {};
}

Status check_counter(Database& db, const Acknowledged& acknowledged) {
    XF_ASSIGN(const bool made, has_table(db, "device_identity"));
    if (!made) return acknowledged.empty() ? Status{} : wrong("the tables are gone");
    Device device(db);
    XF_TRY(device.look());
    XF_ASSIGN(const bool prepared, has_table(db, "projection"));
    if (!device.is_enrolled() || !prepared)
        return acknowledged.empty() ? Status{} : wrong("the enrolment is gone");
    for (const std::string& promise : acknowledged) {
        if (promise.starts_with("event "))
            XF_TRY(check_event(device, static_cast<std::uint32_t>(number_in(promise))));
        if (!promise.starts_with("cursor ")) continue;
        XF_ASSIGN(const std::uint64_t cursor, device.log().store().hub_seq());
        if (cursor < number_in(promise)) return wrong("records are gone: " + promise);
    }
    XF_ASSIGN(const std::uint32_t events, device.own_events());
    for (std::uint32_t seq = 1; seq <= events; ++seq) XF_TRY(check_event(device, seq));
    XF_TRY(sim::check_hashes(device.log()));
    XF_TRY(sim::check_pending(device.log()));
    XF_TRY(sim::check_conservation(db));
    return sim::check_rebuild(projector(), device.log());
}

// ---- The hub

/// The database is borrowed: HubShard wants its own, so it gets it and gives it back.
class HubRun {
public:
    HubRun(Database& db, const Acknowledge& acknowledge) : db_(&db), acknowledge_(acknowledge) {}

    Status run() {
        Status opened = office_.open(std::move(*db_));
        if (!opened.ok()) return opened;
        Status done = live();
        *db_ = std::move(office_.shard_of().db());
        return done;
    }

private:
    Status live() {
        XF_ASSIGN(Database memory, Database::open_in_memory());
        Device device(memory);
        XF_TRY(device.open());
        XF_TRY(found());
        XF_TRY(enrol(device));
        XF_TRY(exchange(device));
        for (std::uint32_t seq = 1; seq <= kOffline; ++seq) XF_TRY(device.submit(seq));
        XF_TRY(office_.shard_of().db().checkpoint());
        return exchange(device);
    }
    Status found() {
        XF_ASSIGN(const std::uint64_t records, office_.shard_of().log().store().hub_seq());
        if (records > 0) return {};
        XF_TRY(office_.found());
        return acknowledge_records();
    }
    /// A new epoch where the hub met the device before the power went: the device is a new copy.
    Status enrol(Device& device) {
        XF_ASSIGN(const sync::Enrolled enrolled, office_.enrol(device.identity()));
        acknowledge_("device " + std::to_string(enrolled.certificate.device.epoch.value));
        XF_TRY(device.enrolled(enrolled));
        return acknowledge_records();
    }
    Status exchange(Device& device) {
        XF_TRY(office_.exchange(device));
        return acknowledge_records();
    }
    Status acknowledge_records() {
        XF_ASSIGN(const std::uint64_t records, office_.shard_of().log().store().hub_seq());
        acknowledge_("record " + std::to_string(records));
        return {};
    }

    Database* db_;
    Office office_;
    const Acknowledge& acknowledge_;
};

Status check_hub(Database& db, const Acknowledged& acknowledged) {
    XF_ASSIGN(const bool made, has_table(db, "shard_log"));
    XF_ASSIGN(const bool prepared, has_table(db, "projection"));
    if (!made || !prepared) return acknowledged.empty() ? Status{} : wrong("the tables are gone");
    store::HubLog log(db, projector(), shard(), store::kFirstHubEpoch);
    XF_ASSIGN(const std::uint64_t records, log.store().hub_seq());
    for (const std::string& promise : acknowledged) {
        if (promise.starts_with("record ") && records < number_in(promise))
            return wrong("records are gone: " + promise);
        if (!promise.starts_with("device ")) continue;
        XF_ASSIGN(const std::int64_t epoch, db.integer("SELECT ifnull(max(epoch), 0) FROM device"));
        if (epoch < static_cast<std::int64_t>(number_in(promise)))
            return wrong("the enrolment is gone");
    }
    XF_TRY(sim::check_hashes(log));
    XF_TRY(sim::check_conservation(db));
    XF_TRY(sim::check_holdings(db));
    return sim::check_rebuild(projector(), log);
}

}  // namespace

CrashScript counter_script() {
    return {[](Database& db, const Acknowledge& acknowledge) {
                return CounterRun(db, acknowledge).run();
            },
            check_counter};
}

CrashScript hub_script() {
    return {
        [](Database& db, const Acknowledge& acknowledge) { return HubRun(db, acknowledge).run(); },
        check_hub};
}

}  // namespace xf::test
