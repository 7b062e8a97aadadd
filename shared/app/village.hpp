// An enrolled client's village: its log, its exchange with the hub and its copy of the public log,
// over the client's one database.
#pragma once

#include <set>

#include "shared/app/device_identity.hpp"
#include "shared/app/picture_driver.hpp"
#include "shared/app/sync_driver.hpp"
#include "shared/app/views.hpp"
#include "shared/disclosure/log_return.hpp"
#include "shared/disclosure/replica.hpp"
#include "shared/ports/block_device.hpp"
#include "shared/sync/login.hpp"

namespace xf::app {

struct ClientPorts {
    const ports::Clock& clock;
    ports::Random& random;
    ports::Disk& disk;
    ports::Transport& transport;
};

class Village {
public:
    /// REQUIRES: identity.certificate, and the tables of all parts.
    static Result<std::unique_ptr<Village>> open(store::Database& db,
                                                 const DeviceIdentity& identity,
                                                 const store::Projector& projector,
                                                 const ClientPorts& ports);

    store::ClientLog log;
    sync::ClientSession session;
    sync::ClientRecovery recovery;
    SyncDriver driver;
    PictureDriver pictures;
    disclosure::Replica replica;
    disclosure::LogReturn log_return;
    std::string device_name;

    DeviceRole role() const;
    /// A browser that reads what is public, and no more.
    bool guest() const { return log.own().capabilities == 0; }
    /// One that is logged in to a household.
    bool visitor() const { return log.own().grant().visitor(); }
    /// The last look at the public log found it.
    bool log_reached() const { return log_reached_; }
    store::Place place() { return log.place(); }

    /// Starts what is due. Errors: faults.
    Status step();
    /// True if the answer was for this village. Errors: faults.
    Status on_answer(const ports::Transport::Answer& answer);
    std::uint64_t next_ms() const;
    /// Looks at the public log after the next exchange that begins, instead of in its own time.
    void look_at_log_soon() { look_after_ = driver.finished() + (driver.syncing() ? 1 : 0); }
    /// What is known of the public log, or a picture that is looked at, changed since this was last
    /// asked.
    bool take_news();

private:
    Village(store::Database& db, const DeviceIdentity& identity, const store::Projector& projector,
            const ClientPorts& ports, disclosure::Replica public_log);

    void look_at_log();
    Status step_pictures();

    const ports::Clock* clock_;
    std::uint64_t refreshed_ms_ = 0;
    UnixTime look_began_;
    bool looking_ = false;
    bool log_reached_ = false;
    std::uint64_t rounds_ = 0;                 ///< looks at the public log
    std::uint64_t returned_rounds_ = 0;        ///< after which the hub was handed what it lacks
    std::optional<std::uint64_t> look_after_;  ///< exchanges that had ended when it was asked for
    bool was_busy_ = false;
};

/// The client's database with everything in it prepared.
class Storage {
public:
    /// Errors: database_corrupt, database_newer, storage_*.
    static Result<std::unique_ptr<Storage>> open(const std::string& name, const std::string& vfs,
                                                 const ClientPorts& ports);

    store::Database& db() { return db_; }
    const DeviceIdentity& identity() const { return identity_; }
    /// Null until enrolled.
    Village* village() { return village_.get(); }
    /// Where that certificate is another hub's or another village's than before, or lets the device see
    /// something else, forgets what it had from there. What was not sent yet is set aside first, as a
    /// file. Errors: report_first when that would be a desk's, on what is none any more; storage_full
    /// when no place is left for it; storage's own.
    Status make_room_for(const sync::Certificate& certificate);
    /// Keeps an enrolment, and begins with it.
    Status enrolled(const sync::Enrolled& enrolled);

    // A browser that nobody enrolled. From login to login it keeps the public log and the texts that
    // VisitorStore keeps.

    /// Reads a village's public log.
    Status become_guest(const std::string& town, const sync::VillageEntry& village);
    /// Keeps a login, and begins with it.
    Status logged_in(const sync::Enrolled& login);
    /// A guest of the same village again, under another key. `keep_texts`: the login ended by itself;
    /// else the household's go, too.
    Status log_out(bool keep_texts);

private:
    Storage(store::Database db, DeviceIdentity identity, std::string name, std::string vfs,
            const ClientPorts& ports);
    static Result<store::Database> open_database(const std::string& name, const std::string& vfs);
    Status begin();
    Status set_copy_aside();
    Status forget_hub();
    Status forget_household();
    Status forget_tables(const std::set<std::string, std::less<>>& but);

    store::Database db_;
    DeviceIdentity identity_;
    std::string name_;
    std::string vfs_;
    ClientPorts ports_;
    store::Projector projector_;
    std::unique_ptr<Village> village_;
};

}  // namespace xf::app
