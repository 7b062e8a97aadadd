// A household's browser without the client behind it: it can send what no client would.
#pragma once

#include "shared/sync/login.hpp"
#include "tests/sim/forge.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {

class Phone {
public:
    explicit Phone(TestHub& hub, std::uint8_t seed = 1);

    /// With the typed number; ok where a certificate came.
    Status log_in_typed(std::uint32_t card, const std::string& pin);
    /// With the card before the camera.
    Status log_in(const people::Card& card, const std::string& pin = kPin, bool remember = false);
    /// As it is, signed with this one's key.
    Status send_login(const sync::Login& login);
    sync::Login scanned(const people::Card& card, const std::string& pin) const;
    Status log_out();

    /// A request that the hub would take, with these events on top of the chain.
    sync::Request request(std::vector<store::Event> events = {});
    Result<sync::ShardPull> send(const sync::Request& request);
    Result<sync::ShardPull> sync(std::vector<store::Event> events = {}) {
        return send(request(std::move(events)));
    }
    /// The hub's verdict on that event of this login.
    store::Verdict verdict_of(Seq seq);
    store::Scope scope_of(Seq seq);

    TestHub* hub;
    SigningKey key;
    Uuid uuid;
    std::optional<sync::Enrolled> enrolled;
    store::ChainHead chain;
    std::uint64_t counter = 0;
    std::uint64_t cursor = 0;

    DeviceNo no() const { return enrolled->certificate.device.no; }

private:
    store::Position position_of(Seq seq);
};

/// A request filed by that person.
store::Event filing_of(PersonNo actor, PersonNo about);

}  // namespace xf::test
