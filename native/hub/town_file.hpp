// The town file: what a new hub starts with. JSON; unknown fields are errors, because a field with a
// slip in its name would otherwise be lost without a word.
//
//   {"format": 1,
//    "town": "禾光镇（示例）",
//    "log_origin": "xinfeng.example/heguang",      ASCII; the public log of a village is this/slug
//    "demo_seed": "…",                             only in a demo: all its secrets follow from it
//    "villages": [{
//      "slug": "xingwan", "name": "杏湾村（示例）",
//      "budget": 20000,                            points that may be awarded
//      "grids": [{"no": 1, "name": "一网格"}],
//      "staff": [{"no": 1, "name": "…", "post": "网格长", "desk": true,     desk: gets a PIN
//                 "roles": ["staff"]}],            or supervisor, town, clerk; without it: staff
//      "rules": [{"no": 1, "text": "参加义务巡逻", "points": 5}],
//      "goods": [{"no": 1, "name": "肥皂", "unit": "块", "price": 5, "stock": 200}],
//      "services": [{"no": 20, "name": "免费观影", "unit": "次", "price": 5}],
//      "households": [{"no": 1, "name": "…", "grid": 1, "persons": ["…"],
//                      "awards": [[rule, days ago, person or 0, staff], …]}],
//      "notices": ["notices/file.md"],             beside the town file
//      "proposals": […]                            native/hub/town_awards.hpp, terms of rules too
//      "months": […], "matters": […]               native/hub/town_disclosure.hpp
//    }]}
//
// Numbers are what events carry; they start at 1 and are given once. A person's number in an award
// is their place in the household, from 1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "native/hub/town_awards.hpp"
#include "native/hub/town_disclosure.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/points.hpp"
#include "shared/base/result.hpp"
#include "shared/store/feature.hpp"

namespace xf::hub {

struct TownStaff {
    StaffNo no;
    std::string name;
    std::string post;
    bool desk = false;
    std::optional<store::Roles> roles;
};

struct TownRule {
    RuleNo no;
    std::string text;
    Points points;
    std::optional<points::RuleDefined> terms;
};

struct TownGoods {
    GoodsNo no;
    std::string name;
    std::string unit;
    Points price;
    bool service = false;
    std::uint32_t stock = 0;
};

struct TownAward {
    RuleNo rule;
    std::uint32_t days_ago = 0;
    std::uint32_t person = 0;  ///< place in the household, from 1; 0: the household as a whole
    StaffNo staff;
};

struct TownHousehold {
    HouseholdNo no;
    std::string name;
    std::uint32_t grid = 0;
    std::vector<std::string> persons;
    std::vector<TownAward> awards;
};

struct TownGrid {
    std::uint32_t no = 0;
    std::string name;
};

struct TownVillage {
    std::string slug;  ///< a–z, 0–9 and hyphens: in paths and in the log's name
    std::string name;
    Points budget;
    std::vector<TownGrid> grids;
    std::vector<TownStaff> staff;
    std::vector<TownRule> rules;
    std::vector<TownGoods> goods;  ///< and services
    std::vector<TownHousehold> households;
    std::vector<TownProposal> proposals;
    std::vector<std::string> notices;  ///< paths of files that can be opened
    TownDisclosure disclosure;
};

struct Town {
    std::string name;
    std::string log_origin;
    std::optional<std::string> demo_seed;
    std::vector<TownVillage> villages;
};

/// Reads and checks everything, so that seeding can't fail half-way. Errors: not_found, and malformed
/// with line and column, or with the field ("villages[2].goods[0].price: …").
Result<Town> read_town_file(const std::string& path);

}  // namespace xf::hub
