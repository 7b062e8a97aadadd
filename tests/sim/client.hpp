// A device of a simulated town: the real client log, session and sync driver on a machine of its own.
#pragma once

#include <memory>

#include "shared/app/device_identity.hpp"
#include "shared/app/sync_driver.hpp"
#include "tests/sim/hub.hpp"

namespace xf::sim {

/// Makes and prepares a client's tables; `db` must be new, or one of these.
Status prepare_client_schema(store::Database& db);

class Client {
public:
    Client(std::string name, store::Capabilities capabilities, std::uint64_t seed,
           const store::Registry& registry, ports::Transport& transport);

    /// Opens its database, or makes it.
    Status start();
    /// As a program of that version, from now on.
    Status start(const store::Registry& registry);
    void stop() { running_.reset(); }
    void lose_power(const test::Survival& survival);
    bool running() const { return running_ != nullptr; }
    bool enrolled() const { return running() && running_->log.has_value(); }

    const std::string& name() const { return name_; }
    store::Capabilities capabilities() const { return capabilities_; }
    const store::Projector& projector() const { return projector_; }
    store::Database& db() { return running_->db; }
    const app::DeviceIdentity& identity() { return running_->identity; }
    store::ClientLog& log() { return *running_->log; }
    sync::ClientSession& session() { return *running_->session; }
    app::SyncDriver& driver() { return *running_->driver; }
    DeviceNo no() { return log().own().no; }

    /// Becomes a device of the hub's, both sides in one call.
    Status enrol(Hub& hub, const sync::EnrolCode& code);

    /// One event of its own, in one transaction.
    Result<EventKey> submit(const Draft& draft);
    /// Removes what it holds of a person who leaves, in one transaction.
    Status forget(PersonNo person);

    /// One exchange without a network between.
    Result<sync::ClientSession::Outcome> sync(Hub& hub, std::vector<store::Wish> wishes = {},
                                              std::vector<sync::AtHand> at_hand = {});
    /// One exchange of a recovery.
    Result<sync::ClientRecovery::Outcome> recover(Hub& hub);
    /// The request for a person whose card is here.
    Result<sync::AtHand> at_hand(PersonNo person, const people::Card& card);

    Machine machine;

private:
    struct Running {
        store::Database db;
        app::DeviceIdentity identity;
        std::optional<store::ClientLog> log;
        std::optional<sync::ClientSession> session;
        std::optional<sync::ClientRecovery> recovery;
        std::optional<app::SyncDriver> driver;
    };
    Status begin();

    std::string name_;
    store::Capabilities capabilities_;
    store::Projector projector_;
    ports::Transport* transport_;
    std::unique_ptr<Running> running_;
};

/// The answer of a hub that is not over a network: its body, or the error that it names.
Result<Bytes> body_of(const ports::HttpReply& reply);

}  // namespace xf::sim
