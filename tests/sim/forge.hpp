// Requests that a real client would not make: for tests of what the hub does with them.
#pragma once

#include "tests/sim/world.hpp"

namespace xf::sim {

/// Writes requests in the name of a client, with its key and on top of its chain, but not through its
/// log: the client never learns of them.
class Forger {
public:
    explicit Forger(Client& client);

    /// A request that the hub would take, with these events.
    sync::Request request(std::vector<store::Event> events = {});
    /// Signed with the device's key.
    Bytes body(const sync::Request& request) const;
    /// Sent to the hub, past the client. Errors: the hub's answer.
    Result<sync::ShardPull> send(Hub& hub, const sync::Request& request);
    Result<sync::ShardPull> push(Hub& hub, std::vector<store::Event> events);

    /// Chain after the last event that was requested; set back to repeat or to fork.
    store::ChainHead chain;
    std::uint64_t counter = 0;
    std::uint64_t cursor = 0;

private:
    Client* client_;
};

/// An event as a draft makes it, with a fixed salt.
store::Event event_of(const Draft& draft, UnixTime time = {1'795'219'200});

/// SHA-256 over all rows of all tables: equal means that nothing at all was stored.
Result<Hash> contents(store::Database& db);

}  // namespace xf::sim
