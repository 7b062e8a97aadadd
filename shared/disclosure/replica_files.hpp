// The texts and pictures that a replica keeps for reading offline: those of the newest publications in
// force, and of what they corrected in months and matters, within a number of bytes.
#pragma once

#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::disclosure {

/// How much of one sort is kept.
struct ReplicaBudget {
    std::size_t publications = 0;  ///< of so many, the newest
    std::uint64_t bytes = 0;       ///< together; at least `largest`
    std::uint64_t largest = 0;     ///< bytes of one file; more are not accepted
};

class ReplicaFiles {
public:
    enum class Sort : std::uint8_t { body, paper };

    ReplicaFiles(store::Database& db, ShardNo shard, Sort sort, const ReplicaBudget& budget)
        : db_(&db), shard_(shard), sort_(sort), budget_(budget) {}

    struct Wanted {
        std::uint64_t leaf = 0;
        Hash hash;
    };
    /// What is not here and would be kept, that of the newest publication first.
    Result<std::vector<Wanted>> wanted();

    /// Keeps a file, whose hash was checked, and lets go of the oldest ones that no longer fit.
    Status add(const Hash& hash, ByteView file);

    /// Files of publications before this leaf are no longer fetched; 0 while there is room. Each of
    /// them would only push out a newer one, or itself.
    Result<std::uint64_t> floor();

private:
    Result<std::uint64_t> bytes();

    store::Database* db_;
    ShardNo shard_;
    Sort sort_;
    ReplicaBudget budget_;
};

/// Lets go of all files that nothing that is kept names.
Status drop_unnamed_files(store::Database& db, ShardNo shard);

}  // namespace xf::disclosure
