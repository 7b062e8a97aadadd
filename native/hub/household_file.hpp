// A village's households as a spreadsheet has them (CSV in UTF-8):
//
//   户号,户主,网格,成员
//   1,张三,2,张三、李四、张小五
//
//   户号  1 to 99,999, each once           户主  the head of the household: always its first member
//   网格  its number, 1 to 999             成员  all members, or the others, between 、; may be empty
//
// The columns may stand in any order. A column that is not known is refused by its name, because it
// would otherwise be lost without a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace xf::hub {

/// A household that is not in the log yet.
struct NewHousehold {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
    std::vector<std::string> persons;

    friend bool operator==(const NewHousehold&, const NewHousehold&) = default;
};

/// What is wrong with a file, all of it up to a bound, for a person with the file open beside.
class Problems {
public:
    /// `column`: as the file names it; empty for the whole line.
    void add(std::size_t line, std::string_view column, std::string_view what);
    bool none() const { return count_ == 0; }
    /// One sentence each, and how many more there are.
    std::vector<std::string> sentences() const;

private:
    std::vector<std::string> kept_;
    std::size_t count_ = 0;
};

struct FileHousehold {
    std::size_t line = 0;
    NewHousehold household;
};

struct HouseholdFile {
    std::vector<FileHousehold> households;
    Problems problems;
};

/// REQUIRES: valid UTF-8. Errors: malformed with the line where it is no CSV, too_large,
/// nothing_entered.
Result<HouseholdFile> read_household_file(std::string_view text);

}  // namespace xf::hub
