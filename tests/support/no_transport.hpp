// Nothing goes out by it: the test carries each message itself.
#pragma once

#include "shared/ports/transport.hpp"

namespace xf::test {

class NoTransport final : public ports::Transport {
    ports::RequestId start(ports::HttpRequest) override { return ++last_; }
    void cancel(ports::RequestId) override {}
    std::optional<Answer> poll() override { return std::nullopt; }
    ports::RequestId last_ = 0;
};

}  // namespace xf::test
