// The real program, started and stopped by a test, and the plainest HTTP client there is: one that
// can also send what no client should.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "native/platform/file_descriptor.hpp"
#include "shared/base/bytes.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::test {

/// A demo hub's data folder, made once and copied, so that tests do not wait for seeding.
class DemoFolder {
public:
    DemoFolder();
    std::string path() const { return folder_ / "hub"; }

private:
    TempFolder folder_;
};

/// The bytes of a file; none where there is no such file.
std::string content_of(const std::string& path);

/// What one run of the program left behind.
struct Finished {
    int exit_code = -1;  ///< 128 + signal when it was killed
    std::string out;
    std::string err;
};

/// The town file of the demo.
extern const std::string kDemoTown;

/// Runs a program with these words to its end.
Finished run_program(const std::string& program, const std::vector<std::string>& words);
/// Runs `xinfeng-hub`.
Finished run_hub(const std::vector<std::string>& words);

/// `xinfeng-hub serve` on a port of its own. Stopped when the test ends, which it must survive whole.
class RunningHub {
public:
    /// Waits for its READY line; fails the test when it ends before.
    explicit RunningHub(const std::string& data, const std::vector<std::string>& more = {});
    ~RunningHub();
    RunningHub(const RunningHub&) = delete;
    RunningHub& operator=(const RunningHub&) = delete;

    std::uint16_t port() const { return port_; }
    /// From the start of the program to its READY line.
    double ready_seconds() const { return ready_seconds_; }

    /// What it has said on stderr so far.
    std::string said() const;
    /// Memory that the process has now.
    std::size_t resident_bytes() const;

    /// Sends a signal and waits for the end.
    Finished stop(int signal);

private:
    TempFolder output_;
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
    double ready_seconds_ = 0;
};

struct Answer {
    int status = 0;                              ///< 0: the connection ended without one
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    /// The code in a refusal's JSON; empty when it is none.
    std::string error() const;
};

/// Where a connection comes from, and how much of a reply its system takes unread.
struct Origin {
    const char* address = "127.0.0.1";
    int receive_buffer_bytes = 0;  ///< 0: the system's choice
};

/// A connection of the test's own.
class Connection {
public:
    explicit Connection(std::uint16_t port, const Origin& origin = {});
    /// To a socket in the file system.
    explicit Connection(const std::string& path);
    void send(std::string_view bytes);
    void end_sending();
    /// Waits for one whole answer. `head_only`: of a HEAD request.
    Answer receive(bool head_only = false);
    /// Reads once what has come, at most `bytes`. False when nothing does within `ms`, or ever will.
    bool read(std::size_t bytes, int ms);
    /// True when the hub has answered or closed it, within `ms`.
    bool ended(int ms) const;
    /// True when it was cut off, whatever came before and was not read.
    bool reset() const;
    /// True when the hub has closed it, within a second.
    bool closed();

private:
    native::FileDescriptor fd_;
    std::string buffer_;
};

/// One connection, one request; `raw` as it goes on the wire.
Answer ask(std::uint16_t port, std::string_view raw);

/// A decent request. `headers`: lines, each with its end.
std::string request(std::string_view method, std::string_view target, std::string_view body = {},
                    std::string_view headers = {});
Answer get(std::uint16_t port, std::string_view target, std::string_view headers = {});
Answer post(std::uint16_t port, std::string_view target, std::string_view content_type,
            std::string_view body);

}  // namespace xf::test
