// Texts as offices save them.
#include "native/hub/text_file.hpp"

#include "tests/support/require.hpp"

namespace xf::hub {
namespace {

using test::error_of;
using test::need;

TEST_CASE("text file: UTF-8 with or without a mark, GB18030, and nothing else", "[hub]") {
    CHECK(need(decoded_text("户号")) == "户号");
    CHECK(need(decoded_text("\xEF\xBB\xBF户号")) == "户号");
    CHECK(need(decoded_text("\xBB\xA7\xBA\xC5,\xBB\xA7\xD6\xF7")) == "户号,户主");
    CHECK(need(decoded_text("")).empty());
    // A rare surname, in four bytes.
    CHECK(need(decoded_text("\xBB\xA7\x95\x32\x82\x36")) == "户\xF0\xA0\x80\x80");
    const auto refused = decoded_text("ok\n\xBB\xA7\n\xFF\xFE\x37\x62");  // UTF-16
    CHECK(error_of(refused) == ErrorCode::malformed);
    CHECK(refused.error().detail == "line 3: is neither UTF-8 nor GB18030");
    CHECK(error_of(decoded_text("\xBB")) == ErrorCode::malformed);  // cut in a character
}

}  // namespace
}  // namespace xf::hub
