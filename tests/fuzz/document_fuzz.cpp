// Markdown from a public log, which anybody's pen may have written.
#include "shared/disclosure/document.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(document, bytes) { static_cast<void>(disclosure::read_document(as_text(bytes)).ok()); }

}  // namespace xf::fuzz
