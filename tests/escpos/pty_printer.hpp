// A virtual printer at the end of a terminal line: a device file as a serial port or usblp is one.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <catch_amalgamated.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "native/escpos/virtual_printer.hpp"
#include "native/platform/file_descriptor.hpp"
#include "shared/base/assert.hpp"

namespace xf::native::escpos::test {

class PtyPrinter {
public:
    enum class Manner { talks, mute };

    explicit PtyPrinter(Manner manner = Manner::talks)
        : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), stop_(::eventfd(0, EFD_CLOEXEC)) {
        XF_ASSERT(::grantpt(master_.get()) == 0 && ::unlockpt(master_.get()) == 0);
        char name[64];
        XF_ASSERT(::ptsname_r(master_.get(), name, sizeof name) == 0);
        path_ = name;
        // Held open, so that the line stays when a program closes it, and is as a device: nothing in
        // between that echoes or waits for the end of a line.
        slave_ = FileDescriptor(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
        termios line{};
        XF_ASSERT(::tcgetattr(slave_.get(), &line) == 0);
        ::cfmakeraw(&line);
        XF_ASSERT(::tcsetattr(slave_.get(), TCSANOW, &line) == 0);
        thread_ = std::thread([this, manner] { run(manner); });
    }
    ~PtyPrinter() {
        const std::uint64_t one = 1;
        XF_ASSERT(::write(stop_.get(), &one, sizeof one) == sizeof one);
        thread_.join();
    }

    const std::string& path() const { return path_; }
    termios line() const {
        termios out{};
        XF_ASSERT(::tcgetattr(slave_.get(), &out) == 0);
        return out;
    }

    /// The next piece that it cuts off; fails the test where none comes.
    Receipt next() {
        std::unique_lock lock(mutex_);
        REQUIRE(
            changed_.wait_for(lock, std::chrono::seconds(60), [this] { return !cut_.empty(); }));
        Receipt out = std::move(cut_.front());
        cut_.pop_front();
        return out;
    }

private:
    void run(Manner manner) {
        VirtualPrinter printer(ports::Paper::receipt_80);
        for (;;) {
            pollfd waited[] = {{master_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}};
            ::poll(waited, 2, -1);
            if (waited[1].revents != 0) return;
            std::uint8_t bytes[256];
            const ssize_t got = ::read(master_.get(), bytes, sizeof bytes);
            if (got <= 0) return;
            XF_ASSERT(printer.take({bytes, static_cast<std::size_t>(got)}).ok());
            {
                const std::lock_guard lock(mutex_);
                for (Receipt& piece : printer.cut()) cut_.push_back(std::move(piece));
            }
            changed_.notify_all();
            const Bytes said = printer.said();
            if (manner == Manner::talks && !said.empty())
                XF_ASSERT(::write(master_.get(), said.data(), said.size()) > 0);
        }
    }

    FileDescriptor master_, slave_, stop_;
    std::string path_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Receipt> cut_;
    std::thread thread_;
};

}  // namespace xf::native::escpos::test
