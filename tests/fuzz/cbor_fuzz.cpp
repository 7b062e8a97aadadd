// Strict CBOR: whatever is let through ends where it says, and consists of bytes.
#include "shared/base/cbor.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(cbor, bytes) {
    cbor::Reader in(bytes);
    std::size_t read = 0;
    while (!in.at_end()) {
        const auto item = in.item();
        if (!item.ok()) return;
        require(!item->empty());
        read += item->size();
    }
    require(read == bytes.size());
    require(in.finish().ok());
}

}  // namespace xf::fuzz
