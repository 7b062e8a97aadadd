// The tables of a client's copy of a public log, one set of rows a village. What stands at or beyond
// the verified size is fetched but not verified yet: nothing outside of the replica looks at it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/disclosure/log_state.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/replica_files.hpp"
#include "shared/store/migrations.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/tlog/checkpoint.hpp"

namespace xf::disclosure {

/// Tables of all replicas, in the client's database.
extern const store::Schema kReplicaSchema;
extern const std::span<const std::string_view> kReplicaTables;

/// What a client knows of one log; survives restarts.
struct ReplicaRecord {
    tlog::VerifierKey key;
    bool first_use = false;  ///< the key came with the first files
    LogState::Verdict verdict = LogState::Verdict::none_yet;
    std::optional<UnixTime> checked_at;
    tlog::Head head;  ///< verified
    Bytes note;       ///< the verified checkpoint as it was signed; empty before the first
    Bytes pending;    ///< a signed checkpoint whose leaves are being fetched; empty if none
    Bytes evidence;   ///< the checkpoint that contradicted, or during which a file did
    std::string evidence_why;

    LogState state() const;
};

class ReplicaStore {
public:
    ReplicaStore(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    store::Database& db() { return *db_; }

    Result<std::optional<ReplicaRecord>> load();
    Status save(const ReplicaRecord& record);
    /// Deletes everything that is here of this log.
    Status forget();

    /// The tree over the first `size` leaves that are here; fewer when there are not so many.
    Result<tlog::Frontier> tree(tlog::TreeSize size);

    Status add_leaf(tlog::LeafIndex index, ByteView leaf);
    /// True when exactly this leaf is there.
    Result<bool> has_leaf(tlog::LeafIndex index, ByteView leaf);
    /// Forgets the leaves from `size` on.
    Status drop_leaves(tlog::TreeSize size);

    /// Makes the leaves before `size` visible to the queries: publications, what they supersede, and
    /// what was withdrawn, whose files go. REQUIRES: a transaction.
    Status reveal(tlog::TreeSize size);
    Result<tlog::TreeSize> revealed();

private:
    Status reveal_leaf(tlog::LeafIndex index, const Manifest& manifest);
    Status add_part(tlog::LeafIndex index, ReplicaFiles::Sort sort, std::size_t place,
                    const Hash& hash);
    Status replace(tlog::LeafIndex earlier, tlog::LeafIndex by, const Manifest& manifest);

    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::disclosure
