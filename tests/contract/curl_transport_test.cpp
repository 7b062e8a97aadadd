// The native client's transport keeps the contract, over real sockets of loopback.
#include "native/kiosk/curl_transport.hpp"

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/contract/transport_contract.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

/// What the contract asks of a server.
class ContractServer {
public:
    ContractServer() {
        server_.Post("/echo", [](const httplib::Request& request, httplib::Response& reply) {
            reply.set_content(request.body, request.get_header_value("Content-Type"));
        });
        server_.Get("/long", [](const httplib::Request&, httplib::Response& reply) {
            reply.set_content(std::string(contract::kLongBytes, 'x'), "application/octet-stream");
        });
        server_.Get("/never", [this](const httplib::Request&, httplib::Response&) { hang(); });
        server_.Get("/elsewhere", [](const httplib::Request&, httplib::Response& reply) {
            reply.set_redirect("/long");
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        server_.wait_until_ready();
    }
    ~ContractServer() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        end_.notify_all();
        server_.stop();
        thread_.join();
    }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    void hang() {
        std::unique_lock lock(mutex_);
        end_.wait(lock, [this] { return ended_; });
    }

    httplib::Server server_;
    int port_ = 0;
    std::mutex mutex_;
    std::condition_variable end_;
    bool ended_ = false;
    std::thread thread_;
};

/// Wakes whoever waits for an answer, as the program's event queue does.
class Waker {
public:
    std::function<void()> wake() {
        return [this] {
            const std::lock_guard lock(mutex_);
            ++woken_;
            changed_.notify_all();
        };
    }
    /// Until an answer came, or for a moment.
    void pass() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(2), [&] { return woken_ > seen_; });
        seen_ = woken_;
    }
    int woken() {
        const std::lock_guard lock(mutex_);
        return woken_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int woken_ = 0, seen_ = 0;
};

std::optional<ports::HttpReply> answer(native::CurlTransport& transport, Waker& waker) {
    for (int i = 0; i < 10'000; ++i) {
        if (auto found = transport.poll()) return std::move(found->reply);
        waker.pass();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("transport: libcurl keeps the contract") {
    const ContractServer server;
    Waker waker;
    native::CurlTransport transport(server.origin(), waker.wake());
    need(contract::transport_contract({transport, [&] { waker.pass(); }}));
    CHECK(waker.woken() > 0);
}

TEST_CASE(
    "transport: with libcurl, nobody who listens is no answer, and neither is a way elsewhere") {
    Waker waker;
    std::string closed;
    {
        const ContractServer server;
        closed = server.origin();
        native::CurlTransport transport(server.origin(), waker.wake());
        transport.start(contract::detail::get("/elsewhere"));
        const auto moved = answer(transport, waker);
        REQUIRE(moved);
        CHECK(moved->status == 302);
        CHECK(moved->body.empty());
    }
    native::CurlTransport transport(closed, waker.wake());
    transport.start(contract::detail::get("/long"));
    const auto none = answer(transport, waker);
    REQUIRE(none);
    CHECK(none->status == 0);
}

TEST_CASE("transport: libcurl's end does not wait for what is under way") {
    const ContractServer server;
    Waker waker;
    const auto begin = std::chrono::steady_clock::now();
    {
        native::CurlTransport transport(server.origin(), waker.wake());
        transport.start(contract::detail::get("/never"));
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

}  // namespace xf::test
