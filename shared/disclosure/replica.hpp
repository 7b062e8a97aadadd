// A client's copy of a village's public log: fetched as static files, verified, readable offline.
//
//   auto replica = disclosure::Replica::open(db, transport, clock, {shard, "/log/hedong", key});
//   replica->refresh();                             // now and then, and after each sync
//   replica->step();                                // in every turn of the client
//   if (replica->on_answer(answer)) …               // answers of the transport, polled by the client
//   replica->state();                               // for the screen
//
// Trust is in the log's verifier key, from the enrolment or, for browsers, from first use. Believed
// is only what a checkpoint signed by it covers: the tree over all leaves that are here, with those
// just fetched, must have the signed root. That proves at once that they are the log's and that
// nothing before them was changed. A body or paper must have the hash that its leaf names.
//
// A contradiction is kept: the verdict stays `changed`, across restarts too, with the offending
// checkpoint as evidence; what was verified before stays readable, and nothing more is fetched until
// look_again(). Where a file is only missing, or what came is no such file, the verdict is
// `incomplete`, and the next refresh tries again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/limits.hpp"
#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/log_state.hpp"
#include "shared/disclosure/replica_store.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/transport.hpp"
#include "shared/tlog/tile.hpp"

namespace xf::disclosure {

/// Leaves that one replica takes: a notice every day for 270 years. A larger log is `incomplete`.
inline constexpr std::uint64_t kReplicaLeaves = 100'000;

/// A body is salt and text, with the figures' length and the figures between them where it has some.
inline constexpr ReplicaBudget kReplicaBodies{
    400, 64u << 20, kSaltBytes + 4 + kFiguresBytes + limits::kDocumentBytes};
inline constexpr ReplicaBudget kReplicaPapers{400, 64u << 20, kSaltBytes + limits::kPaperBytes};

struct ReplicaConfig {
    ShardNo shard;
    std::string address;                   ///< of the log, from the root of the hub: "/log/hedong"
    std::optional<tlog::VerifierKey> key;  ///< from the enrolment; without it: first use
    ReplicaBudget bodies = kReplicaBodies;
    ReplicaBudget papers = kReplicaPapers;
};

class Replica {
public:
    /// Checks that the leaves in the database still have the root that was verified. REQUIRES:
    /// kReplicaSchema is there. Errors: storage's own; database_corrupt when they have not.
    static Result<Replica> open(store::Database& db, ports::Transport& transport,
                                const ports::Clock& clock, ReplicaConfig config);

    /// Begins a round: looks for a new checkpoint, then for everything that is missing. Does nothing
    /// during a round, or once the verdict is `changed`.
    void refresh();

    /// Starts the next request of the round; one is under way at a time. Storage's errors end the
    /// round; nothing verified is lost by them. Never blocks.
    Status step();

    /// Takes the answer to a request of this replica, and says whether it was one. Errors: as step().
    Result<bool> on_answer(const ports::Transport::Answer& answer);

    bool busy() const { return phase_ != Phase::idle; }
    const LogState& state() const { return state_; }
    /// From the root of the hub: "/log/hedong".
    const std::string& address() const { return config_.address; }

    /// The last verified checkpoint as it was signed, for others to compare; empty before the first.
    const Bytes& checkpoint_note() const { return record_.note; }
    /// Leaves in the log as the hub has it, where that is less than was verified: it was restored from a
    /// backup, or a cache is old.
    const std::optional<tlog::TreeSize>& hub_behind() const { return hub_behind_; }

    /// The checkpoint that contradicted, or during whose verification a file did; else empty.
    const Bytes& evidence() const { return record_.evidence; }
    const std::string& evidence_why() const { return record_.evidence_why; }

    /// A technician has looked at the evidence: checks anew against what was verified before.
    Status look_again();

private:
    enum class Phase : std::uint8_t { idle, key, checkpoint, entries, bodies, papers };
    enum class Reply : std::uint8_t { file, missing, unreachable };

    Replica(store::Database& db, ports::Transport& transport, const ports::Clock& clock,
            ReplicaConfig config)
        : store_(db, config.shard),
          transport_(&transport),
          clock_(&clock),
          config_(std::move(config)) {}

    Status load();
    Status reveal_verified();
    Status adopt_key(const tlog::VerifierKey& key, bool first_use);
    Status begin_anew(const tlog::VerifierKey& key);
    Result<bool> reload();

    void get(std::string_view path, std::size_t max_bytes);
    Status take(Reply kind, ByteView file);
    Status take_key(Reply kind, ByteView file);
    Status take_checkpoint(Reply kind, ByteView file);
    Status compare_with_head(const tlog::Checkpoint& checkpoint, ByteView note);
    Status take_entries(Reply kind, ByteView file);
    Result<bool> add_entries(const std::vector<ByteView>& entries);
    Status reach_pending();
    Status take_file(Reply kind, ByteView file);

    ReplicaFiles files();
    Status begin_files(Phase phase);
    Status end_files();
    Status finish_round();
    Status contradiction(std::string why, ByteView note);
    Status save();

    ReplicaStore store_;
    ports::Transport* transport_;
    const ports::Clock* clock_;
    ReplicaConfig config_;
    std::optional<tlog::VerifierKey> key_;
    ReplicaRecord record_;
    LogState state_;
    tlog::Frontier tree_;                ///< over all leaves that are here, verified or not yet
    std::optional<tlog::Head> pending_;  ///< of record_.pending
    Phase phase_ = Phase::idle;
    std::optional<ports::RequestId> request_;
    tlog::Tile tile_;                           ///< asked for, in phase entries
    std::vector<ReplicaFiles::Wanted> wanted_;  ///< of this phase, the next one last
    std::optional<tlog::TreeSize> hub_behind_;
    bool looked_ = false;   ///< this round has seen the newest checkpoint
    bool missing_ = false;  ///< a file could not be had in this round
};

}  // namespace xf::disclosure
