// The signs of life that a service manager waits for.
#include "native/kiosk/service_notice.hpp"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "tests/support/temp_folder.hpp"

namespace xf::native::test {
namespace {

/// A service manager's end of it.
class Manager {
public:
    Manager() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(path_.size() < sizeof address.sun_path);
        std::copy(path_.begin(), path_.end(), address.sun_path);
        REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address),
                       sizeof address) == 0);
        ::setenv("NOTIFY_SOCKET", path_.c_str(), 1);
    }
    /// What came since the last call, one after the other.
    std::string heard() {
        std::string out;
        char words[256];
        for (ssize_t size = 0; (size = ::recv(socket_.get(), words, sizeof words, 0)) > 0;
             out += ';')
            out.append(words, static_cast<std::size_t>(size));
        return out;
    }

private:
    xf::test::TempFolder folder_;
    std::string path_ = folder_ / "notify";
    FileDescriptor socket_;
};

TEST_CASE("service notice: ready once, alive three times in the manager's patience") {
    Manager manager;
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    ServiceNotice service;
    CHECK(::getenv("NOTIFY_SOCKET") == nullptr);
    CHECK(::getenv("WATCHDOG_USEC") == nullptr);
    service.ready(1000);
    CHECK(manager.heard() == "READY=1;WATCHDOG=1;");
    CHECK(service.due_in(1000) == 10'000);
    service.alive(10'999);
    CHECK(manager.heard().empty());
    CHECK(service.due_in(10'999) == 1);
    service.alive(11'000);
    CHECK(manager.heard() == "WATCHDOG=1;");
    CHECK(service.due_in(50'000) == 0);
}

TEST_CASE("service notice: without a watchdog only ready, without a manager nothing") {
    Manager manager;
    ::unsetenv("WATCHDOG_USEC");
    ServiceNotice service;
    service.ready(1000);
    service.alive(100'000);
    CHECK(manager.heard() == "READY=1;");
    CHECK_FALSE(service.due_in(1000));

    ServiceNotice nobody;
    nobody.ready(1000);
    CHECK_FALSE(nobody.due_in(1000));
    CHECK(manager.heard().empty());
}

}  // namespace
}  // namespace xf::native::test
