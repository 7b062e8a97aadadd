// 看公开: what the village published, from its public log.
#pragma once

#include "shared/app/common_views.hpp"
#include "shared/app/picture_screens.hpp"
#include "shared/app/print_screens.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/log_state.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

using LogState = disclosure::LogState;
using NoticeItem = disclosure::NoticeItem;

struct NoticesView {
    LogState log;
    std::vector<NoticeItem> items;  ///< newest first
};

using Run = disclosure::Run;
using Block = disclosure::Block;
using Withdrawal = disclosure::Withdrawal;

struct DocumentView {
    NoticeItem item;
    LogState log;
    std::string document_hash;            ///< hex, as it stands in the log
    std::optional<Withdrawal> withdrawn;  ///< then there are no blocks
    std::vector<Block> blocks;
    bool corrected = false;           ///< another version has taken its place
    std::vector<PictureItem> papers;  ///< pictures that belong to it
    std::string checkpoint;           ///< where the log's head is, from the root of the hub
    PrintState print = PrintState::none;
};

// ---- what can be done ---------------------------------------------------------------------------

struct OpenNotice {
    std::uint64_t leaf;
};

}  // namespace xf::app
