#include "shared/app/receipt_qr.hpp"

namespace xf::app {

Result<std::string> receipt_qr(store::ClientLog& log, const DeviceIdentity& identity,
                               const EventKey& key) {
    XF_ASSIGN(const auto stored, log.store().find(key));
    if (!stored) return ErrorCode::unknown_reference;
    XF_ASSIGN(const Hash previous, log.chain_before(key.seq));
    cbor::Writer signed_part;
    signed_part.uint(log.shard().no.value)
        .uint(key.device.value)
        .uint(key.epoch.value)
        .uint(key.seq.value)
        .bytes(stored->event.header)
        .bytes(previous);
    Bytes message;
    append(message, as_bytes("xinfeng/receipt/1"));
    message.push_back(0);
    append(message, signed_part.out());
    cbor::Writer out;
    out.array(7).raw(signed_part.out()).bytes(identity.key.sign(message).bytes);
    return "XFR1:" + to_base32(out.out());
}

}  // namespace xf::app
