// The hub of a simulated town: the real HubShard and HubSession on a machine of its own.
#pragma once

#include <map>
#include <memory>

#include "shared/app/registry.hpp"
#include "shared/ports/transport.hpp"
#include "shared/sync/hub_recovery.hpp"
#include "tests/sim/draft.hpp"
#include "tests/sim/machine.hpp"

namespace xf::sim {

class Hub {
public:
    /// `registry` must outlive the hub.
    Hub(std::uint64_t seed, const store::Registry& registry);

    /// Opens its database, or makes it.
    Status start();
    /// As a program of that version, from now on.
    Status start(const store::Registry& registry);
    void stop() { shard_.reset(); }
    /// Power goes and comes back; the hub has to be started again.
    void lose_power(const test::Survival& survival);
    bool running() const { return shard_ != nullptr; }

    sync::HubShard& shard() { return *shard_; }
    store::EventStore& store() { return shard_->log().store(); }
    sync::HubSession& session() { return session_; }
    const sync::HubIdentity& identity() const { return identity_; }
    const store::Projector& projector() const { return projector_; }

    /// Its files as they are, with everything that was committed.
    test::SimDisk::Image back_up() const;
    /// What `back_up` took is safe: devices need not keep what the one before took.
    Status set_stable();
    /// Comes back from those files, in an epoch that it never had.
    Status restore(const test::SimDisk::Image& backup);
    sync::HubRecovery recovery() { return {*shard_, identity_, machine.clock, app::hub_hooks()}; }

    /// What its HTTP server would do. A hub whose disk fails answers nothing and is down; why is in
    /// last_fault().
    ports::HttpReply answer(const ports::HttpRequest& request);
    const std::optional<Error>& last_fault() const { return last_fault_; }
    void forget_fault() { last_fault_.reset(); }
    /// How often it was asked.
    std::uint64_t asked() const { return asked_; }
    /// How often it answered otherwise than with 200, by code.
    const std::map<std::string, std::uint64_t>& refusals() const { return refusals_; }

    /// What it does from time to time, while nobody asks.
    Status pass_time() { return session_.pass_time(*shard_); }
    /// Events of its own, in one transaction.
    Status append(const std::vector<Draft>& drafts);
    /// A new one-time code, alive for ten minutes.
    Result<sync::EnrolCode> new_code(store::Capabilities capabilities, const std::string& name);

    Machine machine;

private:
    sync::HubIdentity identity_;
    store::Projector projector_;
    sync::HubSession session_;
    std::unique_ptr<sync::HubShard> shard_;
    std::optional<Error> last_fault_;
    std::uint64_t asked_ = 0;
    std::uint32_t last_epoch_ = store::kFirstHubEpoch.value;
    std::map<std::string, std::uint64_t> refusals_;
};

inline constexpr ShardNo kShard{3};

}  // namespace xf::sim
