// What the hub says about requests: enough to see what goes on, nothing about a person, and no more
// than a disk can take.
#include "native/hub/access_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <sstream>

#include "native/platform/file_descriptor.hpp"
#include "native/platform/os_clock.hpp"
#include "shared/sync/wire.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

/// Without the time it took.
std::vector<std::string> log_of(RunningHub& hub) {
    std::vector<std::string> out = lines_of(hub.stop(SIGTERM).err);
    for (std::string& line : out)
        if (line.ends_with("ms")) line.erase(line.rfind(' '));
    return out;
}

TEST_CASE("access log: one line a request, of the hub's own words", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path());
    const std::size_t health = get(hub.port(), "/healthz?card=XF1:000RD8B8FGWC2E93").body.size();
    const std::size_t note = get(hub.port(), "/log/xingwan/checkpoint").body.size();
    get(hub.port(), "/log/xingwan/\xe5\xbc\xa0\xe4\xb8\x89");
    get(hub.port(), "/XF1:000RD8B8FGWC2E93NHF42GRTB0A4TFWN3F2G");
    get(hub.port(), "/%C2%9B31m%0Aforged", "User-Agent: forged\r\nX-Forwarded-For: 1.2.3.4\r\n");
    post(hub.port(), "/v1/sync", sync::kSyncContentType, "252751");
    const auto length = [](std::string_view code) {
        return std::to_string(http_status_of(*error_code_named(code))) + " 0 " +
               std::to_string(hub::error_json(*error_code_named(code)).size());
    };
    const std::string refused = hub::error_json(ErrorCode::malformed);
    CHECK(log_of(hub) == std::vector<std::string>{
                             "GET /healthz 200 0 " + std::to_string(health),
                             "GET /log/* 200 0 " + std::to_string(note),
                             "GET /log/* " + length("not_found"),
                             "GET - " + length("not_found"),
                             "GET - " + length("malformed"),
                             "POST /v1/sync 400 6 " + std::to_string(refused.size()),
                         });
}

TEST_CASE("access log: what is refused before it is a request has its line as well", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path(), {"--grace-ms", "100"});
    ask(hub.port(), "rubbish\r\n\r\n");
    ask(hub.port(), "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n");
    ask(hub.port(), request("FETCH", "/healthz"));
    Connection slow(hub.port());
    slow.send("GET /252751");
    CHECK(slow.receive().error() == "busy");
    CHECK(log_of(hub) == std::vector<std::string>{"- - 400 malformed", "- - 413 too_large",
                                                  "- - 400 malformed", "- - 503 busy"});
}

TEST_CASE("access log: noise is counted, and does not push out the rest", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path());
    constexpr std::size_t kNoise = 3000;
    std::string many;
    for (int i = 0; i < 500; ++i) many += request("GET", "/nowhere");
    for (std::size_t sent = 0; sent < kNoise; sent += 500) {
        Connection connection(hub.port());
        connection.send(many);
        for (int i = 0; i < 500; ++i) REQUIRE(connection.receive().status == 404);
        if (sent == 500) CHECK(get(hub.port(), "/healthz").status == 200);
    }
    const auto lines = log_of(hub);
    std::size_t written = 0, left_out = 0;
    for (const std::string& line : lines) {
        written += line.starts_with("GET - 404");
        if (line.ends_with("lines left out")) left_out += std::stoul(line.substr(2));
    }
    CHECK(written + left_out == kNoise);
    CHECK(left_out > 0);
    CHECK(written >= hub::AccessLog::kLinesPerSecond);
    CHECK(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
              return line.starts_with("GET /healthz 200");
          }) == 1);
}

/// Stands in for stderr, which is put back at the end.
class FullPipe {
public:
    FullPipe() : stderr_(::dup(STDERR_FILENO)) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        reader_ = native::FileDescriptor(ends[0]);
        const native::FileDescriptor writer(ends[1]);
        REQUIRE(::fcntl(writer.get(), F_SETPIPE_SZ, 4096) == 4096);
        REQUIRE(::write(writer.get(), std::string(4096, '.').data(), 4096) == 4096);
        ::dup2(writer.get(), STDERR_FILENO);
    }
    ~FullPipe() { ::dup2(stderr_.get(), STDERR_FILENO); }

    std::string read() const {
        std::string out(8192, '\0');
        out.resize(static_cast<std::size_t>(::read(reader_.get(), out.data(), out.size())));
        return out;
    }

private:
    native::FileDescriptor stderr_, reader_;
};

TEST_CASE("access log: a reader that stands still stops nobody", "[hub]") {
    const native::OsClock clock;
    const FullPipe pipe;
    {
        hub::AccessLog log(clock);
        for (int i = 0; i < 50; ++i) log.refused(ErrorCode::busy);
        CHECK(pipe.read() == std::string(4096, '.'));
    }
    CHECK(pipe.read() == "- 50 lines left out\n");
}

}  // namespace
}  // namespace xf::test
