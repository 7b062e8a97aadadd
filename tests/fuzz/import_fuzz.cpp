// Official plain text, in whichever encoding: what becomes a notice can be read as one.
#include "native/hub/text_file.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/import.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {

XF_FUZZ(import, bytes) {
    const auto text = hub::decoded_text(std::string(as_text(bytes)));
    if (!text.ok()) return;
    const auto notice = disclosure::import_notice(*text);
    if (!notice.ok()) return;
    const auto read = disclosure::read_document(notice->markdown);
    require(read.ok() || read.error().code == ErrorCode::too_large);
}

}  // namespace xf::fuzz
