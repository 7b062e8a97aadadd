// An event from a device or a disk. It has one spelling: what is read is written the same.
#include "shared/store/event.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(event, bytes) {
    cbor::Reader in(bytes);
    const auto event = store::read_event(in);
    if (!event.ok() || !in.finish().ok()) return;
    cbor::Writer out;
    store::write(out, *event);
    require(out.take() == Bytes(bytes.begin(), bytes.end()));
    if (store::check_readable(*event).ok()) require(event->parsed().ok());
}

}  // namespace xf::fuzz
