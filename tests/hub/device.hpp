// A device of the test's own: the client's real log, session and codec, against the running program.
#pragma once

#include <optional>
#include <string>

#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "shared/app/registry.hpp"
#include "shared/app/views.hpp"
#include "shared/sync/client_recovery.hpp"
#include "tests/hub/running_hub.hpp"

namespace xf::test {

class Device {
public:
    Device();

    /// The answer to an enrol body made of this code; nothing is taken over.
    Answer ask_to_enrol(const RunningHub& hub, const sync::EnrolCode& code);
    /// Enrols, and fails the test if that fails.
    void enrol(const RunningHub& hub, const std::string& code);
    /// Enrols with a code that the demo hands out.
    void enrol_in_demo(const RunningHub& hub, app::DeviceRole role,
                       const std::string& village = {});

    /// One exchange as a client does it.
    Result<sync::ClientSession::Outcome> sync(const RunningHub& hub,
                                              std::vector<store::Wish> wishes = {});
    /// One exchange of a recovery; `checkpoint`: of the public log, as this device knows it.
    Result<sync::ClientRecovery::Outcome> recover(const RunningHub& hub, Bytes checkpoint = {});
    Result<EventKey> submit(const store::Header& header,
                            std::optional<store::Body> body = std::nullopt);

    const sync::Certificate& certificate() const { return *certificate_; }
    const SigningKey& key() const { return key_; }
    store::ClientLog& log() { return *log_; }

    /// An empty request of this device, to be spoilt. Its counter is above all before.
    sync::Request plain_request();
    /// Sends a body as it is.
    static Answer push(const RunningHub& hub, ByteView body);

private:
    native::OsClock clock_;
    native::OsRandom random_;
    SigningKey key_;
    Uuid uuid_;
    store::Projector projector_{app::registry()};
    store::Database db_;
    std::optional<sync::Certificate> certificate_;
    std::optional<store::ClientLog> log_;
    std::optional<sync::ClientSession> session_;
    std::optional<sync::ClientRecovery> recovery_;
    std::uint64_t plain_counter_ = 1'000'000;
};

/// A one-time code that the demo hands out.
std::string demo_code(const RunningHub& hub, app::DeviceRole role, const std::string& village = {});

}  // namespace xf::test
