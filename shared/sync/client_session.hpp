// A client's half of a sync: one request at a time, one reply for it, taken over whole or not at all.
#pragma once

#include <span>

#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"
#include "shared/sync/enrolment.hpp"
#include "shared/sync/statement_store.hpp"
#include "shared/sync/wire.hpp"

namespace xf::sync {

class ClientSession {
public:
    static const std::span<const std::string_view> kSchema;

    ClientSession(store::ClientLog& log, const SigningKey& key, const PublicKey& hub_key,
                  const ports::Clock& clock, ports::Random& random)
        : log_(&log), key_(&key), hub_key_(hub_key), clock_(&clock), random_(&random) {}

    /// The body of the next request. Its counter is durable before this returns. Whoever is not in
    /// `at_hand` any more is forgotten first.
    Result<Bytes> request(std::vector<store::Wish> wishes, std::vector<AtHand> at_hand);

    struct Outcome {
        bool more = false;  ///< the page was full: ask again at once
        bool news = false;  ///< records came
    };
    /// Takes over the reply to the last request. Errors: bad_reply (nothing of it was used), faults.
    /// Where a person for whom it was asked has left since, nothing of it is used either: ask again.
    Result<Outcome> take_reply(ByteView body);

    /// Number of the last record held of a person's scope.
    Result<std::uint64_t> have_of(PersonNo person);

    /// Device time of the last reply after which nothing more was to come; none before the first.
    Result<std::optional<UnixTime>> synced_at();

    // What recovery needs (client_recovery.hpp).

    struct Standing {
        std::uint64_t counter = 0;
        std::uint64_t hub_epoch = 0;
        std::uint64_t cursor = 0;
    };
    /// The next request's counter, durable when this returns, and where this device stands.
    Result<Standing> raise_counter();
    /// The next request is to a hub that was restored, and has what is here only up to `common`. What is
    /// here stays as it is until the reply brings what took its place.
    void rejoin(std::uint64_t common, std::uint64_t hub_epoch) { rejoin_ = {common, hub_epoch}; }
    void fill_nonce(Nonce& nonce) { random_->fill(nonce); }
    store::ClientLog& log() { return *log_; }
    const SigningKey& key() const { return *key_; }
    const PublicKey& hub_key() const { return hub_key_; }

private:
    struct State {
        std::uint64_t counter = 0;
        std::uint64_t hub_epoch = 0;
        std::uint64_t grant_version = 0;
    };
    Result<State> state();
    Result<State> next_state();
    Result<ShardPush> next_push(const State& now);
    Status roll_back(std::uint64_t common);
    Status take_pull(ShardPull& pull, const Signed& message);
    Status keep_statement(const ShardPull& pull, const Signed& message,
                          const std::map<store::Scope, store::ScopeHead>& heads);

    store::ClientLog* log_;
    const SigningKey* key_;
    PublicKey hub_key_;
    const ports::Clock* clock_;
    ports::Random* random_;

    struct Rejoin {
        std::uint64_t common = 0;
        std::uint64_t hub_epoch = 0;
    };
    std::optional<Rejoin> rejoin_;

    struct Outstanding {
        std::optional<Rejoin> rejoin;
        Nonce nonce;
        Receiver receiver;
        bool for_persons = false;
        std::uint64_t times_forgotten = 0;
    };
    std::optional<Outstanding> outstanding_;
};

}  // namespace xf::sync
