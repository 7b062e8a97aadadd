// ports::Transport over fetch(), to the origin that the page came from. The browser keeps requests
// and answers (library.js); this class only numbers and polls them. One per program.
#pragma once

#include "shared/ports/transport.hpp"

namespace xf::web {

class FetchTransport final : public ports::Transport {
public:
    ports::RequestId start(ports::HttpRequest request) override;
    void cancel(ports::RequestId id) override;
    std::optional<Answer> poll() override;

private:
    ports::RequestId last_ = 0;
};

}  // namespace xf::web
