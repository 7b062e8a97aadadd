// Signed notes: nothing that was not signed opens, and what opens says what it says in one spelling.
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
    if (!read.ok()) return;
    // Signed by the right key, it opens as just that.
    const std::string note = signer().sign(std::string(text));
    const auto opened = tlog::open_note(note, signer().verifier());
    require(!opened.ok() || *opened == text);
}

}  // namespace xf::fuzz
