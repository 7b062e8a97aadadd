#include "native/hub/town_awards.hpp"

#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

constexpr std::int64_t kDaysAgo = 25;  ///< of the same month, most likely

Result<std::uint32_t> number_or_zero(JsonObject& object, std::string_view field,
                                     std::int64_t most) {
    const auto value = object.optional_field(field);
    if (!value) return std::uint32_t{0};
    XF_ASSIGN(const std::int64_t number, value->integer(0, most));
    return static_cast<std::uint32_t>(number);
}

Result<std::string> text_or_empty(JsonObject& object, std::string_view field, std::size_t most) {
    const auto value = object.optional_field(field);
    return value ? value->text(most) : Result<std::string>(std::string());
}

Result<points::Evidence> read_evidence(JsonObject& object) {
    const auto value = object.optional_field("evidence");
    if (!value) return points::Evidence::none;
    XF_ASSIGN(const std::string name, value->text(limits::kNameBytes));
    if (name == "photo") return points::Evidence::photo;
    if (name == "witness") return points::Evidence::witness;
    return value->wrong("has to be photo or witness");
}

}  // namespace

Result<std::optional<points::RuleDefined>> read_terms(JsonObject& rule, RuleNo no,
                                                      const std::string& text, Points points) {
    const auto category = rule.optional_field("category");
    if (!category) return std::optional<points::RuleDefined>();
    points::RuleDefined out{.rule = no, .text = text};
    out.points = points;
    XF_ASSIGN(out.category, category->text(limits::kNameBytes));
    if (const auto instant = rule.optional_field("instant")) {
        XF_ASSIGN(out.instant, instant->boolean());
    }
    XF_ASSIGN(out.evidence, read_evidence(rule));
    XF_ASSIGN(out.cap, number_or_zero(rule, "cap", points::kMonthlyCap));
    XF_ASSIGN(out.publicity_days, number_or_zero(rule, "publicity_days", points::kPublicityDays));
    const Bytes data = out.data();
    store::Header header;
    header.data = data;
    const auto sound = points::RuleDefined::parse(header);
    if (!sound.ok())
        return rule.wrong("an instant rule gives 1 to " + std::to_string(points::kInstantPoints) +
                          " points and has a cap; none gives 0");
    return std::optional(std::move(out));
}

Result<TownProposal> read_proposal(JsonObject& object) {
    TownProposal out;
    XF_ASSIGN(out.rule.value, number_or_zero(object, "rule", UINT32_MAX));
    XF_ASSIGN(out.household.value, number_or_zero(object, "household", UINT32_MAX));
    XF_ASSIGN(out.person, number_or_zero(object, "person", limits::kHouseholdPersons));
    XF_ASSIGN(out.staff.value, number_or_zero(object, "staff", UINT32_MAX));
    XF_ASSIGN(out.days_ago, number_or_zero(object, "days_ago", kDaysAgo));
    XF_ASSIGN(out.evidence.note, text_or_empty(object, "note", points::kNoteBytes));
    XF_ASSIGN(out.evidence.witness, text_or_empty(object, "witness", limits::kNameBytes));
    XF_ASSIGN(out.reviewer.value, number_or_zero(object, "reviewer", UINT32_MAX));
    XF_ASSIGN(out.reason, number_or_zero(object, "reason", points::kReasons));
    XF_ASSIGN(out.objection, number_or_zero(object, "objection", points::kReasons));
    XF_ASSIGN(const std::string review, text_or_empty(object, "review", limits::kNameBytes));
    if (review == "approve" || review == "return")
        out.approved = review == "approve";
    else if (!review.empty())
        return object.wrong("review has to be approve or return");
    return out;
}

}  // namespace xf::hub
