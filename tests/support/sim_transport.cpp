#include "tests/support/sim_transport.hpp"

#include <algorithm>

namespace xf::test {
namespace {

constexpr std::uint64_t kFastestMs = 5, kUsualSpreadMs = 60;

}  // namespace

std::string_view name_of(NetworkFault fault) {
    switch (fault) {
        case NetworkFault::request_lost:
            return "request_lost";
        case NetworkFault::reply_lost:
            return "reply_lost";
        case NetworkFault::repeated:
            return "repeated";
        case NetworkFault::delayed:
            return "delayed";
        case NetworkFault::reordered:
            return "reordered";
        case NetworkFault::cut_both_ways:
            return "cut_both_ways";
        case NetworkFault::cut_up:
            return "cut_up";
        case NetworkFault::cut_down:
            return "cut_down";
    }
    return "";
}

std::uint64_t SimNetwork::fired(NetworkFault fault) const {
    const auto found = fired_.find(fault);
    return found == fired_.end() ? 0 : found->second;
}

std::optional<std::uint64_t> SimNetwork::next_due_ms() const {
    if (under_way_.empty()) return std::nullopt;
    return under_way_.begin()->first.first;
}

void SimNetwork::advance_ms(std::uint64_t ms) {
    const std::uint64_t until = now_ms_ + ms;
    while (!under_way_.empty() && under_way_.begin()->first.first <= until) {
        const auto first = under_way_.begin();
        now_ms_ = std::max(now_ms_, first->first.first);
        Message message = std::move(first->second);
        under_way_.erase(first);
        deliver(std::move(message));
    }
    now_ms_ = until;
}

SimNetwork::Link SimNetwork::join(SimTransport& transport) {
    links_[++last_link_] = &transport;
    return last_link_;
}

void SimNetwork::leave(Link link) { links_.erase(link); }

void SimNetwork::queue(std::uint64_t due_ms, Message message) {
    under_way_.emplace(std::make_pair(due_ms, ++serial_), std::move(message));
}

std::uint64_t SimNetwork::arrival(const Weather& weather) {
    std::uint64_t due = now_ms_ + kFastestMs + random_.below(kUsualSpreadMs);
    if (weather.longest_delay_ms > 0 && random_.chance(weather.delay, 100)) {
        count(NetworkFault::delayed);
        due += random_.below(weather.longest_delay_ms);
    }
    return due;
}

bool SimNetwork::passes(bool cut, NetworkFault cut_this_way, bool cut_other, unsigned lose,
                        NetworkFault lost) {
    if (cut) {
        count(cut_other ? NetworkFault::cut_both_ways : cut_this_way);
        return false;
    }
    if (random_.chance(lose, 100)) {
        count(lost);
        return false;
    }
    return true;
}

void SimNetwork::send(Link link, ports::RequestId id, ports::HttpRequest request,
                      const Weather& weather) {
    Message timeout;
    timeout.link = link;
    timeout.id = id;
    timeout.kind = Message::Kind::timeout;
    queue(now_ms_ + request.timeout_ms, std::move(timeout));

    Message message;
    message.link = link;
    message.id = id;
    message.serial = ++serial_;
    message.request = std::move(request);
    if (!passes(weather.cut_up, NetworkFault::cut_up, weather.cut_down, weather.lose_request,
                NetworkFault::request_lost))
        return;
    if (random_.chance(weather.repeat, 100)) {
        count(NetworkFault::repeated);
        Message repetition = message;
        repetition.kind = Message::Kind::repetition;
        queue(arrival(weather), std::move(repetition));
    }
    queue(arrival(weather), std::move(message));
}

void SimNetwork::deliver(Message message) {
    switch (message.kind) {
        case Message::Kind::request:
        case Message::Kind::repetition:
            serve(std::move(message));
            return;
        case Message::Kind::timeout:
        case Message::Kind::reply:
            break;
    }
    const auto client = links_.find(message.link);
    if (client != links_.end()) client->second->arrived(message.id, std::move(message.reply));
}

void SimNetwork::serve(Message message) {
    std::uint64_t& last = last_served_[message.link];
    if (message.serial < last) count(NetworkFault::reordered);
    last = std::max(last, message.serial);

    message.reply = server_(message.request);
    if (message.kind == Message::Kind::repetition) return;
    const auto client = links_.find(message.link);
    if (client == links_.end()) return;
    message.kind = Message::Kind::reply;
    const Weather weather = client->second->weather;
    answer(std::move(message), weather);
}

void SimNetwork::answer(Message message, const Weather& weather) {
    if (!passes(weather.cut_down, NetworkFault::cut_down, weather.cut_up, weather.lose_reply,
                NetworkFault::reply_lost))
        return;
    queue(arrival(weather), std::move(message));
}

ports::RequestId SimTransport::start(ports::HttpRequest request) {
    const ports::RequestId id = ++last_id_;
    open_[id] = request.max_reply_bytes;
    network_->send(link_, id, std::move(request), weather);
    return id;
}

void SimTransport::cancel(ports::RequestId id) {
    open_.erase(id);
    std::erase_if(answers_, [&](const Answer& answer) { return answer.id == id; });
}

std::optional<ports::Transport::Answer> SimTransport::poll() {
    if (answers_.empty()) return std::nullopt;
    Answer first = std::move(answers_.front());
    answers_.erase(answers_.begin());
    return first;
}

void SimTransport::forget_all() {
    open_.clear();
    answers_.clear();
}

void SimTransport::arrived(ports::RequestId id, ports::HttpReply reply) {
    const auto open = open_.find(id);
    if (open == open_.end()) return;
    if (reply.body.size() > open->second) reply = {};
    open_.erase(open);
    answers_.push_back({id, std::move(reply)});
}

}  // namespace xf::test
