// A village of the demo whose public log grows, for tests of those who read it from outside.
#pragma once

#include <string>
#include <vector>

#include "tests/hub/served_log.hpp"

namespace xf::test {

class LiveVillage {
public:
    std::string log_folder() const { return data.path() + "/public/hedu"; }

    /// `xinfeng-hub … notice` of this village, which has to work.
    void run(std::vector<std::string> command, const std::vector<std::string>& more) const;
    /// A file of the test's own.
    std::string file(const std::string& name, std::string_view content) const;
    /// Leaves 4 to 7: one with a picture, its correction, and the first one withdrawn; one more.
    void live() const;
    /// In one process, so that it takes seconds.
    void grow(int leaves) const;
    /// Keeps the checkpoint as an auditor would.
    std::string keep(const std::string& name) const;

    DemoFolder data;
    TempFolder files;
    LogListing log = log_list(data.path())[1];  // with four notices
};

/// The file with one bit of it turned: near its beginning, in its middle, near its end.
std::vector<std::string> damaged(const std::string& good);

/// A text as offices write it; the number makes it another one.
std::string official_text(int number);

}  // namespace xf::test
