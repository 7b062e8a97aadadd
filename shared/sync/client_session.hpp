// A client's half of a sync: one request at a time, one reply for it, taken over whole or not at all.
#pragma once

#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"
#include "shared/sync/enrolment.hpp"
#include "shared/sync/wire.hpp"

namespace xf::sync {

class ClientSession {
public:
    static const std::string_view kSchema;

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

private:
    struct State {
        std::uint64_t counter = 0;
        std::uint64_t hub_epoch = 0;
        std::uint64_t grant_version = 0;
    };
    Result<State> state();
    Status take_pull(ShardPull& pull);

    store::ClientLog* log_;
    const SigningKey* key_;
    PublicKey hub_key_;
    const ports::Clock* clock_;
    ports::Random* random_;

    struct Outstanding {
        Nonce nonce;
        Receiver receiver;
        bool for_persons = false;
        std::uint64_t times_forgotten = 0;
    };
    std::optional<Outstanding> outstanding_;
};

}  // namespace xf::sync
