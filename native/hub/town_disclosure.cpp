#include "native/hub/town_disclosure.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/base/money.hpp"

namespace xf::hub {
namespace {

using disclosure::LeafKind;

constexpr std::size_t kEntries = 1'000;
constexpr std::size_t kSteps = 20;
constexpr std::int64_t kMonthsAgo = 120;
constexpr std::int64_t kDaysAgo = 3'660;

template <typename T>
struct Named {
    std::string_view name;
    T value;
};

constexpr Named<LeafKind> kKinds[] = {{"party", LeafKind::party_affairs},
                                      {"village", LeafKind::village_affairs},
                                      {"finance", LeafKind::finance},
                                      {"proposal", LeafKind::proposal},
                                      {"consultation", LeafKind::consultation},
                                      {"review", LeafKind::review},
                                      {"decision", LeafKind::decision},
                                      {"resolution", LeafKind::resolution},
                                      {"result", LeafKind::result}};
constexpr Named<disclosure::Channel> kChannels[] = {
    {"board", disclosure::Channel::board},
    {"meeting", disclosure::Channel::meeting},
    {"loudspeaker", disclosure::Channel::loudspeaker}};
constexpr Named<disclosure::Direction> kDirections[] = {{"in", disclosure::Direction::income},
                                                        {"out", disclosure::Direction::spending}};

template <typename T, std::size_t N>
Result<T> read_named(const JsonValue& value, const Named<T> (&all)[N]) {
    XF_ASSIGN(const std::string name, value.text(limits::kNameBytes));
    const auto found =
        std::find_if(all, all + N, [&](const Named<T>& each) { return each.name == name; });
    if (found == all + N) return value.wrong("is not known");
    return found->value;
}

Result<std::uint32_t> read_count(const JsonValue& value, std::int64_t most) {
    XF_ASSIGN(const std::int64_t count, value.integer(0, most));
    return static_cast<std::uint32_t>(count);
}

Result<std::optional<std::uint32_t>> optional_count(JsonObject& object, std::string_view field,
                                                    std::int64_t most) {
    std::optional<std::uint32_t> out;
    const auto value = object.optional_field(field);
    if (!value) return out;
    XF_ASSIGN(out, read_count(*value, most));
    return out;
}

Result<std::int64_t> read_cents(const JsonValue& value) {
    XF_ASSIGN(const std::string text, value.text(limits::kNameBytes));
    const auto cents = parse_yuan(text, disclosure::kCents);
    if (!cents) return value.wrong("is an amount like \"36,000.00\"");
    return *cents;
}

Result<std::vector<JsonValue>> read_row(const JsonValue& value, std::size_t items) {
    XF_ASSIGN(std::vector<JsonValue> row, value.array(items));
    if (row.size() != items) return value.wrong("has another number of items");
    return row;
}

Result<std::string> read_text(JsonObject& object) {
    const auto value = object.optional_field("text");
    if (!value) return std::string();
    return value->text(limits::kTextBytes);
}

Result<std::vector<disclosure::FinanceLine>> read_lines(const JsonValue& value) {
    std::vector<disclosure::FinanceLine> out;
    XF_ASSIGN(const auto entries, value.array(disclosure::kFinanceLines));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(const auto row, read_row(entry, 4));
        disclosure::FinanceLine line;
        XF_ASSIGN(line.direction, read_named(row[0], kDirections));
        XF_ASSIGN(line.category, row[1].text(disclosure::kCategoryBytes));
        XF_ASSIGN(line.cents, read_cents(row[2]));
        XF_ASSIGN(line.text, row[3].text(disclosure::kLineTextBytes));
        out.push_back(std::move(line));
    }
    return out;
}

Result<TownMonth> read_month(JsonObject& object) {
    TownMonth out;
    XF_ASSIGN(const JsonValue ago, object.field("months_ago"));
    XF_ASSIGN(out.months_ago, read_count(ago, kMonthsAgo));
    XF_ASSIGN(const JsonValue kind, object.field("kind"));
    XF_ASSIGN(out.kind, read_named(kind, kKinds));
    if (!disclosure::is_monthly(out.kind)) return kind.wrong("is not published every month");
    XF_ASSIGN(out.text, read_text(object));
    if (const auto opening = object.optional_field("opening")) {
        XF_ASSIGN(out.opening, read_cents(*opening));
    }
    if (const auto lines = object.optional_field("lines")) {
        XF_ASSIGN(out.lines, read_lines(*lines));
    }
    if (const auto channels = object.optional_field("channels")) {
        XF_ASSIGN(const auto entries, channels->array(kSteps));
        for (const JsonValue& entry : entries) {
            XF_ASSIGN(const auto row, read_row(entry, 2));
            TownChannel channel;
            XF_ASSIGN(channel.channel, read_named(row[0], kChannels));
            XF_ASSIGN(channel.day, read_count(row[1], 28));
            out.channels.push_back(channel);
        }
    }
    return out;
}

Status read_meeting(JsonObject& object, TownStep& out) {
    if (const auto people = object.optional_field("people")) {
        XF_ASSIGN(const auto row, read_row(*people, 2));
        out.turnout.emplace();
        XF_ASSIGN(out.turnout->expected, read_count(row[0], disclosure::kPeople));
        XF_ASSIGN(out.turnout->present, read_count(row[1], disclosure::kPeople));
    }
    if (const auto votes = object.optional_field("votes")) {
        XF_ASSIGN(const auto row, read_row(*votes, 3));
        out.votes.emplace();
        XF_ASSIGN(out.votes->in_favour, read_count(row[0], disclosure::kPeople));
        XF_ASSIGN(out.votes->against, read_count(row[1], disclosure::kPeople));
        XF_ASSIGN(out.votes->abstained, read_count(row[2], disclosure::kPeople));
    }
    return {};
}

Result<TownStep> read_step(JsonObject& object) {
    TownStep out;
    XF_ASSIGN(const JsonValue kind, object.field("kind"));
    XF_ASSIGN(out.kind, read_named(kind, kKinds));
    if (!disclosure::is_step(out.kind)) return kind.wrong("is no step of a matter");
    XF_ASSIGN(const JsonValue ago, object.field("days_ago"));
    XF_ASSIGN(out.days_ago, read_count(ago, kDaysAgo));
    XF_TRY(read_meeting(object, out));
    XF_ASSIGN(out.publicity_days, optional_count(object, "publicity_days", kDaysAgo));
    XF_ASSIGN(out.result_in_days, optional_count(object, "result_in_days", kDaysAgo));
    XF_ASSIGN(out.objections, optional_count(object, "objections", disclosure::kPeople));
    XF_ASSIGN(out.text, read_text(object));
    if (const auto corrects = object.optional_field("corrects")) {
        XF_ASSIGN(out.corrects, corrects->boolean());
    }
    return out;
}

Result<TownMatter> read_matter(JsonObject& object) {
    TownMatter out;
    XF_ASSIGN(const JsonValue title, object.field("title"));
    XF_ASSIGN(out.title, title.text(limits::kNameBytes));
    XF_ASSIGN(out.steps, read_objects<TownStep>(object, "steps", kEntries, read_step));
    return out;
}

}  // namespace

Result<TownDisclosure> read_disclosure(JsonObject& village) {
    TownDisclosure out;
    XF_ASSIGN(out.months, read_objects<TownMonth>(village, "months", kEntries, read_month));
    XF_ASSIGN(out.matters, read_objects<TownMatter>(village, "matters", kEntries, read_matter));
    return out;
}

}  // namespace xf::hub
