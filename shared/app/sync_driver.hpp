// When to talk to the hub, and what became of it. One request at a time; after a failure the pauses
// grow; after own news it goes at once.
#pragma once

#include <utility>

#include "shared/ports/transport.hpp"
#include "shared/sync/client_recovery.hpp"

namespace xf::app {

inline constexpr std::uint64_t kSyncEveryMs = 15'000;  ///< online and nothing new
inline constexpr std::uint64_t kFirstRetryMs = 2'000;  ///< doubling after each failure
inline constexpr std::uint64_t kLongestRetryMs = 60'000;

/// The code that a hub's refusal names, if this version knows it.
std::optional<ErrorCode> refusal_in(const ports::HttpReply& reply);

class SyncDriver {
public:
    SyncDriver(sync::ClientSession& session, sync::ClientRecovery& recovery,
               ports::Transport& transport, const ports::Clock& clock)
        : session_(&session), recovery_(&recovery), transport_(&transport), clock_(&clock) {}

    /// A login has nothing to bring back to a hub that was restored: it ended.
    void be_visitor() { presents_itself_ = false; }

    /// Persons in front of this device, whose records the next requests ask for.
    struct Visitor {
        PersonNo person;
        Hash card_proof;
    };
    /// A request that is out is given up: its answer would bring records of somebody who has left.
    void set_visitors(std::vector<Visitor> visitors);
    /// Asks for points in the next request only.
    void wish(store::Wish wish) { wishes_.push_back(wish); }
    /// Go as soon as possible.
    void soon();

    /// Starts a request if it is time. Errors: faults of the database.
    Status step();
    /// True if the answer was this driver's, and was dealt with. Errors: faults.
    Result<bool> on_answer(const ports::Transport::Answer& answer);

    bool online() const { return online_; }
    /// The hub answered the last exchange under its signature; it may be recovering.
    bool in_contact() const { return in_contact_; }
    bool syncing() const { return request_.has_value(); }
    /// Number of exchanges that came to an end, good or bad.
    std::uint64_t finished() const { return finished_; }
    /// Why the hub refused the last exchange, if it did: enrol again, update.
    std::optional<ErrorCode> refusal() const { return refusal_; }
    /// The hub was restored from a backup, and takes back what this device holds.
    bool recovering() const { return recovering_; }
    /// True once after the hub did not accept the card of who is here: they are visitors no more.
    bool take_card_refused() { return std::exchange(card_refused_, false); }
    /// When step() has something to do, on the monotonic clock.
    std::uint64_t next_ms() const { return next_ms_; }
    /// The persons in front of this device, as a request names them.
    Result<std::vector<sync::AtHand>> at_hand();

private:
    Result<ports::HttpRequest> next_request();
    void give_up_visitors();
    Status on_reply(const ports::HttpReply& reply);
    Status on_recovery_reply(ByteView body);
    void refused(std::optional<ErrorCode> code);
    void failed(std::optional<ErrorCode> refusal);
    void succeeded(bool more);

    sync::ClientSession* session_;
    sync::ClientRecovery* recovery_;
    ports::Transport* transport_;
    const ports::Clock* clock_;
    std::vector<Visitor> visitors_;
    std::vector<store::Wish> wishes_;
    std::optional<ports::RequestId> request_;
    std::optional<ErrorCode> refusal_;
    std::uint64_t next_ms_ = 0;
    std::uint64_t retry_ms_ = kFirstRetryMs;
    std::uint64_t finished_ = 0;
    bool again_ = false;  ///< soon() was called while a request was out
    bool online_ = false;
    bool in_contact_ = false;
    bool card_refused_ = false;
    bool recovering_ = false;
    bool presents_itself_ = true;
};

}  // namespace xf::app
