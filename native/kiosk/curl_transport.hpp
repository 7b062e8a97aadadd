// ports::Transport over libcurl, to one hub. A thread of its own waits for the network, so that the
// program's thread never does; it says by `wake` that an answer can be polled.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "shared/ports/transport.hpp"

namespace xf::native {

class CurlTransport final : public ports::Transport {
public:
    /// `origin`: see HubAddress. `wake` is called on the other thread, with no lock held.
    CurlTransport(std::string origin, std::function<void()> wake);
    /// Drops what is under way, and joins the thread.
    ~CurlTransport() override;

    ports::RequestId start(ports::HttpRequest request) override;
    void cancel(ports::RequestId id) override;
    std::optional<Answer> poll() override;

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
    ports::RequestId last_ = 0;
};

}  // namespace xf::native
