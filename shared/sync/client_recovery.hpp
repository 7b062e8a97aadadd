// A client's half of its hub's recovery (hub_recovery.hpp): says who it is, hands back what the hub
// has lost, and has the session rejoin from what both have, once the hub says so under its signature.
#pragma once

#include "shared/sync/client_session.hpp"
#include "shared/sync/recovery_wire.hpp"

namespace xf::sync {

class ClientRecovery {
public:
    /// `certificate`: the signed one of the enrolment.
    ClientRecovery(ClientSession& session, Bytes certificate)
        : session_(&session), certificate_(std::move(certificate)) {}

    /// The newest checkpoint of the shard's public log that was verified here; may be empty.
    void set_checkpoint(Bytes note) { checkpoint_ = std::move(note); }

    /// The body of the next request. Its counter is durable before this returns.
    Result<Bytes> request();

    enum class Outcome : std::uint8_t {
        more,  ///< send the next part at once
        wait,  ///< all is handed back; ask again after a while
        done,  ///< sync
    };
    /// Errors: bad_reply (nothing was done), faults.
    Result<Outcome> take_reply(ByteView body);

private:
    Status add_report(RecoveryRequest& request);
    Result<bool> add_records(RecoveryRequest& request, std::size_t& bytes);

    ClientSession* session_;
    Bytes certificate_;
    Bytes checkpoint_;
    /// What the hub asked for; none before its first signed reply.
    struct Asked {
        std::uint64_t hub_epoch = 0;
        std::uint64_t common = 0;
        std::uint64_t after = 0;
    };
    std::optional<Asked> asked_;
    std::size_t statements_there_ = 0;  ///< that the hub has for sure
    std::size_t statements_sent_ = 0;   ///< in the last request
    std::optional<Nonce> nonce_;
};

}  // namespace xf::sync
