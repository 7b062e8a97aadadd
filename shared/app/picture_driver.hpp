// Pictures on their way: own ones to the hub once it has the events that name them, others' from it
// when somebody looks at them. One piece at a time, and always after the exchange of events: a
// redemption never waits for a photo.
#pragma once

#include <map>
#include <utility>

#include "shared/app/device_identity.hpp"
#include "shared/blobs/blob_store.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/transport.hpp"
#include "shared/store/client_log.hpp"
#include "shared/sync/blob_wire.hpp"

namespace xf::app {

class PictureDriver {
public:
    PictureDriver(store::ClientLog& log, const DeviceIdentity& identity,
                  ports::Transport& transport, const ports::Clock& clock, ports::Random& random);

    blobs::BlobStore& store() { return blobs_; }

    /// Somebody wants to see it.
    void want(const blobs::BlobRef& blob);
    /// The hub did not have it a moment ago, or does not give it to this device.
    bool unavailable(const Hash& hash) const;

    struct Occasion {
        bool online = false;    ///< the hub was there a moment ago
        bool all_sent = false;  ///< it has all own events, and so knows their pictures
    };
    /// Starts what is due. `at_hand`: persons in front of this device, whose pictures it may ask for.
    Status step(const Occasion& occasion, const std::vector<sync::AtHand>& at_hand);
    /// True if the answer was this driver's. Errors: faults.
    Result<bool> on_answer(const ports::Transport::Answer& answer);
    /// True once after something that was wanted has come, or turned out not to.
    bool take_changed() { return std::exchange(changed_, false); }

    /// True once after the hub got an own one whole: what waited there for it goes on.
    bool take_sent() { return std::exchange(one_sent_, false); }

    /// Somebody left: nothing is asked for them any more, and what no event names now is dropped.
    Status forget();

private:
    struct Task {
        blobs::BlobRef blob;
        bool up = false;
        std::uint32_t offset = 0;
        bool probe = false;  ///< asks how far the hub is, with an empty piece
    };
    Result<std::optional<Task>> next_task(const Occasion& occasion);
    Result<std::optional<Task>> next_up();
    Result<std::optional<Task>> next_down();
    Status start(const Task& task, const std::vector<sync::AtHand>& at_hand);
    Status on_reply(const ports::HttpReply& reply, const Task& task);
    Status on_sent(const Task& task, std::uint32_t have);
    Status on_piece(const Task& task, const sync::BlobReply& reply);
    Status on_refusal(const ports::HttpReply& reply, const Task& task);
    void done(const Hash& hash, bool came);
    void pause();

    store::ClientLog* log_;
    const DeviceIdentity* identity_;
    ports::Transport* transport_;
    const ports::Clock* clock_;
    ports::Random* random_;
    blobs::BlobStore blobs_;
    std::vector<blobs::BlobRef> wanted_;         ///< the last one first
    std::map<Hash, std::uint64_t> unavailable_;  ///< until when, on the monotonic clock
    std::map<Hash, std::uint32_t> at_hub_;       ///< bytes of own ones, since the program began
    std::optional<Task> task_;
    std::optional<ports::RequestId> request_;
    sync::Nonce nonce_{};
    std::uint64_t next_ms_ = 0;
    std::uint64_t retry_ms_ = 0;
    bool changed_ = false;
    bool one_sent_ = false;
};

}  // namespace xf::app
