// What the hub says about requests: enough to see what goes on, nothing about a person, and no more
// than a disk can take.
#include "native/hub/access_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sstream>

#include "native/hub/files.hpp"
#include "native/platform/file_descriptor.hpp"
#include "native/platform/os_clock.hpp"
#include "shared/sync/wire.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/hub/served_log.hpp"
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

UnixTime noon(CivilDate date) {
    return {day_of(date).days * std::int64_t{86'400} + 4LL * 3600};  // in China
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        out.push_back(entry.path().filename());
    std::sort(out.begin(), out.end());
    return out;
}

TEST_CASE("access log: six months are kept, and what is older goes", "[hub]") {
    const TempFolder files;
    const std::string folder = files / "access";
    {
        hub::AccessArchive archive(folder);
        for (int month = 1; month <= 12; ++month)
            archive.add(noon({2026, month, 28}), "GET /healthz 200\n");
        CHECK(files_in(folder) ==
              std::vector<std::string>{"2026-06.log", "2026-07.log", "2026-08.log", "2026-09.log",
                                       "2026-10.log", "2026-11.log", "2026-12.log"});
    }
    CHECK(need(hub::read_file(folder + "/2026-12.log", 1000)) ==
          "2026-12-28 12:00 GET /healthz 200\n");
    // After a year in a drawer nothing is left of before; what is not its own stays.
    write_file(folder + "/note.txt", "an operator's");
    hub::AccessArchive archive(folder);
    archive.add(noon({2027, 12, 1}), "GET /healthz 200\n");
    CHECK(files_in(folder) == std::vector<std::string>{"2027-12.log", "note.txt"});
}

TEST_CASE("access log: noise does not fill the disk", "[hub]") {
    const TempFolder files;
    const std::string folder = files / "access", file = folder + "/2026-11.log";
    const std::string line = "GET /healthz 200\n", entry = "2026-11-01 12:00 " + line;
    REQUIRE(std::filesystem::create_directory(folder));
    write_file(file, "");
    const std::uint64_t full = hub::AccessArchive::kMonthBytes;
    std::filesystem::resize_file(file, full - entry.size());
    hub::AccessArchive archive(folder);
    archive.add(noon({2026, 11, 1}), line);
    CHECK(std::filesystem::file_size(file) == full);
    archive.add(noon({2026, 11, 1}), line);
    CHECK(std::filesystem::file_size(file) == full);
}

TEST_CASE("access log: a hub keeps its own", "[hub]") {
    const DemoFolder data;
    RunningHub running(data.path());
    get(running.port(), "/healthz");
    running.stop(SIGTERM);
    const std::string folder = data.path() + "/access";
    const auto files = files_in(folder);
    REQUIRE(files.size() == 1);
    CHECK(need(hub::read_file(folder + "/" + files[0], 1000)).find("GET /healthz 200") !=
          std::string::npos);
}

}  // namespace
}  // namespace xf::test
