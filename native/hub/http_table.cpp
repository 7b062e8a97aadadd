#include "native/hub/http_table.hpp"

#include <algorithm>
#include <tuple>

namespace xf::hub {

HttpConnection* HttpTable::find(Id id) {
    const auto found = connections_.find(id);
    return found == connections_.end() ? nullptr : &found->second;
}

void HttpTable::admit(Accepted accepted, std::uint64_t now_ms) {
    const bool local = accepted.peer.local_socket;
    const auto count = static_cast<std::size_t>(std::count_if(
        connections_.begin(), connections_.end(),
        [&](const auto& entry) { return entry.second.peer().local_socket == local; }));
    connections_.try_emplace(++last_id_, std::move(accepted), now_ms, held_bytes_);
    if (count < (local ? bounds_.local_connections : bounds_.connections)) return;
    // The newcomer is a candidate as well, the last one of its source.
    if (const auto id = largest(local, [](const HttpConnection&) { return std::size_t{1}; }))
        give_way(*id);
}

bool HttpTable::fit(Id id) {
    const HttpConnection* const self = find(id);
    const auto room = [self](const HttpConnection& connection) {
        return &connection == self ? 0 : connection.held_bytes();
    };
    while (held_bytes_ > bounds_.held_bytes) {
        const auto other = largest(false, room);
        if (!other) break;
        give_way(*other);
    }
    return held_bytes_ <= bounds_.held_bytes || self->peer().local_socket;
}

template <typename Room>
std::optional<HttpTable::Id> HttpTable::largest(bool local, Room room) const {
    std::map<std::uint64_t, std::size_t> sums;
    for (const auto& [id, connection] : connections_)
        if (connection.peer().local_socket == local)
            sums[connection.peer().source] += room(connection);

    using Rank = std::tuple<std::size_t, bool, std::uint64_t>;
    std::optional<Id> out;
    Rank best;
    for (const auto& [id, connection] : connections_) {
        if (connection.peer().local_socket != local || room(connection) == 0 ||
            connection.state() == HttpConnection::State::working)
            continue;
        const Rank rank{sums[connection.peer().source], connection.resting(),
                        UINT64_MAX - connection.since_ms()};
        if (out && rank <= best) continue;
        out = id;
        best = rank;
    }
    return out;
}

void HttpTable::give_way(Id id) {
    HttpConnection& connection = connections_.at(id);
    // In the midst of a reply it could only be taken for a part of that.
    if (connection.state() == HttpConnection::State::receiving && !connection.resting()) {
        connection.say(refusal(ErrorCode::busy));
        routes_->refused(ErrorCode::busy);
    }
    connections_.erase(id);
}

}  // namespace xf::hub
