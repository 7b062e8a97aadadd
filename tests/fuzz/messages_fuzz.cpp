// All other messages between devices and a hub, and what is kept of them.
#include "shared/app/demo.hpp"
#include "shared/disclosure/log_return_wire.hpp"
#include "shared/sync/blob_wire.hpp"
#include "shared/sync/enrolment.hpp"
#include "shared/sync/login.hpp"
#include "shared/sync/recovery_wire.hpp"
#include "shared/sync/statement_store.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

template <typename Message>
void take_own(ByteView bytes, Result<Message> (*decode)(ByteView)) {
    const auto message = decode(bytes);
    if (message.ok()) require(decode(encode(*message)).ok());
}

template <typename Message>
void take_any(ByteView bytes, Result<Message> (*decode)(ByteView)) {
    static_cast<void>(decode(bytes).ok());
}

using Take = void (*)(ByteView);
constexpr Take kTakes[] = {
    [](ByteView bytes) { take_any(bytes, sync::decode_enrol_request); },
    [](ByteView bytes) { take_any(bytes, sync::decode_recovery_request); },
    [](ByteView bytes) { take_any(bytes, sync::decode_blob_request); },
    [](ByteView bytes) { take_any(bytes, sync::decode_login); },
    [](ByteView bytes) { take_any(bytes, sync::decode_heads); },
    [](ByteView bytes) { take_own(bytes, sync::decode_villages); },
    [](ByteView bytes) { take_own(bytes, disclosure::decode_returned); },
    [](ByteView bytes) { take_own(bytes, disclosure::decode_return_reply); },
    [](ByteView bytes) { take_any(bytes, app::decode_demo); },
    [](ByteView bytes) { take_any(bytes, app::decode_demo_device); },
    [](ByteView bytes) {
        const auto parts = sync::split(bytes, limits::kLoginBytes);
        if (parts.ok()) static_cast<void>(sync::decode_logout(*parts).ok());
    },
};

}  // namespace

XF_FUZZ(messages, bytes) {
    const Chosen chosen = choose(bytes, std::size(kTakes));
    kTakes[chosen.which](chosen.rest);
}

}  // namespace xf::fuzz
