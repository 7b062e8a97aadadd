// The rows on one page of a SQLite database, whichever table they are of: that is told by their shape.
// Nothing on a page is believed, and what is cut off is left out.
#pragma once

#include <functional>
#include <span>

#include "shared/rescue/page_file.hpp"

namespace xf::rescue {

struct Value {
    enum class Kind : std::uint8_t { null, integer, blob, other, missing };
    Kind kind = Kind::missing;  ///< missing: it lay on a page that is not there any more
    std::int64_t integer = 0;
    ByteView blob;

    bool is_null() const { return kind == Kind::null; }
    bool is_integer() const { return kind == Kind::integer; }
    bool is_blob() const { return kind == Kind::blob; }
    bool is_blob_of(std::size_t size) const { return is_blob() && blob.size() == size; }
};

/// More columns than any table of the log has: another table's, or no row.
inline constexpr std::size_t kMostColumns = 16;
/// So much of a row is looked at: an event with its text, whole. Of longer ones the beginning.
inline constexpr std::size_t kRowBytes = 40'000;

using Row = std::span<const Value>;
/// Rows of that page; what overflows is read from `pages`. Errors: storage's, and `visit`'s.
Status each_row(const PageFile& pages, const Page& page, const std::function<Status(Row)>& visit);

}  // namespace xf::rescue
