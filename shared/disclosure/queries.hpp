// What screens show of a village's public log: from the replica's tables, so also offline. Only
// leaves that were verified are seen.
#pragma once

#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/log_state.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::disclosure {

/// Titles of one list; older publications are not listed.
inline constexpr std::size_t kListedNotices = 400;

/// Which publications to list; what is not set does not matter.
struct NoticeFilter {
    std::optional<LeafKind> kind;     ///< otherwise all that this version knows
    std::optional<LeafKind> to_kind;  ///< all kinds from `kind` to this one
    std::optional<Uuid> matter;
    std::optional<DueMonth> due;
    std::size_t limit = kListedNotices;
};

/// The publications in force, the newest first. Superseded and withdrawn ones are not among them, nor
/// those of unknown kinds.
Result<std::vector<NoticeItem>> list_notices(store::Database& db, ShardNo shard,
                                             const NoticeFilter& filter = {});

struct Paper {
    Hash hash;
    bool readable = false;  ///< on this device
};

struct Document {
    NoticeItem item;
    std::string hash;                     ///< of the body, in hex, as it stands in the log
    std::optional<Withdrawal> withdrawn;  ///< then it has no blocks and no papers
    std::vector<Block> blocks;
    std::vector<Paper> papers;
    std::optional<Figures> figures;              ///< where it has readable ones
    std::optional<std::uint64_t> superseded_by;  ///< of a version that was asked for as such
};

/// A publication with its text, whose hash is checked anew against its leaf; where it was superseded,
/// the version in force. Errors: not_found; log_incomplete when the text is not on this device yet;
/// log_changed when it is not the text that was published.
Result<Document> read_notice(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// The same of that very version, also where another has taken its place.
Result<Document> read_version(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// The figures of a publication alone; none where it has none, or they are not on this device or not
/// readable.
Result<std::optional<Figures>> read_figures(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// The versions in whose place this one stands and that were not withdrawn, the newest first.
Result<std::vector<NoticeItem>> earlier_versions(store::Database& db, ShardNo shard,
                                                 std::uint64_t leaf);

/// Whether a version of a matter is in the verified log, in force or not.
Result<bool> is_published(store::Database& db, ShardNo shard, const Uuid& matter,
                          std::uint32_t version);

/// The papers that a publication names, in their order.
Result<std::vector<Paper>> papers_of(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// The picture of a paper, checked anew. Errors: log_incomplete when it is not on this device;
/// log_changed.
Result<Bytes> read_paper(store::Database& db, ShardNo shard, const Hash& paper);

/// What is known of a log; `none_yet` of one that was never looked at.
Result<LogState> read_log_state(store::Database& db, ShardNo shard);

}  // namespace xf::disclosure
