// Comma-separated values (RFC 4180), as spreadsheets write them: records end with LF or CRLF, a field
// in quotes may hold commas, line ends and doubled quotes. Nothing else is forgiven, because a file
// that is read wrongly here would put one person's points on another's card.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::hub {

struct CsvRecord {
    std::size_t line = 0;  ///< on which it begins, from 1
    std::vector<std::string> fields;

    /// What a spreadsheet leaves of an empty row.
    bool blank() const;
};

struct CsvBounds {
    std::size_t records;
    std::size_t fields;       ///< of one record
    std::size_t field_bytes;  ///< of one field
};

/// REQUIRES: valid UTF-8 without a byte order mark. Errors, with line: malformed, too_large.
Result<std::vector<CsvRecord>> parse_csv(std::string_view text, const CsvBounds& bounds);

}  // namespace xf::hub
