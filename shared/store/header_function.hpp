// event_header(header, n) in SQL: the n-th number of an event's header (event.hpp) — 0 type, 1 time,
// 2 day shift, 3 actor × 4 + kind, 4 method — so that the log can be narrowed down without a second
// table. NULL for what is no header.
#pragma once

struct sqlite3;

namespace xf::store {

/// Makes it known to a connection. SQLite's code.
int add_header_function(sqlite3* db);

}  // namespace xf::store
