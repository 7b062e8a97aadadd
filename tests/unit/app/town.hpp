// A village with its hub and a client at it, in one process: a client's whole life without a browser.
#pragma once

#include <deque>
#include <memory>

#include "shared/app/client.hpp"
#include "shared/disclosure/events.hpp"
#include "shared/disclosure/memory_public_files.hpp"
#include "shared/people/card.hpp"
#include "shared/people/events.hpp"
#include "shared/sync/hub.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::test {

inline constexpr const char* kPin = "246810";

/// A hub with one village: two households (示例), three kinds of goods, a staff member.
class TestHub {
public:
    /// Hubs of different seeds have different keys.
    explicit TestHub(std::uint64_t seed = 7);

    ports::HttpReply answer(const ports::HttpRequest& request);
    std::string enrol_code(app::DeviceRole role, const std::string& name);
    void award(HouseholdNo household, Points points);
    void publish(std::string_view text);
    /// What staff handed in and was accepted, as a hub does after each exchange; what waits for a
    /// picture waits.
    void publish_accepted();
    /// Another thing to redeem: one point, and never out of stock.
    void offer_service(GoodsNo no);
    void withdraw(std::uint64_t leaf, std::string_view reason);
    void set_roles(StaffNo staff, store::Roles roles);
    /// That household's card may log in with its typed number.
    void allow_typed(std::size_t household);
    void revoke_card(std::size_t household);
    void issue(const people::CardIssued& issued);
    /// More households, numbered on from 100, each with one person and a card of nobody's.
    void add_households(std::uint32_t count);

    sync::HubShard& shard() { return *shard_; }
    const SigningKey& key() const { return identity_->key; }
    /// Its database, all in the one file.
    SimDisk::Image image();
    store::Database& blobs() { return blobs_; }
    store::Place place() { return shard_->log().place(); }
    FakeClock& clock() { return store_.clock; }
    const people::Card& card(std::size_t household) const { return cards_[household]; }
    people::Card staff_card{9, {7}, people::Card::Kind::staff};

    bool up = true;
    std::optional<ErrorCode> refuses_sync;  ///< whatever is in it
    std::size_t demo_questions = 0;
    std::string town = "示例镇";
    std::optional<Bytes> demo;  ///< answer to /v1/demo, if it is one
    /// As if its data had been thrown away and the town made anew: knows no device any more.
    void forget_devices();
    disclosure::MemoryPublicFiles log_files;  ///< served under /log/village/

private:
    void seed_people();
    void seed_shop();
    /// Tells the desks of a withdrawal, as a hub does.
    void note(const std::optional<disclosure::Withdrawn>& what);
    void append(std::uint32_t type, const Bytes& data, const Bytes* content = nullptr);
    ports::HttpReply log_in(ByteView body);

    StoreFixture store_;
    store::Projector projector_;
    std::unique_ptr<sync::HubShard> shard_;
    std::optional<sync::HubIdentity> identity_;
    std::vector<people::Card> cards_;
    store::Database publisher_db_, blobs_;
};

/// Delivers at the next poll.
class TestTransport final : public ports::Transport {
public:
    explicit TestTransport(TestHub& hub) : hub_(&hub) {}

    void connect(TestHub& hub) { hub_ = &hub; }
    std::size_t started() const { return last_; }

    ports::RequestId start(ports::HttpRequest request) override;
    void cancel(ports::RequestId id) override;
    std::optional<Answer> poll() override;

    bool slow = false;   ///< nothing arrives meanwhile
    bool loses = false;  ///< what the hub answers

private:
    TestHub* hub_;
    ports::RequestId last_ = 0;
    std::deque<std::pair<ports::RequestId, ports::HttpRequest>> waiting_;
};

/// One device. Its disk survives restart().
class TestDevice {
public:
    TestDevice(TestHub& hub, app::DeviceRole role, const std::string& name,
               app::Persistence persistence = app::Persistence::durable);

    /// A browser that nobody enrolled.
    TestDevice(TestHub& hub, const std::string& name);

    void enrol(const std::string& code);
    /// Steps until nothing is on its way; time passes by `ms` first.
    void settle(std::uint64_t ms = 0);
    void restart();
    void restart_after_power_cut(const Survival& survival);

    template <typename V>
    const V& view() const {
        return std::get<V>(client->snapshot().view);
    }
    template <typename V>
    bool shows() const {
        return std::holds_alternative<V>(client->snapshot().view);
    }
    void type_pin(const std::string& pin = kPin);
    /// Scans a card at a household's own browser, and its PIN.
    void log_in(const people::Card& card, const std::string& pin = kPin, bool remember = false);
    /// True where those bytes are anywhere on its disk.
    bool disk_has(std::string_view words);
    /// Card, PIN, and the first person of the household.
    void identify(const people::Card& card);
    /// The village's staff member at a desk, by name and PIN.
    void sign_in_staff();

    TestHub* hub;
    StoreFixture store;
    TestTransport transport;
    app::ClientConfig config;
    std::unique_ptr<app::Client> client;

private:
    app::ClientPorts client_ports();
};

}  // namespace xf::test
