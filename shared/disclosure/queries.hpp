// What screens show of a village's public log: from the replica's tables, so also offline. Only
// leaves that were verified are seen.
#pragma once

#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/log_state.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::disclosure {

/// Titles of one list; older publications are not listed.
inline constexpr std::size_t kListedNotices = 400;

/// Which publications to list; what is not set does not matter.
struct NoticeFilter {
    std::optional<LeafKind> kind;  ///< otherwise all that this version knows
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
};

/// A publication with its text, whose hash is checked anew against its leaf; where it was superseded,
/// the version in force. Errors: not_found; log_incomplete when the text is not on this device yet;
/// log_changed when it is not the text that was published.
Result<Document> read_notice(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// The picture of a paper, checked anew. Errors: log_incomplete when it is not on this device;
/// log_changed.
Result<Bytes> read_paper(store::Database& db, ShardNo shard, const Hash& paper);

/// What is known of a log; `none_yet` of one that was never looked at.
Result<LogState> read_log_state(store::Database& db, ShardNo shard);

}  // namespace xf::disclosure
