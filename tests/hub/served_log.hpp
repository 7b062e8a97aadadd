// A village's public log as a running hub serves it, read by its files and nothing else.
#pragma once

#include "shared/disclosure/manifest.hpp"
#include "tests/hub/running_hub.hpp"

namespace xf::test {

/// One line of `xinfeng-hub log list`.
struct LogListing {
    std::string village, path, key;
};
std::vector<LogListing> log_list(const std::string& data);

/// Requires that the newest checkpoint has a leaf there.
disclosure::Manifest served_leaf(const RunningHub& hub, const LogListing& log, std::uint64_t leaf);

/// The text of a leaf that is in force.
std::string served_text(const RunningHub& hub, const LogListing& log, std::uint64_t leaf);

void write_file(const std::string& path, std::string_view content);

}  // namespace xf::test
