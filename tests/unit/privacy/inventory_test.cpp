// docs/privacy.md names every type of event that can hold something about a person.
#include <catch_amalgamated.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "shared/app/registry.hpp"

namespace xf::privacy {
namespace {

/// Names in backticks in the first column of the inventory.
std::set<std::string> inventory(std::istream& document) {
    std::set<std::string> out;
    bool within = false;
    for (std::string line; std::getline(document, line);) {
        if (line.starts_with("## ")) within = line == "## Inventory";
        if (!within || !line.starts_with("| ")) continue;
        const std::string cell = line.substr(2, line.find(" |", 2) - 2);
        for (std::size_t at = cell.find('`'); at != std::string::npos;) {
            const std::size_t end = cell.find('`', at + 1);
            if (end == std::string::npos) break;
            out.insert(cell.substr(at + 1, end - at - 1));
            at = cell.find('`', end + 1);
        }
    }
    return out;
}

std::vector<std::string> missing_in(const std::set<std::string>& listed) {
    std::vector<std::string> out;
    for (const store::Feature* feature : app::registry().features())
        for (const store::EventType& type : feature->types)
            if (type.has_body && !listed.contains(std::string(type.name)))
                out.emplace_back(type.name);
    return out;
}

}  // namespace

TEST_CASE("privacy: every event with a body is in the inventory") {
    std::ifstream document(XF_ROOT "/docs/privacy.md");
    REQUIRE(document.is_open());
    CHECK(missing_in(inventory(document)).empty());
}

TEST_CASE("privacy: an inventory that leaves one out is noticed") {
    std::istringstream document(
        "## Inventory\n\n| event | fields |\n|---|---|\n| `household_added`, `person_added` | x |\n"
        "\n## More\n\n| `request_filed` | elsewhere |\n");
    const auto missing = missing_in(inventory(document));
    CHECK(std::find(missing.begin(), missing.end(), "person_added") == missing.end());
    CHECK(std::find(missing.begin(), missing.end(), "request_filed") != missing.end());
}

}  // namespace xf::privacy
