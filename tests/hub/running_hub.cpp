#include "tests/hub/running_hub.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <utility>

#include "shared/base/assert.hpp"

namespace xf::test {
namespace {

constexpr int kPatienceMs = 20'000;

/// Starts a program with its output in files.
pid_t start(const std::string& program, std::vector<std::string> words, const std::string& out,
            const std::string& err) {
    words.insert(words.begin(), program);
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid > 0) return pid;
    const int out_fd = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err_fd = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out_fd, STDOUT_FILENO);
    ::dup2(err_fd, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

int wait_for(pid_t pid) {
    int status = 0;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// The port in "READY http://127.0.0.1:8080/"; 0 when that has not been printed.
std::uint16_t ready_port(const std::string& out) {
    constexpr std::string_view kReady = "READY http://127.0.0.1:";
    if (!out.starts_with(kReady) || !out.ends_with("/\n")) return 0;
    return static_cast<std::uint16_t>(std::stoi(out.substr(kReady.size())));
}

}  // namespace

std::string content_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

Finished run_program(const std::string& program, const std::vector<std::string>& words) {
    const TempFolder output;
    const std::string out = output / "out", err = output / "err";
    const int code = wait_for(start(program, words, out, err));
    return {code, content_of(out), content_of(err)};
}

Finished run_hub(const std::vector<std::string>& words) {
    return run_program(XF_HUB_PROGRAM, words);
}

const std::string kDemoTown = XF_SOURCE_FOLDER "/assets/demo/town.json";

DemoFolder::DemoFolder() {
    static const TempFolder kOriginal;
    static const Finished kMade =
        run_hub({"init", "--data", kOriginal / "hub", "--town", kDemoTown, "--demo"});
    REQUIRE(kMade.exit_code == 0);
    std::filesystem::copy(kOriginal / "hub", path(), std::filesystem::copy_options::recursive);
}

RunningHub::RunningHub(const std::string& data, const std::vector<std::string>& more) {
    std::vector<std::string> words{"serve", "--data", data, "--port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    const auto begin = std::chrono::steady_clock::now();
    pid_ = start(XF_HUB_PROGRAM, words, output_ / "out", output_ / "err");
    while (port_ == 0) {
        const auto waited = std::chrono::steady_clock::now() - begin;
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_ ||
            waited > std::chrono::milliseconds(kPatienceMs)) {
            pid_ = -1;
            FAIL("the hub did not start: " << content_of(output_ / "err"));
        }
        ::poll(nullptr, 0, 2);
        port_ = ready_port(content_of(output_ / "out"));
        ready_seconds_ = std::chrono::duration<double>(waited).count();
    }
}

RunningHub::~RunningHub() {
    if (pid_ < 0) return;
    // Nothing that a test sends may have broken it: memory checks speak up at the latest now.
    const Finished end = stop(SIGINT);
    if (end.exit_code != 0) FAIL_CHECK("the hub ended with " << end.exit_code << ": " << end.err);
}

std::string RunningHub::said() const { return content_of(output_ / "err"); }

std::size_t RunningHub::resident_bytes() const {
    std::istringstream pages(content_of("/proc/" + std::to_string(pid_) + "/statm"));
    std::size_t total = 0, resident = 0;
    pages >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

Finished RunningHub::stop(int signal) {
    REQUIRE(::kill(pid_, signal) == 0);
    const int code = wait_for(std::exchange(pid_, -1));
    return {code, content_of(output_ / "out"), content_of(output_ / "err")};
}

std::string Answer::error() const {
    constexpr std::string_view kBefore = "{\"error\":\"";
    if (!body.starts_with(kBefore)) return {};
    return body.substr(kBefore.size(), body.find('"', kBefore.size()) - kBefore.size());
}

Connection::Connection(std::uint16_t port, const Origin& origin)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (origin.receive_buffer_bytes > 0)
        ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVBUF, &origin.receive_buffer_bytes, sizeof(int));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    // Not with REQUIRE: tests connect from threads as well.
    XF_ASSERT(::inet_pton(AF_INET, origin.address, &address.sin_addr) == 1);
    XF_ASSERT(::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Where nobody listens, every answer has status 0.
    static_cast<void>(
        ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address));
}

Connection::Connection(const std::string& path)
    : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    XF_ASSERT(path.size() < sizeof address.sun_path);
    std::copy(path.begin(), path.end(), address.sun_path);
    XF_ASSERT(::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
              0);
}

void Connection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return;  // the hub has refused already; its answer is what counts
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void Connection::end_sending() { ::shutdown(fd_.get(), SHUT_WR); }

bool Connection::ended(int ms) const {
    pollfd readable{fd_.get(), POLLIN, 0};
    return ::poll(&readable, 1, ms) == 1;
}

bool Connection::reset() const {
    pollfd broken{fd_.get(), 0, 0};
    return ::poll(&broken, 1, 0) == 1;
}

bool Connection::read(std::size_t bytes, int ms) {
    if (!ended(ms)) return false;
    std::string piece(bytes, '\0');
    const ssize_t count = ::recv(fd_.get(), piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    buffer_.append(piece, 0, static_cast<std::size_t>(count));
    return true;
}

bool Connection::closed() {
    char byte = 0;
    return ended(1000) && ::recv(fd_.get(), &byte, 1, MSG_PEEK) <= 0;
}

Answer Connection::receive(bool head_only) {
    const auto more = [&] { return read(65'536, kPatienceMs); };
    std::size_t head = 0;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!more()) return {};
    Answer answer;
    std::istringstream lines(buffer_.substr(0, head + 2));
    buffer_.erase(0, head + 4);
    std::string version, line;
    lines >> version >> answer.status;
    std::getline(lines, line);
    while (std::getline(lines, line) && line.size() > 1) {
        line.pop_back();
        std::string name = line.substr(0, line.find(':'));
        std::transform(name.begin(), name.end(), name.begin(), ::tolower);
        answer.headers[name] = line.substr(std::min(line.size(), name.size() + 2));
    }
    const auto length = answer.headers.find("content-length");
    const std::size_t size =
        head_only || length == answer.headers.end() ? 0 : std::stoul(length->second);
    while (buffer_.size() < size)
        if (!more()) return {};
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
}

Answer ask(std::uint16_t port, std::string_view raw) {
    Connection connection(port);
    connection.send(raw);
    return connection.receive(raw.starts_with("HEAD"));
}

std::string request(std::string_view method, std::string_view target, std::string_view body,
                    std::string_view headers) {
    std::string out = std::string(method) + " " + std::string(target) +
                      " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string(headers);
    if (!body.empty()) out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "\r\n" + std::string(body);
}

Answer get(std::uint16_t port, std::string_view target, std::string_view headers) {
    return ask(port, request("GET", target, {}, headers));
}

Answer post(std::uint16_t port, std::string_view target, std::string_view content_type,
            std::string_view body) {
    return ask(
        port, request("POST", target, body, "Content-Type: " + std::string(content_type) + "\r\n"));
}

}  // namespace xf::test
