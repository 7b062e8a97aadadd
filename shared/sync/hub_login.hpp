// The hub's half of a login. It has two steps, because a typed PIN's hash takes a tenth of a second, in
// which others use the shard:
//
//   LoginCheck check = begin(shard, login, source)   counts the try before anything is compared
//   bool right = check.proves(login)                 slow, touches nothing
//   finish(shard, login, check, right)               takes the try back and issues a certificate
//
// A number that no card has costs the same time and gets the same answer as a wrong PIN.
#pragma once

#include "shared/sync/hub.hpp"
#include "shared/sync/login.hpp"

namespace xf::sync {

struct LoginCheck {
    std::uint32_t wait_s = 0;  ///< > 0: nothing was counted, and nothing is to be compared
    std::optional<ValidCard> card;
    std::optional<PinHash> pin;
    CountedTry counted;  ///< of the address

    bool proves(const Login& login) const;
};

class HubLogin {
public:
    HubLogin(const HubIdentity& hub, const ports::Clock& clock, const HubHooks& hooks)
        : hub_(&hub), clock_(&clock), hooks_(hooks) {}

    /// `source`: who shares an address. Errors: recovering.
    Result<LoginCheck> begin(HubShard& shard, const Login& login, std::int64_t source);
    /// Errors: wrong_login; bad_signature where another key has logged in as that browser.
    Result<Bytes> finish(HubShard& shard, const Login& login, const LoginCheck& check, bool right,
                         std::int64_t source);

    /// POST /v1/logout. Errors: unknown_device, bad_signature.
    Result<Bytes> logout(HubShard& shard, ByteView body);

private:
    Status find_card(HubShard& shard, const Login& login, LoginCheck& check);

    const HubIdentity* hub_;
    const ports::Clock* clock_;
    HubHooks hooks_;
};

}  // namespace xf::sync
