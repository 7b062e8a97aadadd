// event_header() in SQL.
#include "shared/store/event.hpp"
#include "shared/store/sqlite.hpp"
#include "tests/support/require.hpp"

namespace xf::store {

using test::need;

TEST_CASE("event_header: every number of a header, and NULL for what is none") {
    Database db = need(Database::open_in_memory());
    const Bytes data = cbor::Writer().array(1).uint(5).take();
    Header header;
    header.type = 300;
    header.time = UnixTime{1'795'225'500};
    header.day_shift = -2;
    header.actor = Actor::of(StaffNo{13});
    header.auth = AuthMethod::staff_pin;
    header.data = data;
    const Bytes encoded = encode_header(header);
    const auto number = [&](int which) {
        return need(db.integer("SELECT event_header(?, ?)", encoded, which));
    };
    CHECK(number(0) == 300);
    CHECK(number(1) == 1'795'225'500);
    CHECK(number(2) == -2);
    CHECK(number(3) == 13 * 4 + 2);
    CHECK(number(4) == 2);
    const auto is_null = [&](ByteView bytes, int which) {
        return need(db.integer("SELECT event_header(?, ?) IS NULL", bytes, which)) == 1;
    };
    CHECK(is_null(encoded, 5));
    CHECK(is_null(encoded, -1));
    CHECK(is_null(Bytes{}, 0));
    CHECK(is_null(Bytes{0x61, 'x'}, 0));
    for (std::size_t size = 0; size < 9; ++size) CHECK(is_null(ByteView(encoded).first(size), 3));
}

}  // namespace xf::store
