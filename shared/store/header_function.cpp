#include "shared/store/header_function.hpp"

#include <sqlite3.h>

#include "shared/base/cbor.hpp"

namespace xf::store {
namespace {

constexpr int kNumbers = 5;

void event_header(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_value_blob(arguments[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const int wanted = sqlite3_value_int(arguments[1]);
    if (wanted < 0 || wanted >= kNumbers) return sqlite3_result_null(context);
    cbor::Reader in(ByteView(data, size));
    for (int i = 0; i <= wanted; ++i) {
        const auto number = in.integer();
        if (!number.ok()) return sqlite3_result_null(context);
        if (i == wanted) sqlite3_result_int64(context, *number);
    }
}

}  // namespace

int add_header_function(sqlite3* db) {
    return sqlite3_create_function_v2(db, "event_header", 2,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                      nullptr, event_header, nullptr, nullptr, nullptr);
}

}  // namespace xf::store
