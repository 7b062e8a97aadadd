#include "native/hub/town_file.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "native/hub/files.hpp"
#include "native/hub/json_reader.hpp"
#include "native/hub/role_names.hpp"
#include "shared/base/limits.hpp"
#include "shared/tlog/note.hpp"

namespace xf::hub {
namespace {

// Bounds of one town, several times the largest that there is.
constexpr std::size_t kTownFileBytes = 16u << 20;
constexpr std::size_t kVillages = 200;
constexpr std::size_t kEntries = 20'000;
constexpr std::size_t kSlugBytes = 32;
constexpr std::size_t kRolesOfOne = 8;
constexpr std::int64_t kDaysAgo = 3660;

Result<std::string> read_name(JsonObject& object, std::string_view field) {
    XF_ASSIGN(const JsonValue value, object.field(field));
    return value.text(limits::kNameBytes);
}

Result<std::int64_t> read_integer(JsonObject& object, std::string_view field, std::int64_t min,
                                  std::int64_t max) {
    XF_ASSIGN(const JsonValue value, object.field(field));
    return value.integer(min, max);
}

Result<std::uint32_t> read_no(JsonObject& object, std::set<std::uint32_t>& known) {
    XF_ASSIGN(const std::int64_t no, read_integer(object, "no", 1, 1'000'000));
    const auto number = static_cast<std::uint32_t>(no);
    if (!known.insert(number).second)
        return object.wrong("has the number " + std::to_string(number) + " of another");
    return number;
}

/// Numbers that other entries of the village may refer to.
struct Known {
    std::set<std::uint32_t> grids, staff, rules, goods, households;
    std::map<std::uint32_t, Points> rule_points;
};

Result<store::Roles> read_roles(const JsonValue& value) {
    XF_ASSIGN(const std::vector<JsonValue> names, value.array(kRolesOfOne));
    store::Roles out = 0;
    for (const JsonValue& name : names) {
        XF_ASSIGN(const std::string text, name.text(limits::kNameBytes));
        const auto role = role_named(text);
        if (!role.ok()) return name.wrong("has to be " + std::string(kRoleNames));
        out |= *role;
    }
    return out;
}

Result<TownStaff> read_staff(JsonObject& object, Known& known) {
    TownStaff out;
    XF_ASSIGN(out.no.value, read_no(object, known.staff));
    XF_ASSIGN(out.name, read_name(object, "name"));
    XF_ASSIGN(out.post, read_name(object, "post"));
    if (const auto desk = object.optional_field("desk")) {
        XF_ASSIGN(out.desk, desk->boolean());
    }
    if (const auto roles = object.optional_field("roles")) {
        XF_ASSIGN(out.roles, read_roles(*roles));
    }
    return out;
}

Result<TownRule> read_rule(JsonObject& object, Known& known) {
    TownRule out;
    XF_ASSIGN(out.no.value, read_no(object, known.rules));
    XF_ASSIGN(out.text, read_name(object, "text"));
    XF_ASSIGN(const std::int64_t points, read_integer(object, "points", -10'000, 10'000));
    out.points = Points(points);
    XF_ASSIGN(out.terms, read_terms(object, out.no, out.text, out.points));
    if (!out.terms && points < 1) return object.wrong("a rule without terms gives points");
    known.rule_points[out.no.value] = out.points;
    return out;
}

Result<TownGoods> read_goods(JsonObject& object, Known& known, bool service) {
    TownGoods out;
    out.service = service;
    XF_ASSIGN(out.no.value, read_no(object, known.goods));
    XF_ASSIGN(out.name, read_name(object, "name"));
    XF_ASSIGN(out.unit, read_name(object, "unit"));
    XF_ASSIGN(const std::int64_t price, read_integer(object, "price", 1, 100'000));
    out.price = Points(price);
    if (!service) {
        XF_ASSIGN(const std::int64_t stock, read_integer(object, "stock", 0, 100'000));
        out.stock = static_cast<std::uint32_t>(stock);
    }
    return out;
}

Result<TownAward> read_award(const JsonValue& value, std::size_t persons, const Known& known) {
    XF_ASSIGN(const std::vector<JsonValue> items, value.array(4));
    if (items.size() != 4) return value.wrong("is [rule, days ago, person or 0, staff]");
    XF_ASSIGN(const std::int64_t rule, items[0].integer(1, UINT32_MAX));
    XF_ASSIGN(const std::int64_t days_ago, items[1].integer(0, kDaysAgo));
    XF_ASSIGN(const std::int64_t person, items[2].integer(0, static_cast<std::int64_t>(persons)));
    XF_ASSIGN(const std::int64_t staff, items[3].integer(1, UINT32_MAX));
    const TownAward out{RuleNo{static_cast<std::uint32_t>(rule)},
                        static_cast<std::uint32_t>(days_ago), static_cast<std::uint32_t>(person),
                        StaffNo{static_cast<std::uint32_t>(staff)}};
    if (!known.rules.contains(out.rule.value)) return value.wrong("names an unknown rule");
    if (!known.staff.contains(out.staff.value)) return value.wrong("names unknown staff");
    return out;
}

Result<TownHousehold> read_household(JsonObject& object, Known& known) {
    TownHousehold out;
    XF_ASSIGN(out.no.value, read_no(object, known.households));
    XF_ASSIGN(out.name, read_name(object, "name"));
    XF_ASSIGN(const std::int64_t grid, read_integer(object, "grid", 1, UINT32_MAX));
    out.grid = static_cast<std::uint32_t>(grid);
    if (!known.grids.contains(out.grid)) return object.wrong("names an unknown grid");
    XF_ASSIGN(const JsonValue persons, object.field("persons"));
    XF_ASSIGN(const std::vector<JsonValue> names, persons.array(limits::kHouseholdPersons));
    if (names.empty()) return persons.wrong("is empty");
    for (const JsonValue& name : names) {
        XF_ASSIGN(std::string text, name.text(limits::kNameBytes));
        out.persons.push_back(std::move(text));
    }
    if (const auto awards = object.optional_field("awards")) {
        XF_ASSIGN(const std::vector<JsonValue> entries, awards->array(kEntries));
        for (const JsonValue& entry : entries) {
            XF_ASSIGN(const TownAward award, read_award(entry, out.persons.size(), known));
            out.awards.push_back(award);
        }
    }
    return out;
}

Result<std::vector<std::string>> read_notices(JsonObject& object, const std::string& folder) {
    std::vector<std::string> out;
    const auto list = object.optional_field("notices");
    if (!list) return out;
    XF_ASSIGN(const std::vector<JsonValue> entries, list->array(kEntries));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(const std::string name, entry.text(4096));
        std::string path = name.starts_with('/') ? name : folder + name;
        const auto content = read_file(path, limits::kDocumentBytes);
        if (!content.ok()) return entry.wrong(content.error().message());
        out.push_back(std::move(path));
    }
    return out;
}

bool valid_slug(std::string_view slug) {
    return !slug.empty() && slug.size() <= kSlugBytes && slug.front() != '-' &&
           std::all_of(slug.begin(), slug.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// Everything may be awarded that was.
Status check_budget(const TownVillage& village, const Known& known, const JsonObject& object) {
    Points awarded;
    for (const TownHousehold& household : village.households)
        for (const TownAward& award : household.awards)
            awarded += known.rule_points.at(award.rule.value);
    if (awarded > village.budget)
        return object.wrong("awards " + std::to_string(awarded.value()) +
                            " points, more than its budget");
    return {};
}

Result<TownVillage> read_village(JsonObject& object, const std::string& folder) {
    TownVillage out;
    Known known;
    XF_ASSIGN(out.slug, read_name(object, "slug"));
    if (!valid_slug(out.slug)) return object.wrong("slug: lower-case letters, digits and hyphens");
    XF_ASSIGN(out.name, read_name(object, "name"));
    XF_ASSIGN(const std::int64_t budget, read_integer(object, "budget", 1, limits::kAmount * 1000));
    out.budget = Points(budget);
    XF_ASSIGN(out.grids, read_objects<TownGrid>(object, "grids", kEntries,
                                                [&](JsonObject& entry) -> Result<TownGrid> {
                                                    TownGrid grid;
                                                    XF_ASSIGN(grid.no, read_no(entry, known.grids));
                                                    XF_ASSIGN(grid.name, read_name(entry, "name"));
                                                    return grid;
                                                }));
    XF_ASSIGN(out.staff, read_objects<TownStaff>(object, "staff", kEntries, [&](JsonObject& entry) {
                  return read_staff(entry, known);
              }));
    XF_ASSIGN(out.rules, read_objects<TownRule>(object, "rules", kEntries, [&](JsonObject& entry) {
                  return read_rule(entry, known);
              }));
    XF_ASSIGN(out.goods, read_objects<TownGoods>(object, "goods", kEntries, [&](JsonObject& entry) {
                  return read_goods(entry, known, false);
              }));
    XF_ASSIGN(auto services,
              read_objects<TownGoods>(object, "services", kEntries, [&](JsonObject& entry) {
                  return read_goods(entry, known, true);
              }));
    out.goods.insert(out.goods.end(), services.begin(), services.end());
    XF_ASSIGN(out.households,
              read_objects<TownHousehold>(object, "households", kEntries, [&](JsonObject& entry) {
                  return read_household(entry, known);
              }));
    XF_ASSIGN(out.proposals,
              read_objects<TownProposal>(object, "proposals", kEntries, read_proposal));
    XF_ASSIGN(out.notices, read_notices(object, folder));
    XF_ASSIGN(out.disclosure, read_disclosure(object));
    if (!out.disclosure.months.empty() || !out.disclosure.matters.empty())
        if (out.staff.empty()) return object.wrong("nobody on its staff to publish anything");
    XF_TRY(check_budget(out, known, object));
    return out;
}

Status read_head(JsonObject& object, Town& out) {
    XF_ASSIGN(const JsonValue format, object.field("format"));
    if (const auto version = format.integer(1, 1); !version.ok()) return version.error();
    XF_ASSIGN(out.name, read_name(object, "town"));
    XF_ASSIGN(out.log_origin, read_name(object, "log_origin"));
    if (!tlog::valid_key_name(out.log_origin) || out.log_origin.ends_with('/'))
        return object.wrong("log_origin: printable ASCII without spaces, no slash at the end");
    if (const auto seed = object.optional_field("demo_seed")) {
        XF_ASSIGN(out.demo_seed, seed->text(limits::kNameBytes));
    }
    return {};
}

Result<Town> read_town(const nlohmann::json& document, const std::string& folder) {
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    Town out;
    XF_TRY(read_head(object, out));
    std::set<std::string> slugs;
    XF_ASSIGN(const JsonValue villages, object.field("villages"));
    XF_ASSIGN(const std::vector<JsonValue> entries, villages.array(kVillages));
    if (entries.empty()) return villages.wrong("is empty");
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(JsonObject village_object, JsonObject::from(entry));
        XF_ASSIGN(TownVillage village, read_village(village_object, folder));
        XF_TRY(village_object.finish());
        if (!slugs.insert(village.slug).second) return entry.wrong("has the slug of another");
        out.villages.push_back(std::move(village));
    }
    XF_TRY(object.finish());
    return out;
}

}  // namespace

Result<Town> read_town_file(const std::string& path) {
    XF_ASSIGN(const std::string text, read_file(path, kTownFileBytes));
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    const auto document = parse_json(text);
    if (!document.ok()) return Error{ErrorCode::malformed, path + ": " + document.error().detail};
    auto town = read_town(*document, folder);
    if (!town.ok()) return Error{town.error().code, path + ": " + town.error().detail};
    return town;
}

}  // namespace xf::hub
