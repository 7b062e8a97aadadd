// The open connections, within bounds. When there is no room for all, whoever takes most of it gives
// way first, so that one peer, or many slow ones, can't keep the others out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "native/hub/http_connection.hpp"

namespace xf::hub {

struct HttpBounds {
    std::size_t connections = 512;
    /// Of the data folder's own socket, besides: its owner gets in, whatever the others do.
    std::size_t local_connections = 16;
    /// Requests that arrive, wait and are worked on, and replies that are sent, of all connections.
    std::size_t held_bytes = 64u << 20;
};

class HttpTable {
public:
    using Id = std::uint64_t;
    using Connections = std::map<Id, HttpConnection>;

    /// `routes` hears of those that are refused.
    HttpTable(HttpRoutes& routes, const HttpBounds& bounds) : routes_(&routes), bounds_(bounds) {}

    /// Takes it in, in another's place if need be. Where none can give way, because all are being
    /// worked on, it is told that the hub is busy.
    void admit(Accepted accepted, std::uint64_t now_ms);

    /// Brings the bytes within their bound, at the cost of others than `id`. False when nobody else
    /// can give way; the local socket's connections have a share of their own and always fit.
    bool fit(Id id);

    HttpConnection* find(Id id);
    void erase(Id id) { connections_.erase(id); }
    Connections& all() { return connections_; }
    const Connections& all() const { return connections_; }

private:
    /// Of the source with the largest sum of `room(connection)`: what loses least by being closed,
    /// then what has been under way for longest.
    template <typename Room>
    std::optional<Id> largest(bool local, Room room) const;
    void give_way(Id id);

    HttpRoutes* routes_;
    HttpBounds bounds_;
    std::size_t held_bytes_ = 0;
    Connections connections_;  ///< after the sum that they keep
    Id last_id_ = 0;
};

}  // namespace xf::hub
