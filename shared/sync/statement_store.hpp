// The hub's word on how long each scope is, as a client keeps it: for each scope that it holds as a
// whole the newest signed statement, until a backup of the hub covers it. A hub that was restored
// takes them back (recovery.hpp). They hold numbers and hashes only, no text of anybody.
#pragma once

#include <functional>
#include <map>

#include "shared/sync/statement.hpp"

namespace xf::sync {

/// [[kind, subject, number, hash] …] without the outer array's head: what ShardPull::heads digests.
Bytes encode_heads(const std::map<store::Scope, store::ScopeHead>& heads);
/// Errors: malformed, too_large.
Result<std::map<store::Scope, store::ScopeHead>> decode_heads(ByteView bytes);

struct KeptStatement {
    SignedStatement word;
    Bytes heads;  ///< encode_heads() of the scopes that it is about
};

class StatementStore {
public:
    static constexpr std::string_view kSchema = R"sql(
CREATE TABLE statement(
  shard INTEGER NOT NULL, up_to INTEGER NOT NULL,
  statement BLOB NOT NULL, signature BLOB NOT NULL, heads BLOB NOT NULL,
  PRIMARY KEY(shard, up_to)) STRICT;
CREATE TABLE statement_scope(
  shard INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY(shard, kind, subject)) STRICT, WITHOUT ROWID;
CREATE INDEX statement_scope_up_to ON statement_scope(shard, up_to);
)sql";

    StatementStore(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    // All of these belong to the caller's transaction.

    /// Keeps a statement for those of `heads` that `whole` is true of, in place of older ones.
    Status keep(const SignedStatement& word, std::uint64_t up_to,
                const std::map<store::Scope, store::ScopeHead>& heads,
                const std::function<bool(const store::Scope&)>& whole);

    /// Drops those that say nothing beyond the shard sequence `stable`.
    Status drop_until(std::uint64_t stable);

    /// Newest first.
    Status each(const std::function<Status(const KeptStatement&)>& visit) const;

    /// Drops those about records that the hub no longer has.
    Status drop_after(std::uint64_t common);

private:
    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
