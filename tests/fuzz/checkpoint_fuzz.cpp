// Signed notes: nothing that was not signed opens, and what opens says what it says in one spelling.
#include <algorithm>

#include "shared/base/cbor.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

const tlog::NoteSigner& signer() {
    static const tlog::NoteSigner kSigner =
        *tlog::NoteSigner::create("example/town/village", *SigningKey::from_seed(Bytes(32, 1)));
    return kSigner;
}

}  // namespace

XF_FUZZ(checkpoint, bytes) {
    const std::string_view text = as_text(bytes);
    static_cast<void>(tlog::VerifierKey::parse(text).ok());
    static_cast<void>(tlog::open_note(text, signer().verifier()).ok());
    const auto read = tlog::parse_checkpoint(text);
    const bool plain =
        cbor::valid_utf8(bytes) && std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t c) {
            return c == '\n' || (c >= ' ' && c != 0x7F);
        });
    if (!read.ok() || !plain) return;  // nobody signs anything else
    // Signed by the right key, it opens as just that.
    const std::string note = signer().sign(std::string(text));
    const auto opened = tlog::open_note(note, signer().verifier());
    require(!opened.ok() || *opened == text);
}

}  // namespace xf::fuzz
