// Both messages of a sync, behind their signatures. They have one spelling.
#include "shared/sync/wire.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

const SigningKey& key() {
    static const SigningKey kKey = *SigningKey::from_seed(Bytes(32, 1));
    return kKey;
}

void require_message(const Bytes& body, ByteView message) {
    const auto parts = sync::split(body, body.size());
    require(parts.ok() && Bytes(parts->message.begin(), parts->message.end()) ==
                              Bytes(message.begin(), message.end()));
}

void take_request(ByteView message) {
    const auto request = sync::decode_request(message);
    if (request.ok()) require_message(sync::encode(*request, key()), message);
}

void take_reply(ByteView message) {
    const std::vector<sync::Receiver> receivers = {{DeviceNo{1}, Epoch{1}, 0}};
    const auto reply = sync::decode_reply(message, receivers);
    if (reply.ok()) require_message(sync::encode(*reply, receivers, key()), message);
}

}  // namespace

XF_FUZZ(sync, bytes) {
    const Chosen chosen = choose(bytes, 2);
    Bytes body(
        Signature{}
            .bytes.size());  // of nobody; what is not strict CBOR goes no further than split()
    append(body, chosen.rest);
    const auto parts = sync::split(body, body.size());
    if (!parts.ok()) return;
    chosen.which == 0 ? take_request(parts->message) : take_reply(parts->message);
}

}  // namespace xf::fuzz
