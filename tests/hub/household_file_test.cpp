// Lists of households with a slip in them, and files that are none: the error says where.
#include "native/hub/household_file.hpp"

#include "native/hub/csv.hpp"
#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"

namespace xf::hub {
namespace {

using test::error_of;
using test::need;

const std::string kHeader = "户号,户主,网格,成员\n";

/// What is wrong with those lines below a sound header.
std::string problems_of(const std::string& lines) {
    const HouseholdFile file = need(read_household_file(kHeader + lines));
    std::string out;
    for (const std::string& sentence : file.problems.sentences()) out += sentence + "\n";
    return out;
}

std::string refusal_of(const std::string& text) {
    const auto file = read_household_file(text);
    REQUIRE_FALSE(file.ok());
    return std::string(name_of(file.error().code)) + " " + file.error().detail;
}

}  // namespace

TEST_CASE("household file: as a spreadsheet writes it", "[hub]") {
    const HouseholdFile file =
        need(read_household_file("成员,户号,网格, 户主 \r\n"
                                 "\"张三、李四、张小五\",7,2,张三\r\n"
                                 ",8,1,\"王\"\"五\"\r\n"
                                 ",,,\r\n"
                                 "赵六 、　钱七,9,3,孙八"));
    REQUIRE(file.problems.none());
    REQUIRE(file.households.size() == 3);
    CHECK(file.households[0].household ==
          NewHousehold{HouseholdNo{7}, "张三家", 2, {"张三", "李四", "张小五"}});
    CHECK(file.households[1].household == NewHousehold{HouseholdNo{8}, "王\"五家", 1, {"王\"五"}});
    CHECK(file.households[2].household ==
          NewHousehold{HouseholdNo{9}, "孙八家", 3, {"孙八", "赵六", "钱七"}});
    CHECK(file.households[2].line == 5);
}

TEST_CASE("household file: every slip is told with its line and column", "[hub]") {
    CHECK(problems_of("x,张三,2,\n") ==
          "line 2, column 户号: \"x\" is no number from 1 to 99999\n");
    CHECK(problems_of("100000,张三,1000,\n") ==
          "line 2, column 户号: \"100000\" is no number from 1 to 99999\n"
          "line 2, column 网格: \"1000\" is no number from 1 to 999\n");
    CHECK(problems_of("1,,2,\n2,李四,二,\n") ==
          "line 2, column 户主: has an empty name\n"
          "line 3, column 网格: \"二\" is no number from 1 to 999\n");
    CHECK(problems_of("1,张三,2,张三、、李四\n") == "line 2, column 成员: has an empty name\n");
    CHECK(problems_of("1,张三,2,李四，王五\n") ==
          "line 2, column 成员: \"李四，王五\" has ， inside a name; members stand between 、\n");
    for (const char* mark : {"；", ";", "/", "／", "|", "\\"}) {
        INFO(mark);
        const bool known = std::string_view(mark) != "\\";
        CHECK(problems_of(std::string("1,张三,2,李四") + mark + "王五\n").empty() != known);
    }
    CHECK(
        problems_of("1,张三、李四,2,\n").starts_with("line 2, column 户主: \"张三、李四\" has 、"));
    CHECK(problems_of("1,\"张三,李四\",2,\n")
              .starts_with("line 2, column 户主: \"张三,李四\" has ,"));
    CHECK(problems_of("1,阿依古丽·买买提,2,张　三\n").empty());
    CHECK(problems_of("1,张三,2,李四、李四\n") == "line 2, column 成员: \"李四\" is named twice\n");
    CHECK(problems_of("1,张三,2,\n1,李四,2,\n") == "line 3, column 户号: 1 is on line 2 already\n");
    CHECK(problems_of("1,张三,2\n") == "line 2: has 3 fields, not 4\n");
    CHECK(problems_of("1,\"张\n三\",2,\n2,x,y,\n") ==
          "line 2, column 户主: has a line end or a tab inside a name\n"
          "line 4, column 网格: \"y\" is no number from 1 to 999\n");
}

TEST_CASE("household file: columns are known by name", "[hub]") {
    const auto header = [](const char* line) {
        std::string out;
        const HouseholdFile file = need(read_household_file(line + std::string("\n1,2,3,4\n")));
        for (const std::string& sentence : file.problems.sentences()) out += sentence + "\n";
        return out;
    };
    CHECK(header("户号,户主,网格,成员,电话") == "line 1, column \"电话\": is not known here\n");
    CHECK(header("户号,户主,网格") == "line 1, column 成员: is missing\n");
    CHECK(header("户号,户主,网格,成员,户号") == "line 1, column 户号: stands twice\n");
}

TEST_CASE("household file: bounds, at them and one beyond", "[hub]") {
    const auto head_of = [](std::size_t bytes) { return "1," + std::string(bytes, 'x') + ",1,\n"; };
    const std::size_t house = std::string("家").size();  // the household's name is longer by this
    CHECK(problems_of(head_of(limits::kNameBytes - house)).empty());
    CHECK_FALSE(problems_of(head_of(limits::kNameBytes - house + 1)).empty());

    const auto members = [](std::size_t count) {
        std::string line = "1,户主,1,";
        for (std::size_t i = 1; i < count; ++i) line += "成员" + std::to_string(i) + "、";
        return line + "户主\n";
    };
    CHECK(problems_of(members(limits::kHouseholdPersons)).empty());
    CHECK_FALSE(problems_of(members(limits::kHouseholdPersons + 1)).empty());

    std::string many;
    for (std::size_t i = 1; i <= limits::kImportHouseholds; ++i)
        many += std::to_string(i) + ",户主,1,\n";
    CHECK(need(read_household_file(kHeader + many)).households.size() == limits::kImportHouseholds);
    CHECK(refusal_of(kHeader + many + "99999,户主,1,\n").starts_with("too_large"));

    std::string wrong;
    for (std::size_t i = 0; i < limits::kImportProblems; ++i) wrong += "x,张三,1,\n";
    CHECK(need(read_household_file(kHeader + wrong)).problems.sentences().size() ==
          limits::kImportProblems);
    const auto told =
        need(read_household_file(kHeader + wrong + "x,张三,1,\n")).problems.sentences();
    CHECK(told.size() == limits::kImportProblems + 1);
    CHECK(told.back() == "and 1 more");
}

TEST_CASE("household file: what is no CSV is refused with its line", "[hub]") {
    CHECK(refusal_of(kHeader + "1,\"张三,2,\n2,李四,2,\n") ==
          "malformed line 2: a quote that is never closed");
    CHECK(refusal_of(kHeader + "1,张\"三,2,\n") ==
          "malformed line 2: a quote inside a field that has none around it");
    CHECK(refusal_of(kHeader + "1,\"张\"三,2,\n") ==
          "malformed line 2: text after a closing quote, before the comma");
    CHECK(refusal_of(kHeader + std::string("1,张\0三,2,\n", 12)) ==
          "malformed line 2: a control character");
    CHECK(refusal_of(kHeader + "1,张\x7f三,2,\n") == "malformed line 2: a control character");
    CHECK(refusal_of("户号,户主,网格,成员\r1,张三,2,\r") ==
          "malformed line 1: a line ends in CR alone");
    CHECK(refusal_of(kHeader + "1," + std::string(10u << 20, 'x'))
              .starts_with("too_large line 2: a field of more than"));
    CHECK(refusal_of(kHeader + std::string(100, ',')) == "too_large line 2: more than 16 columns");
    CHECK(refusal_of("").starts_with("nothing_entered"));
    CHECK(refusal_of(kHeader + ",,,\n\n").starts_with("nothing_entered"));
}

}  // namespace xf::hub
