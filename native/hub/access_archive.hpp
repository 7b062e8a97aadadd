// The access log's lines of the last six months, as network law wants them kept, and no longer than
// that: <folder>/2026-11.log and its like. Nothing about a person is in them (access_log.hpp).
#pragma once

#include <string>

#include "native/platform/file_descriptor.hpp"
#include "shared/base/date.hpp"

namespace xf::hub {

class AccessArchive {
public:
    /// Whole months that are kept besides the one that runs.
    static constexpr int kMonths = 6;
    /// Of one month: more is noise, and must not fill the disk.
    static constexpr std::uint64_t kMonthBytes = 64u << 20;

    /// Empty: keeps nothing.
    explicit AccessArchive(std::string folder) : folder_(std::move(folder)) {}

    /// Adds a line with its time. Where the disk does not take it, it is left out.
    void add(UnixTime now, const std::string& line);

private:
    void begin_month(const std::string& month, Day today);

    std::string folder_;
    std::string month_;  ///< of the open file: "2026-11"
    native::FileDescriptor file_;
    std::uint64_t bytes_ = 0;
};

}  // namespace xf::hub
