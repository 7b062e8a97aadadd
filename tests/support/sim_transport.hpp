// A network in one process: requests of many clients to one server, over links that lose, repeat,
// delay, reorder and cut off, all of it from one seed. Implements the contract of ports::Transport:
// every request that was started is answered exactly once, a lost one with status 0.
//
// Time is the network's own and moves only in advance_ms(); what is due arrives then, in order of its
// time of arrival. Each link has a weather of its own, which may be changed at any time; it is asked
// when a message sets out. A repeated request reaches the server again, bytes and all; the answer to
// the repetition reaches nobody.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "shared/ports/transport.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::test {

/// What may happen to the messages of one link; the first four in percent.
struct Weather {
    unsigned lose_request = 0;
    unsigned lose_reply = 0;
    unsigned repeat = 0;
    unsigned delay = 0;
    std::uint64_t longest_delay_ms = 0;  ///< of a message that is delayed
    bool cut_up = false;                 ///< nothing reaches the server
    bool cut_down = false;               ///< nothing comes back
};

enum class NetworkFault : std::uint8_t {
    request_lost,
    reply_lost,
    repeated,
    delayed,
    reordered,
    cut_both_ways,
    cut_up,
    cut_down,
};
std::string_view name_of(NetworkFault fault);
inline constexpr std::size_t kNetworkFaults = 8;

class SimNetwork {
public:
    using Server = std::function<ports::HttpReply(const ports::HttpRequest&)>;

    SimNetwork(std::uint64_t seed, Server server) : random_(seed), server_(std::move(server)) {}

    std::uint64_t now_ms() const { return now_ms_; }
    /// When the next message or timeout is due, if any is under way.
    std::optional<std::uint64_t> next_due_ms() const;
    void advance_ms(std::uint64_t ms);

    /// How often each fault befell a message.
    std::uint64_t fired(NetworkFault fault) const;

private:
    friend class SimTransport;
    using Link = std::uint32_t;

    struct Message {
        Link link = 0;
        ports::RequestId id = 0;
        enum class Kind : std::uint8_t { request, repetition, reply, timeout } kind = Kind::request;
        std::uint64_t serial = 0;  ///< of the request
        ports::HttpRequest request;
        ports::HttpReply reply;
    };

    Link join(class SimTransport& transport);
    void leave(Link link);
    void send(Link link, ports::RequestId id, ports::HttpRequest request, const Weather& weather);
    void deliver(Message message);
    void serve(Message message);
    void answer(Message message, const Weather& weather);
    /// False when the weather swallowed the message.
    bool passes(bool cut, NetworkFault cut_this_way, bool cut_other, unsigned lose,
                NetworkFault lost);
    std::uint64_t arrival(const Weather& weather);
    void count(NetworkFault fault) { ++fired_[fault]; }
    void queue(std::uint64_t due_ms, Message message);

    SeededRandom random_;
    Server server_;
    std::uint64_t now_ms_ = 0;
    std::uint64_t serial_ = 0;
    Link last_link_ = 0;
    std::map<Link, class SimTransport*> links_;
    std::map<Link, std::uint64_t> last_served_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, Message> under_way_;  ///< by due time
    std::map<NetworkFault, std::uint64_t> fired_;
};

/// One client's end of the network.
class SimTransport final : public ports::Transport {
public:
    explicit SimTransport(SimNetwork& network) : network_(&network), link_(network.join(*this)) {}
    ~SimTransport() override { network_->leave(link_); }
    SimTransport(const SimTransport&) = delete;
    SimTransport& operator=(const SimTransport&) = delete;

    ports::RequestId start(ports::HttpRequest request) override;
    void cancel(ports::RequestId id) override;
    std::optional<Answer> poll() override;

    /// The program on this machine ended: answers that are still to come are for nobody.
    void forget_all();

    Weather weather;

private:
    friend class SimNetwork;
    void arrived(ports::RequestId id, ports::HttpReply reply);

    SimNetwork* network_;
    std::uint32_t link_;
    ports::RequestId last_id_ = 0;
    std::map<ports::RequestId, std::size_t> open_;  ///< with the longest answer each takes
    std::vector<Answer> answers_;
};

}  // namespace xf::test
