// Town files with a slip in them: the error says where.
#include "native/hub/town_file.hpp"

#include <fstream>

#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::hub {
namespace {

using test::need;

const std::string kSound = R"({
 "format": 1, "town": "示例镇", "log_origin": "example/town",
 "villages": [{
  "slug": "a", "name": "示例村", "budget": 100,
  "grids": [{"no": 1, "name": "一网格"}],
  "staff": [{"no": 1, "name": "示例", "post": "网格长", "desk": true}],
  "rules": [{"no": 1, "text": "巡逻", "points": 5}],
  "goods": [{"no": 1, "name": "肥皂", "unit": "块", "price": 5, "stock": 3}],
  "services": [{"no": 2, "name": "观影", "unit": "场", "price": 5}],
  "households": [{"no": 1, "name": "示例家", "grid": 1, "persons": ["示例"],
                  "awards": [[1, 30, 1, 1]]}],
  "months": [{"months_ago": 1, "kind": "finance", "opening": "10.00",
              "lines": [["in", "补助", "5.50", "示例"]], "channels": [["board", 6]]}],
  "matters": [{"title": "示例", "steps": [{"kind": "proposal", "days_ago": 3,
                                            "people": [5, 4], "votes": [4, 0, 0]}]}]
 }]
})";

/// What is said about the sound file with `from` replaced by `to`.
std::string complaint(const std::string& from, const std::string& to) {
    std::string text = kSound;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const test::TempFolder folder;
    std::ofstream(folder / "town.json") << text;
    const auto town = read_town_file(folder / "town.json");
    return town.ok() ? "fine" : town.error().detail.substr((folder / "town.json").size() + 2);
}

TEST_CASE("town file: a sound one", "[hub]") {
    CHECK(complaint("示例镇", "示例镇") == "fine");
    const Town demo = need(read_town_file(test::kDemoTown));
    CHECK(demo.villages.size() == 4);
    CHECK(demo.villages[0].households.size() == 24);
}

TEST_CASE("town file: errors say where", "[hub]") {
    CHECK(complaint("\"format\": 1,", "\"format\": 1").find("line 2, column") != std::string::npos);
    CHECK(complaint("\"format\": 1", "\"format\": 2") ==
          "format: has to be a whole number from 1 to 1");
    CHECK(complaint("\"town\"", "\"twon\"") == "the document: lacks \"town\"");
    CHECK(complaint("\"budget\": 100", "\"budget\": 100, \"x\": 1") ==
          "villages[0]: has an unknown field \"x\"");
    CHECK(complaint("\"desk\": true", "\"desk\": true, \"roles\": [\"chief\"]") ==
          "villages[0].staff[0].roles[0]: has to be staff, supervisor, town or clerk");
    CHECK(complaint("\"slug\": \"a\"", "\"slug\": \"A b\"") ==
          "villages[0]: slug: lower-case letters, digits and hyphens");
    CHECK(complaint("example/town", "示例/镇").find("log_origin") != std::string::npos);
    CHECK(complaint("\"price\": 5, \"stock\"", "\"price\": 2.5, \"stock\"") ==
          "villages[0].goods[0].price: has to be a whole number from 1 to 100000");
    CHECK(complaint("\"price\": 5, \"stock\"", "\"price\": \"5\", \"stock\"")
              .find("goods[0].price") != std::string::npos);
    CHECK(complaint("\"no\": 2, \"name\": \"观影\"", "\"no\": 1, \"name\": \"观影\"") ==
          "villages[0].services[0]: has the number 1 of another");
    CHECK(complaint("\"grid\": 1", "\"grid\": 7") ==
          "villages[0].households[0]: names an unknown grid");
    CHECK(complaint("[1, 30, 1, 1]", "[9, 30, 1, 1]") ==
          "villages[0].households[0].awards[0]: names an unknown rule");
    CHECK(complaint("[1, 30, 1, 1]", "[1, 30, 2, 1]") ==
          "villages[0].households[0].awards[0][2]: has to be a whole number from 0 to 1");
    CHECK(complaint("[1, 30, 1, 1]", "[1, 30, 1]") ==
          "villages[0].households[0].awards[0]: is [rule, days ago, person or 0, staff]");
    CHECK(complaint("\"budget\": 100", "\"budget\": 4") ==
          "villages[0]: awards 5 points, more than its budget");
    CHECK(complaint("\"persons\": [\"示例\"]", "\"persons\": []") ==
          "villages[0].households[0].persons: is empty");
    CHECK(complaint("示例家", std::string(130, 'x')) ==
          "villages[0].households[0].name: is longer than 120 bytes");
    CHECK(complaint("\"budget\": 100", "\"budget\": 100, \"notices\": [\"none.txt\"]")
              .find("villages[0].notices[0]: not_found") == 0);
    CHECK(complaint("\"5.50\"", "\"5.505\"") ==
          "villages[0].months[0].lines[0][2]: is an amount like \"36,000.00\"");
    CHECK(complaint("\"finance\"", "\"proposal\"") ==
          "villages[0].months[0].kind: is not published every month");
    CHECK(complaint("\"proposal\"", "\"finance\"") ==
          "villages[0].matters[0].steps[0].kind: is no step of a matter");
    CHECK(complaint("[5, 4]", "[5]") ==
          "villages[0].matters[0].steps[0].people: has another number of items");
    CHECK(complaint("[\"board\", 6]", "[\"mail\", 6]") ==
          "villages[0].months[0].channels[0][0]: is not known");
    CHECK(complaint("\"villages\": [", "\"villages\": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]],") ==
          "nested too deeply");
}

TEST_CASE("town file: the command says so, and makes nothing", "[hub]") {
    const test::TempFolder folder;
    std::ofstream(folder / "town.json") << "{";
    const test::Finished end =
        test::run_hub({"init", "--data", folder / "hub", "--town", folder / "town.json"});
    CHECK(end.exit_code == 1);
    CHECK(end.err.find("line 1, column 2") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "hub/hub.json"));
}

}  // namespace
}  // namespace xf::hub
