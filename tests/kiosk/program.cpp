#include "tests/kiosk/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch_amalgamated.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

namespace xf::test {

Program::Program(const std::string& path, const std::vector<std::string>& words,
                 const std::vector<std::string>& environment) {
    std::vector<std::string> own = words;
    own.insert(own.begin(), path);
    std::vector<std::string> variables = environment;
    std::vector<char*> arguments;
    arguments.reserve(own.size() + 1);
    for (std::string& word : own) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int pipe[2];
    REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
    out_ = native::FileDescriptor(pipe[0]);
    const native::FileDescriptor writing(pipe[1]);
    const std::string err = output_ / "err";
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ > 0) return;
    const int err_fd = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(writing.get(), STDOUT_FILENO);
    ::dup2(err_fd, STDERR_FILENO);
    for (std::string& variable : variables) ::putenv(variable.data());
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

Program::~Program() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

std::string Program::line(int ms) {
    for (;;) {
        const std::size_t end = buffer_.find('\n');
        if (end != std::string::npos) {
            std::string out = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return out;
        }
        pollfd readable{out_.get(), POLLIN, 0};
        char piece[65'536];
        const bool came = ::poll(&readable, 1, ms) == 1;
        const ssize_t count = came ? ::read(out_.get(), piece, sizeof piece) : 0;
        if (count <= 0) FAIL("no further line of the program: " << said());
        buffer_.append(piece, static_cast<std::size_t>(count));
    }
}

void Program::signal(int signal) const { REQUIRE(::kill(pid_, signal) == 0); }

int Program::end() {
    int status = 0;
    rusage used{};
    REQUIRE(::wait4(std::exchange(pid_, -1), &status, 0, &used) > 0);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    cpu_seconds_ = seconds(used.ru_utime) + seconds(used.ru_stime);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Program::said() const {
    std::ostringstream out;
    out << std::ifstream(output_ / "err", std::ios::binary).rdbuf();
    return out.str();
}

Screen::Screen()
    : server_("Xvfb",
              {"-displayfd", "1", "-screen", "0", "1920x1920x24", "-nolisten", "tcp", "-noreset"}),
      number_(server_.line()) {}

std::vector<std::string> Screen::environment() const {
    // The GL driver keeps what it allocated, and is unloaded before leaks are looked for: nothing could
    // tell them from ours. All other checks stay.
    const char* const others = std::getenv("ASAN_OPTIONS");
    return {"DISPLAY=" + display(), "SDL_VIDEODRIVER=x11", "LIBGL_ALWAYS_SOFTWARE=1",
            "ASAN_OPTIONS=" + std::string(others ? others : "") + ":detect_leaks=0"};
}

}  // namespace xf::test
