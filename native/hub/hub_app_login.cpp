// Logins of households' own browsers, while everybody else goes on.
#include "native/hub/hub_app.hpp"
#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

/// Room for one login among those that may be under way.
class LoginRoom {
public:
    explicit LoginRoom(std::atomic<std::size_t>& taken)
        : taken_(&taken), fits_(taken.fetch_add(1) < limits::kLoginsAtOnce) {}
    ~LoginRoom() { taken_->fetch_sub(1); }
    LoginRoom(const LoginRoom&) = delete;
    LoginRoom& operator=(const LoginRoom&) = delete;

    bool fits() const { return fits_; }

private:
    std::atomic<std::size_t>* taken_;
    bool fits_;
};

}  // namespace

Result<HubApp::LoginAnswer> HubApp::login(ByteView body, std::uint64_t peer) {
    const LoginRoom room(logins_);
    if (!room.fits()) return ErrorCode::busy;
    XF_ASSIGN(const sync::Login login, sync::decode_login(body));
    XF_ASSIGN(Shard* const shard, find(login.shard));
    const auto source = static_cast<std::int64_t>(peer);
    sync::HubLogin hub(identity_, *clock_, app::hub_hooks());
    XF_ASSIGN(const sync::LoginCheck check,
              with(*shard, [&](sync::HubShard& open) { return hub.begin(open, login, source); }));
    if (check.wait_s > 0) return LoginAnswer{{}, check.wait_s};
    const bool right = [&] {
        const std::lock_guard one_at_a_time(hashing_);
        return check.proves(login);
    }();
    XF_ASSIGN(Bytes certificate, with(*shard, [&](sync::HubShard& open) {
                  return hub.finish(open, login, check, right, source);
              }));
    return LoginAnswer{std::move(certificate), 0};
}

Result<Bytes> HubApp::logout(ByteView body) {
    XF_ASSIGN(const sync::Signed message, sync::split(body, limits::kLoginBytes));
    XF_ASSIGN(const sync::Logout logout, sync::decode_logout(message));
    XF_ASSIGN(Shard* const shard, find(logout.shard));
    return with(*shard, [&](sync::HubShard& open) {
        return sync::HubLogin(identity_, *clock_, app::hub_hooks()).logout(open, body);
    });
}

Bytes HubApp::villages() const {
    sync::Villages out{config_.town, {}};
    for (const auto& shard : shards_) {
        const VillageConfig& village = shard->village;
        out.villages.push_back({{village.no, village.uuid, village.name}, shard->log_key});
    }
    return encode(out);
}

}  // namespace xf::hub
