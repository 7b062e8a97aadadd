// Leaves of the public log and the figures before a text. They have one spelling.
#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

void require_same(const Result<Bytes>& written, ByteView read) {
    require(written.ok() && *written == Bytes(read.begin(), read.end()));
}

}  // namespace

XF_FUZZ(leaf, bytes) {
    const Chosen chosen = choose(bytes, 2);
    if (chosen.which == 0) {
        const auto manifest = disclosure::decode_manifest(chosen.rest);
        if (manifest.ok()) require_same(disclosure::encode_manifest(*manifest), chosen.rest);
        return;
    }
    const auto figures = disclosure::decode_figures(chosen.rest);
    if (figures.ok()) require_same(disclosure::encode_figures(*figures), chosen.rest);
}

}  // namespace xf::fuzz
