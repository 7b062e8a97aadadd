// The real client on a screen of its own, started and stopped by a test.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "native/platform/file_descriptor.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::test {

/// A program whose standard output is read line by line; its standard error goes to a file. What is
/// still running when the test ends is killed.
class Program {
public:
    /// `environment`: "NAME=value", in place of what the test's own has there.
    Program(const std::string& path, const std::vector<std::string>& words,
            const std::vector<std::string>& environment = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// The next line; fails the test where none comes within `ms`, or ever will.
    std::string line(int ms = 120'000);
    void signal(int signal) const;
    /// Waits for the end: the exit code, 128 + signal when it was killed.
    int end();
    /// What it used of the machine, once it has ended: the same however busy that is.
    double cpu_seconds() const { return cpu_seconds_; }
    /// What it has said on stderr so far.
    std::string said() const;
    pid_t pid() const { return pid_; }

private:
    TempFolder output_;
    native::FileDescriptor out_;
    std::string buffer_;
    pid_t pid_ = -1;
    double cpu_seconds_ = 0;
};

/// A screen that nobody sees: Xvfb, on a number that it chooses itself.
class Screen {
public:
    Screen();
    std::string display() const { return ":" + number_; }
    /// For a program that draws on it, in software.
    std::vector<std::string> environment() const;

private:
    Program server_;
    std::string number_;
};

}  // namespace xf::test
