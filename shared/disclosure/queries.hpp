// What screens show of a village's public log: from the replica's tables, so also offline. Only
// leaves that were verified are seen.
#pragma once

#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/log_state.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::disclosure {

/// Titles of one list; older notices are not listed.
inline constexpr std::size_t kListedNotices = 400;

/// The notices in force, the newest first. Replaced and withdrawn ones are not among them.
Result<std::vector<NoticeItem>> list_notices(store::Database& db, ShardNo shard,
                                             std::size_t limit = kListedNotices);

struct Document {
    NoticeItem item;
    std::string hash;  ///< of the body, in hex, as it stands in the log
    std::vector<Block> blocks;
};

/// A notice with its text, whose hash is checked anew against its leaf. Errors: not_found;
/// log_incomplete when the text is not on this device yet; log_changed when it is not the text that
/// was published; gone when it was replaced or withdrawn.
Result<Document> read_notice(store::Database& db, ShardNo shard, std::uint64_t leaf);

/// What is known of a log; `none_yet` of one that was never looked at.
Result<LogState> read_log_state(store::Database& db, ShardNo shard);

}  // namespace xf::disclosure
