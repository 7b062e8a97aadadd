#include "shared/app/village.hpp"

#include "shared/app/demo_mode.hpp"
#include "shared/app/lockout.hpp"
#include "shared/app/registry.hpp"
#include "shared/app/visitor_store.hpp"
#include "shared/rescue/identity_copy.hpp"
#include "shared/store/migrations.hpp"
#include "shared/store/set_aside.hpp"

namespace xf::app {

using namespace store;

namespace {

/// How often the public log is looked at, besides after the first sync.
constexpr std::uint64_t kRefreshLogMs = 60'000;

/// Where the hub serves a log: the last part of the key's name is the village's address.
std::string log_address(std::string_view key_name) {
    return "/log/" + std::string(key_name.substr(key_name.rfind('/') + 1));
}

/// While the database is sound nothing depends on that copy: a disk that refuses it stops nobody, and a
/// row that was damaged does not take the place of a good one.
void keep_spare(ports::Disk& disk, const std::string& database, const DeviceIdentity& identity) {
    const Bytes copy = rescue::encode_identity(identity.key, identity.signed_certificate);
    const bool guest = identity.certificate->device.capabilities == 0;
    if (guest || rescue::decode_identity(copy).ok())
        static_cast<void>(rescue::keep_identity(disk, database, copy));
}

}  // namespace

Result<std::unique_ptr<Village>> Village::open(Database& db, const DeviceIdentity& identity,
                                               const Projector& projector,
                                               const ClientPorts& ports) {
    XF_ASSIGN(tlog::VerifierKey key, tlog::VerifierKey::parse(identity.certificate->log_key));
    disclosure::ReplicaConfig config{identity.certificate->shard.no, log_address(key.name), {}};
    // Who enrolled this device vouches for the key; a browser of anybody's trusts the first one.
    const Capabilities may = identity.certificate->device.capabilities;
    const bool enrolled = may != 0 && (may & capability::kVisitor) == 0;
    if (enrolled) config.key = key;
    XF_ASSIGN(disclosure::Replica replica,
              disclosure::Replica::open(db, ports.transport, ports.clock, std::move(config)));
    return std::unique_ptr<Village>(
        new Village(db, identity, projector, ports, std::move(replica)));
}

Village::Village(Database& db, const DeviceIdentity& identity, const Projector& projector,
                 const ClientPorts& ports, disclosure::Replica public_log)
    : log(db, projector, identity.certificate->shard, identity.certificate->device),
      session(log, identity.key, identity.certificate->hub_key, ports.clock, ports.random),
      recovery(session, identity.signed_certificate),
      driver(session, recovery, ports.transport, ports.clock),
      pictures(log, identity, ports.transport, ports.clock, ports.random),
      replica(std::move(public_log)),
      log_return(db, ports.transport, identity.certificate->shard.no),
      device_name(identity.certificate->device_name),
      clock_(&ports.clock) {
    if (visitor()) driver.be_visitor();
}

Status Village::step() {
    recovery.set_checkpoint(replica.checkpoint_note());
    if (!guest()) XF_TRY(driver.step());
    XF_TRY(step_pictures());
    // A hub that is being restored takes back what it lacks of the log before it takes syncs.
    const bool reachable = guest() || driver.in_contact();
    const bool due = rounds_ == 0 || clock_->monotonic_ms() >= refreshed_ms_ + kRefreshLogMs;
    const bool asked = look_after_ && (guest() || driver.finished() > *look_after_);
    if (reachable && !replica.busy() && (due || asked)) look_at_log();
    XF_TRY(replica.step());
    if (looking_ && !replica.busy()) {
        looking_ = false;
        const auto checked = replica.state().checked_at;
        log_reached_ = checked && checked->seconds >= look_began_.seconds;
    }
    if (!replica.busy() && returned_rounds_ != rounds_) {
        returned_rounds_ = rounds_;
        XF_TRY(log_return.begin(replica.hub_behind()));
    }
    return log_return.step();
}

void Village::look_at_log() {
    look_after_.reset();
    refreshed_ms_ = clock_->monotonic_ms();
    look_began_ = clock_->now();
    looking_ = true;
    ++rounds_;
    replica.refresh();
}

Status Village::step_pictures() {
    if (!driver.online() || driver.recovering()) return {};
    XF_ASSIGN(const std::uint32_t unsent, log.pending_count());
    XF_ASSIGN(const std::vector<sync::AtHand> at_hand, driver.at_hand());
    return pictures.step({true, unsent == 0}, at_hand);
}

Status Village::on_answer(const ports::Transport::Answer& answer) {
    XF_ASSIGN(const bool synced, driver.on_answer(answer));
    if (synced) return {};
    XF_ASSIGN(const bool picture, pictures.on_answer(answer));
    if (picture && pictures.take_sent()) look_after_ = 0;  // it may be public now
    if (picture) return {};
    XF_ASSIGN(const bool returned, log_return.on_answer(answer));
    if (returned) return {};
    XF_ASSIGN(const bool fetched, replica.on_answer(answer));
    static_cast<void>(fetched);
    return {};
}

std::uint64_t Village::next_ms() const {
    return guest() ? refreshed_ms_ + kRefreshLogMs : driver.next_ms();
}

bool Village::take_news() {
    const bool ended = was_busy_ && !replica.busy();
    was_busy_ = replica.busy();
    return pictures.take_changed() || ended;
}

DeviceRole Village::role() const {
    const Capabilities capabilities = log.own().capabilities;
    if (guest() || visitor()) return DeviceRole::phone;
    if (capabilities & capability::kDesk) return DeviceRole::desk;
    if (capabilities & capability::kCounter) return DeviceRole::counter;
    return DeviceRole::kiosk;
}

Storage::Storage(Database db, DeviceIdentity identity, std::string name, std::string vfs,
                 const ClientPorts& ports)
    : db_(std::move(db)),
      identity_(std::move(identity)),
      name_(std::move(name)),
      vfs_(std::move(vfs)),
      ports_(ports),
      projector_(registry()) {}

Result<Database> Storage::open_database(const std::string& name, const std::string& vfs) {
    OpenOptions options;
    options.vfs = vfs;
    options.client = true;
    XF_ASSIGN(Database db, Database::open(name, options));
    const std::string_view device_steps[] = {DeviceIdentity::kSchema};
    const std::string_view lockout_steps[] = {Lockout::kSchema};
    const std::string_view demo_steps[] = {DemoMode::kSchema};
    const std::string_view visitor_steps[] = {VisitorStore::kSchema};
    const Schema schemas[] = {{"log", EventStore::kSchema},
                              {"pending", ClientLog::kSchema},
                              {"blobs", blobs::BlobStore::kSchema},
                              {"sync", sync::ClientSession::kSchema},
                              {"identity", device_steps},
                              {"lockout", lockout_steps},
                              {"demo", demo_steps},
                              {"visitor", visitor_steps},
                              disclosure::kReplicaSchema};
    XF_TRY(migrate(db, schemas));
    return db;
}

Result<std::unique_ptr<Storage>> Storage::open(const std::string& name, const std::string& vfs,
                                               const ClientPorts& ports) {
    XF_ASSIGN(Database db, open_database(name, vfs));
    XF_ASSIGN(DeviceIdentity identity, DeviceIdentity::load(db, ports.clock.now(), ports.random));
    std::unique_ptr<Storage> storage(
        new Storage(std::move(db), std::move(identity), name, vfs, ports));
    if (storage->identity_.certificate) XF_TRY(storage->begin());
    return storage;
}

Status Storage::make_room_for(const sync::Certificate& next) {
    const auto& now = identity_.certificate;
    if (!now) return {};
    const bool same_log = now->hub_key == next.hub_key && now->shard.uuid == next.shard.uuid;
    if (same_log && now->device.capabilities == next.device.capabilities) return {};
    XF_ASSIGN(const std::uint32_t unsent, village_->log.pending_count());
    // What only staff may see does not stay behind on a device that the public stands at.
    const bool leaves_desk =
        (now->device.capabilities & ~next.device.capabilities & capability::kDesk) != 0;
    if (unsent > 0 && leaves_desk) return ErrorCode::report_first;
    village_.reset();
    if (unsent > 0) XF_TRY(set_copy_aside());
    {
        XF_ASSIGN(Transaction transaction, db_.begin());
        XF_TRY(forget_hub());
        XF_TRY(transaction.commit());
    }
    return db_.empty_wal();
}

/// A file of its own can only be made of a database that nobody has open.
Status Storage::set_copy_aside() {
    XF_TRY(db_.empty_wal());
    { const Database closed = std::move(db_); }
    XF_ASSIGN(const std::string aside, set_aside(ports_.disk, name_));
    static_cast<void>(aside);
    XF_ASSIGN(db_, open_database(name_, vfs_));
    return identity_.store(db_);
}

Status Storage::forget_hub() { return forget_tables({"device_identity"}); }

/// Empties every table but these and those that say of what form the database is.
Status Storage::forget_tables(const std::set<std::string, std::less<>>& but) {
    std::vector<std::string> tables;
    XF_ASSIGN(Statement rows, db_.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                          " AND name NOT IN ('schema_version', 'projection')"));
    XF_TRY(rows.each([&](const Row& row) {
        if (!but.contains(row.column_text(0))) tables.emplace_back(row.column_text(0));
    }));
    for (const std::string& table : tables) XF_TRY(db_.script("DELETE FROM " + table));
    return {};
}

Status Storage::enrolled(const sync::Enrolled& enrolled) {
    XF_TRY(save_enrolment(db_, enrolled));
    identity_.certificate = enrolled.certificate;
    identity_.signed_certificate = enrolled.signed_certificate;
    return begin();
}

Status Storage::begin() {
    keep_spare(ports_.disk, name_, identity_);
    XF_ASSIGN(village_, Village::open(db_, identity_, projector_, ports_));
    XF_ASSIGN(Transaction transaction, db_.begin());
    XF_ASSIGN(const bool stale, projector_.prepare(db_));
    if (stale) XF_TRY(village_->log.rebuild());
    return transaction.commit();
}

}  // namespace xf::app
