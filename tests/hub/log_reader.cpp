#include "tests/hub/log_reader.hpp"

#include "tests/support/require.hpp"

namespace xf::test {

ports::RequestId DirectTransport::start(ports::HttpRequest request) {
    const test::Answer answer =
        request.post ? post(port_, request.path, request.content_type, as_text(request.body))
                     : get(port_, request.path);
    const auto type = answer.headers.find("content-type");
    const ByteView body = as_bytes(answer.body);
    answers_.push_back({++last_,
                        {answer.status, type == answer.headers.end() ? "" : type->second,
                         Bytes(body.begin(), body.end())}});
    return last_;
}

void DirectTransport::cancel(ports::RequestId id) {
    std::erase_if(answers_, [&](const Answer& answer) { return answer.id == id; });
}

std::optional<ports::Transport::Answer> DirectTransport::poll() {
    if (answers_.empty()) return std::nullopt;
    Answer out = std::move(answers_.front());
    answers_.pop_front();
    return out;
}

LogReader::LogReader(ShardNo shard, std::string address, std::string_view key)
    : db_(need(store::Database::open_in_memory())) {
    if (address.ends_with('/')) address.pop_back();
    need(store::migrate(db_, {&disclosure::kReplicaSchema, 1}));
    disclosure::ReplicaConfig config{shard, std::move(address),
                                     need(tlog::VerifierKey::parse(key))};
    replica_ = need(disclosure::Replica::open(db_, transport_, clock_, std::move(config)));
    return_.emplace(db_, transport_, shard);
}

void LogReader::look(const RunningHub& hub) {
    transport_.connect(hub);
    replica_->refresh();
    do {
        need(replica_->step());
        while (const auto answer = transport_.poll())
            static_cast<void>(need(replica_->on_answer(*answer)));
    } while (replica_->busy());
}

void LogReader::give_back(const RunningHub& hub) {
    REQUIRE(knows_more());
    transport_.connect(hub);
    need(return_->begin(replica_->hub_behind()));
    do {
        need(return_->step());
        while (const auto answer = transport_.poll())
            static_cast<void>(need(return_->on_answer(*answer)));
    } while (return_->busy());
}

}  // namespace xf::test
