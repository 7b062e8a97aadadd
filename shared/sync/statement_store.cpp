#include "shared/sync/statement_store.hpp"

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

Bytes encode_heads(const std::map<Scope, ScopeHead>& heads) {
    cbor::Writer out;
    for (const auto& [scope, head] : heads)
        out.array(4)
            .uint(static_cast<std::uint64_t>(scope.kind))
            .uint(scope.subject)
            .uint(head.number)
            .bytes(head.hash);
    return out.take();
}

Result<std::map<Scope, ScopeHead>> decode_heads(ByteView bytes) {
    cbor::Reader in(bytes);
    std::map<Scope, ScopeHead> out;
    while (!in.at_end()) {
        if (out.size() == limits::kPullRecords) return ErrorCode::too_large;
        XF_TRY(in.array_of(4));
        XF_ASSIGN(const std::uint64_t kind, in.uint(static_cast<std::uint64_t>(ScopeKind::device)));
        XF_ASSIGN(const std::uint32_t subject, in.uint32());
        XF_ASSIGN(const std::uint64_t number, in.uint(INT64_MAX));
        XF_ASSIGN(const ByteView hash, in.bytes_of(32));
        out[{static_cast<ScopeKind>(kind), subject}] = {number, *Hash::from(hash)};
    }
    return out;
}

Status StatementStore::keep(const SignedStatement& word, std::uint64_t up_to,
                            const std::map<Scope, ScopeHead>& heads,
                            const std::function<bool(const Scope&)>& whole) {
    bool any = false;
    for (const auto& [scope, head] : heads) {
        if (!whole(scope)) continue;
        any = true;
        XF_TRY(
            db_->run("INSERT INTO statement_scope VALUES (?, ?, ?, ?)"
                     " ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
                     shard_, scope.kind, scope.subject, up_to));
    }
    if (!any) return {};
    XF_TRY(db_->run("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?)", shard_, up_to,
                    word.statement, word.signature.bytes, encode_heads(heads)));
    return db_->run(
        "DELETE FROM statement WHERE shard = ?1 AND up_to NOT IN"
        " (SELECT up_to FROM statement_scope WHERE shard = ?1)",
        shard_);
}

Status StatementStore::drop_until(std::uint64_t stable) {
    XF_TRY(db_->run("DELETE FROM statement_scope WHERE shard = ? AND up_to <= ?", shard_, stable));
    return db_->run("DELETE FROM statement WHERE shard = ? AND up_to <= ?", shard_, stable);
}

Status StatementStore::each(const std::function<Status(const KeptStatement&)>& visit) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT statement, signature, heads FROM statement"
                                           " WHERE shard = ? ORDER BY up_to DESC",
                                           shard_));
    return rows.each([&](const Row& row) -> Status {
        KeptStatement kept;
        const ByteView statement = row.column_blob(0), heads = row.column_blob(2);
        kept.word.statement.assign(statement.begin(), statement.end());
        const auto signature = Signature::from(row.column_blob(1));
        if (!signature) return Error{ErrorCode::database_corrupt, "statement's signature"};
        kept.word.signature = *signature;
        kept.heads.assign(heads.begin(), heads.end());
        return visit(kept);
    });
}

Status StatementStore::drop_after(std::uint64_t common) {
    XF_TRY(db_->run("DELETE FROM statement_scope WHERE shard = ? AND up_to > ?", shard_, common));
    return db_->run("DELETE FROM statement WHERE shard = ? AND up_to > ?", shard_, common);
}

}  // namespace xf::sync
