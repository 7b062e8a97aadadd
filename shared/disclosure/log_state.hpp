// What a device knows of a village's public log, as people see it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/disclosure/leaf_kind.hpp"

namespace xf::disclosure {

struct LogState {
    enum class Verdict : std::uint8_t {
        none_yet,    ///< nothing was verified yet
        verified,    ///< everything up to `size` is what the log signed, and all of it is here
        changed,     ///< the log contradicts itself; what is shown was verified before that
        incomplete,  ///< verified up to `size`, but a file that belongs to it could not be had
    } verdict = Verdict::none_yet;
    std::uint64_t size = 0;              ///< entries
    std::string root;                    ///< hex, of the verified checkpoint
    std::optional<UnixTime> checked_at;  ///< device time of the last look at the log
    bool first_use = false;  ///< the log's key came with its first files, not by enrolment
};

/// One publication in a list.
struct NoticeItem {
    std::uint64_t leaf = 0;  ///< its index in the log
    std::string title;
    std::string document_number;  ///< 发文字号, "示发〔2026〕3号"; may be empty
    Day published;
    bool readable = true;  ///< the body is on this device
    LeafKind kind = LeafKind::notice;
    Uuid matter = {};  ///< publications of one matter belong together
    std::uint32_t version = 1;
    std::optional<DueMonth> due = {};
    bool has_figures = false;  ///< for programs (figures.hpp), besides its text
};

/// That a text was taken back.
struct Withdrawal {
    std::uint64_t leaf = 0;  ///< that says so
    Day day;
    std::string reason;  ///< public; may be empty
};

}  // namespace xf::disclosure
