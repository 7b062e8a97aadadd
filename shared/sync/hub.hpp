// The hub without its HTTP: one database a shard, all of them served by one signing key. Stepped and
// single-threaded like all of the core; a host gives each shard to one thread at a time.
#pragma once

#include <memory>

#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"
#include "shared/sync/enrolment.hpp"
#include "shared/sync/guess_limit.hpp"
#include "shared/sync/hub_history.hpp"
#include "shared/sync/login_store.hpp"
#include "shared/sync/visitor_table.hpp"
#include "shared/sync/wire.hpp"

namespace xf::sync {

/// What a hub is, whatever its shards.
struct HubIdentity {
    std::string town;
    SigningKey key;
};

/// What the log holds of a household's card that is valid (people/card.hpp).
struct ValidCard {
    HouseholdNo household;
    Hash verifier;
    Hash proof_check;
};

/// What the hub needs from features, without knowing them (shared/app/registry.cpp).
struct HubHooks {
    struct Announced {
        DeviceNo no;
        Epoch epoch;
        std::string name;
    };
    /// The household of a person, where whoever asks has that household's card in front of it.
    Result<HouseholdNo> (*check_proof)(const store::Place& place, PersonNo person,
                                       const Hash& proof);
    /// Whether a person's proof is made from something short enough to be tried out.
    bool (*guessable)(PersonNo person);
    /// Tells everyone in the shard that a device was enrolled.
    Status (*announce)(const DeviceRow& device, UnixTime now, store::EventSink& sink);
    /// Errors: unknown_reference.
    Result<HouseholdNo> (*household_of)(const store::Place& place, PersonNo person);
    /// Errors: unknown_card.
    Result<ValidCard> (*valid_card)(const store::Place& place, std::uint32_t number);
    /// The device that an event announces, if it does.
    std::optional<Announced> (*announced)(const store::Event& event);
};

/// One shard of a hub.
class HubShard {
public:
    /// Takes over a database of the hub, makes or migrates its tables. `log_key`: verifier key of
    /// the shard's public log. On an error `db` is still the caller's.
    static Result<std::unique_ptr<HubShard>> open(store::Database&& db,
                                                  const store::Projector& projector,
                                                  const store::ShardIdentity& identity,
                                                  std::string log_key);

    store::Database& db() { return db_; }
    ShardNo no() const { return log_.shard().no; }
    store::HubLog& log() { return log_; }
    DeviceTable& devices() { return devices_; }
    VisitorTable& visitors() { return visitors_; }
    LoginStore& logins() { return logins_; }
    /// Nothing more is taken from that chain.
    Status break_epoch(const DeviceRow& device);
    HubHistory& history() { return history_; }
    GuessLimit& guesses() { return guesses_; }
    const std::string& log_key() const { return log_key_; }

private:
    HubShard(store::Database db, const store::Projector& projector,
             const store::ShardIdentity& identity, Epoch epoch, std::string log_key);
    /// Events that a former version had to park may be known now.
    Status readmit();

    store::Database db_;
    store::HubLog log_;
    DeviceTable devices_;
    VisitorTable visitors_;
    LoginStore logins_;
    HubHistory history_;
    GuessLimit guesses_;
    std::string log_key_;
};

/// Answers requests of devices, and of households' own browsers once they are logged in.
class HubSession {
public:
    HubSession(const HubIdentity& hub, const ports::Clock& clock, const HubHooks& hooks)
        : hub_(&hub), clock_(&clock), hooks_(hooks) {}

    /// POST /v1/sync for the one shard that the body names. The caller found it with shard_of().
    /// Errors: every 4xx of docs/protocol.md; nothing is stored then.
    Result<Bytes> sync(HubShard& shard, ByteView body);

    /// Every feature's turn by the hub's own clock, while no device comes. Nothing while recovering.
    Status pass_time(HubShard& shard);

    /// POST /v1/enroll.
    Result<Bytes> enrol(HubShard& shard, ByteView body);

    /// The shard that a sync body is for. Errors: malformed, too_large, unsupported_version.
    static Result<ShardNo> shard_of(ByteView sync_body);

private:
    Status set_counter(HubShard& shard, const DeviceRow& device, std::uint64_t counter);
    Result<std::vector<store::Wish>> wishes_of(HubShard& shard, const DeviceRow& device,
                                               const ShardPush& push);
    Status take_turns(HubShard& shard, const DeviceRow& device,
                      const std::vector<store::Wish>& wishes);
    Result<ShardPull> exchange(HubShard& shard, const DeviceRow& device, const ShardPush& push,
                               std::vector<Receiver>& receivers);

    const HubIdentity* hub_;
    const ports::Clock* clock_;
    HubHooks hooks_;
};

}  // namespace xf::sync
