// A village's log with its hub, and a transport that serves its files to clients: at once, unless a
// test gets in between.
#pragma once

#include <deque>
#include <functional>

#include "shared/ports/transport.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/disclosure/observer.hpp"

namespace xf::test {

class LogServer {
public:
    static constexpr std::string_view kAddress = "/log/hedong/";

    explicit LogServer(std::uint8_t key = 7) : signer_(log_signer(key)) {
        need(store::migrate(db_, {&disclosure::kPublisherSchema, 1}));
        publisher_ = need(disclosure::Publisher::open(db_, files, signer_));
    }

    std::uint64_t publish(const disclosure::Publication& what) {
        return need(publisher_->publish(what, random_));
    }
    std::uint64_t supersede(std::uint64_t leaf, const disclosure::Publication& what) {
        return need(publisher_->supersede(leaf, what, random_));
    }
    std::uint64_t withdraw(std::uint64_t leaf, std::string_view reason) {
        return need(publisher_->withdraw(leaf, reason, day_of({2026, 6, 1})));
    }
    /// A leaf that no publisher would make.
    void append(const disclosure::Publication& what) {
        append(need(disclosure::draft(what, random_)));
    }
    void append(const disclosure::Draft& draft) {
        for (const auto& file : draft.files) need(files.write_durable(file.path, file.bytes));
        need(disclosure::PublisherStore(db_).set_pending(draft));
        publisher_ = need(disclosure::Publisher::open(db_, files, signer_));
    }
    /// Publishes until the log has that many leaves; each says its own number.
    void grow(std::uint64_t size) {
        while (head().size.value < size) {
            disclosure::Publication next = publication(0);
            const std::uint64_t number = head().size.value;
            next.manifest.title = "第" + std::to_string(number) + "号通知";
            next.manifest.matter.bytes[1] = static_cast<std::uint8_t>(number >> 8);
            next.manifest.matter.bytes[2] = static_cast<std::uint8_t>(number);
            next.text = "# " + next.manifest.title + "\n\n正文。\n";
            publish(next);
        }
    }

    ports::HttpReply serve(const ports::HttpRequest& request) {
        if (request.path.substr(0, kAddress.size()) != kAddress) return {404, {}, {}};
        const auto file = files.read(request.path.substr(kAddress.size()));
        if (!file.ok()) return {http_status_of(file.error().code), "text/plain", {}};
        return {200, "application/octet-stream", *file};
    }

    disclosure::Publisher& publisher() { return *publisher_; }
    const tlog::Head& head() const { return publisher_->head(); }
    const tlog::NoteSigner& signer() const { return signer_; }
    const tlog::VerifierKey& key() const { return signer_.verifier(); }

    disclosure::MemoryPublicFiles files;

private:
    tlog::NoteSigner signer_;
    store::Database db_ = need(store::Database::open_in_memory());
    std::optional<disclosure::Publisher> publisher_;
    SeededRandom random_{1};
};

class FileTransport final : public ports::Transport {
public:
    using Serve = std::function<ports::HttpReply(const ports::HttpRequest&)>;

    explicit FileTransport(Serve serve) : serve_(std::move(serve)) {}

    ports::RequestId start(ports::HttpRequest request) override {
        paths.push_back(request.path);
        ports::HttpReply reply = between ? between(request, serve_(request)) : serve_(request);
        if (reply.body.size() > request.max_reply_bytes) reply = {};
        answers_.push_back({++last_, std::move(reply)});
        return last_;
    }
    void cancel(ports::RequestId) override {}
    std::optional<Answer> poll() override {
        if (answers_.empty()) return std::nullopt;
        Answer answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }

    /// Gets each answer before the client does.
    std::function<ports::HttpReply(const ports::HttpRequest&, ports::HttpReply)> between;
    std::vector<std::string> paths;  ///< asked for so far

private:
    Serve serve_;
    std::deque<Answer> answers_;
    ports::RequestId last_ = 0;
};

}  // namespace xf::test
