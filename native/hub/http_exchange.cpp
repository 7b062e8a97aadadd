#include "native/hub/http_exchange.hpp"

#include <httplib.h>

#include <algorithm>

namespace xf::hub {
namespace {

/// The head of a request as a stream that ends, and the head of its reply as one that is kept.
class MemoryStream final : public httplib::Stream {
public:
    explicit MemoryStream(std::string_view request) : request_(request) {}

    std::string take_reply() { return std::move(reply_); }

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        const std::size_t count = std::min(size, request_.size());
        std::copy_n(request_.begin(), count, to);
        request_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* from, std::size_t size) override {
        reply_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return 0; }

private:
    std::string_view request_;
    std::string reply_;
};

/// The library adds these to what was sent.
bool added_by_library(std::string_view header) {
    return header == "REMOTE_ADDR" || header == "REMOTE_PORT" || header == "LOCAL_ADDR" ||
           header == "LOCAL_PORT";
}

ErrorCode code_of_status(int status) {
    switch (status) {
        case 404:
            return ErrorCode::not_found;
        case 413:
        case 414:
            return ErrorCode::too_large;
        case 500:
            return ErrorCode::internal;
        default:
            return ErrorCode::malformed;
    }
}

}  // namespace

struct HttpExchange::Engine final : private httplib::Server {
    Engine(HttpRoutes& its_routes, const KeepAlive& keep_alive) : routes(&its_routes) {
        set_keep_alive_timeout(static_cast<time_t>(keep_alive.idle_seconds));
        set_keep_alive_max_count(keep_alive.requests);
        set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
            put(out, routes->answer(request_from(in)));
            return HandlerResponse::Handled;
        });
        // What the library itself refuses gets our form of an error.
        set_error_handler(Handler([this](const httplib::Request&, httplib::Response& out) {
            if (!answered) refuse(out, code_of_status(out.status));
        }));
        set_exception_handler(
            [this](const httplib::Request&, httplib::Response& out, const std::exception_ptr&) {
                refuse(out, ErrorCode::internal);
            });
    }

    HttpRequest request_from(const httplib::Request& in) const {
        HttpRequest out;
        out.method = in.method;
        const std::size_t mark = in.target.find('?');
        if (mark != std::string::npos) out.query = in.target.substr(mark + 1);
        if (auto path = path_of_target(in.target); path.ok()) out.path = *std::move(path);
        for (const auto& [name, value] : in.headers)
            if (!added_by_library(name)) out.headers.emplace_back(name, value);
        out.body = as_bytes(request_body);
        out.peer = peer;
        return out;
    }

    /// Only the head is the library's to write: the body is sent from where it is.
    void put(httplib::Response& to, const HttpReply& reply) {
        answered = true;
        to.status = reply.status;
        for (const auto& [name, value] : reply.headers) to.set_header(name, value);
        to.set_header("Accept-Ranges", "none");
        reply_body = reply.body;
        if (!reply_body || reply_body->empty()) return;
        to.content_length_ = reply_body->size();
        to.content_provider_ = [](std::size_t, std::size_t, httplib::DataSink&) { return false; };
    }

    void refuse(httplib::Response& to, ErrorCode code) {
        routes->refused(code);
        put(to, HttpReply::of(code));
    }

    RawReply run(std::string_view request, std::size_t head_bytes, const Peer& its_peer,
                 bool last) {
        request_body = request.substr(head_bytes);
        reply_body.reset();
        peer = its_peer;
        answered = false;
        MemoryStream stream(request.substr(0, head_bytes));
        bool closed = false;
        // Ranges are optional (RFC 9110, 14.2), and a known way to ask for much with little.
        process_request(stream, {}, 0, {}, 0, last, closed,
                        [](httplib::Request& in) { in.ranges.clear(); });
        std::string head = stream.take_reply();
        if (head.empty()) return refusal(ErrorCode::malformed);
        if (request.starts_with("HEAD ")) reply_body.reset();
        return {std::move(head), std::exchange(reply_body, nullptr), closed || last};
    }

    HttpRoutes* routes;
    std::string_view request_body;
    std::shared_ptr<const std::string> reply_body;
    Peer peer;
    bool answered = false;
};

HttpExchange::HttpExchange(HttpRoutes& routes, const KeepAlive& keep_alive)
    : engine_(std::make_unique<Engine>(routes, keep_alive)) {}
HttpExchange::~HttpExchange() = default;

RawReply HttpExchange::run(std::string_view request, std::size_t head_bytes, const Peer& peer,
                           bool last) {
    return engine_->run(request, head_bytes, peer, last);
}

RawReply refusal(ErrorCode code) {
    const HttpReply reply = HttpReply::of(code);
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " " +
                      httplib::status_message(reply.status) + "\r\n";
    for (const auto& [name, value] : reply.headers)
        out.append(name).append(": ").append(value).append("\r\n");
    out +=
        "Content-Length: " + std::to_string(reply.body->size()) + "\r\nConnection: close\r\n\r\n";
    return {std::move(out), reply.body, true};
}

}  // namespace xf::hub
