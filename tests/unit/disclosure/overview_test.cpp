#include "shared/disclosure/overview.hpp"

#include <catch_amalgamated.hpp>

#include "shared/disclosure/figures_text.hpp"
#include "tests/unit/disclosure/replica_device.hpp"

namespace xf::disclosure {
namespace {

using test::kLogShard;
using test::LogDevice;
using test::LogServer;
using test::need;

Day day(int month, int date, int year = 2026) { return day_of({year, month, date}); }

Publication of(LeafKind kind, std::uint8_t matter, std::uint32_t version) {
    Publication out = test::publication(matter);
    out.manifest.kind = kind;
    out.manifest.version = version;
    return out;
}

Publication month(LeafKind kind, std::uint8_t matter, DueMonth due) {
    Publication out = of(kind, matter, 1);
    out.manifest.due = due;
    out.manifest.published = first_day(next_month(due));
    return out;
}

Publication step(LeafKind kind, std::uint8_t matter, std::uint32_t version,
                 Votes votes = {3, 0, 0}) {
    Publication out = of(kind, matter, version);
    StepFigures figures;
    figures.date = day(6, 1);
    figures.votes = votes;
    if (kind == LeafKind::resolution) {
        figures.publicity = Period{day(6, 1), day(6, 8)};
        figures.result_due = day(7, 31);
    }
    out.figures = figures;
    out.text = figures_markdown(out.manifest.title, kind, figures, "");
    return out;
}

struct Village {
    LogServer server;
    LogDevice device{server};

    store::Database& db() { return device.db; }
    std::vector<Month> months(Day today) { return need(list_months(db(), kLogShard, 2026, today)); }
    std::vector<Matter> matters(Day today) { return need(list_matters(db(), kLogShard, today)); }
};

TEST_CASE("a late part of a month is missing, one that was published is there", "[disclosure]") {
    Village village;
    CHECK_FALSE(need(first_month(village.db(), kLogShard)).has_value());
    CHECK(need(count_missing(village.db(), kLogShard, day(11, 21))) == 0);
    CHECK(village.months(day(11, 21))[4].state == MonthState::none);
    village.server.publish(month(LeafKind::finance, 1, {2026, 3}));
    village.server.publish(month(LeafKind::party_affairs, 2, {2026, 3}));
    const std::uint64_t leaf =
        village.server.publish(month(LeafKind::village_affairs, 3, {2026, 3}));
    village.server.publish(month(LeafKind::finance, 4, {2026, 4}));
    village.device.look();

    const auto months = village.months(day(5, 10));
    REQUIRE(months.size() == 12);
    CHECK(months[1].state == MonthState::none);  // before the village began
    CHECK(months[2].state == MonthState::published);
    CHECK(months[3].state == MonthState::open);  // two parts have until today
    CHECK(months[4].state == MonthState::open);
    CHECK(months[5].state == MonthState::ahead);
    const auto late = village.months(day(5, 11));
    CHECK(late[3].state == MonthState::missing);
    CHECK(late[3].count(MonthState::missing) == 2);
    CHECK(late[3].parts[2].state == MonthState::published);
    CHECK(need(count_missing(village.db(), kLogShard, day(5, 10))) == 0);
    CHECK(need(count_missing(village.db(), kLogShard, day(5, 11))) == 2);

    // Taken back, it is missing again.
    village.server.withdraw(leaf, "写错了");
    village.device.look();
    CHECK(village.months(day(5, 11))[2].state == MonthState::missing);
    CHECK(need(find_month(village.db(), kLogShard, {2026, 3}, day(5, 11)))
              .count(MonthState::missing) == 1);
}

TEST_CASE(
    "months are asked from the one before the first publication on, whatever is caught up with",
    "[disclosure]") {
    Village village;
    const auto first = [&] { return need(first_month(village.db(), kLogShard)); };
    village.server.publish(month(LeafKind::finance, 1, {2026, 3}));  // on 1 April
    village.device.look();
    CHECK(first() == DueMonth{2026, 3});
    CHECK(need(count_missing(village.db(), kLogShard, day(4, 12))) == 2);

    // Long ago, published now: nobody is blamed for all the years between.
    Publication old = month(LeafKind::finance, 2, {2021, 5});
    old.manifest.published = day(4, 2);
    const std::uint64_t leaf = village.server.publish(old);
    village.device.look();
    CHECK(first() == DueMonth{2026, 3});
    CHECK(need(count_missing(village.db(), kLogShard, day(4, 12))) == 2);
    CHECK(need(find_month(village.db(), kLogShard, {2021, 5}, day(4, 12))).parts[2].state ==
          MonthState::published);

    // What was corrected still says when it began; what was withdrawn does not.
    Publication again = old;
    again.manifest.version = 2;
    again.manifest.supersedes = leaf;
    again.manifest.published = day(9, 1);
    const std::uint64_t later = village.server.publish(again);
    village.server.withdraw(0, "写错了");
    village.device.look();
    CHECK(first() == DueMonth{2026, 3});
    village.server.withdraw(leaf, "写错了");
    village.device.look();
    CHECK(first() == DueMonth{2026, 8});
    village.server.withdraw(later, "写错了");
    village.device.look();
    CHECK_FALSE(first().has_value());
    CHECK(need(count_missing(village.db(), kLogShard, day(12, 12))) == 0);
}

TEST_CASE("matters are listed whole, however many steps there are", "[disclosure]") {
    Village village;
    constexpr std::uint8_t kMatters = 80;  // of six steps: more than a list of notices has
    for (std::uint8_t matter = 1; matter <= kMatters; ++matter) {
        std::uint32_t version = 0;
        for (const LeafKind kind : {LeafKind::proposal, LeafKind::consultation, LeafKind::review,
                                    LeafKind::decision, LeafKind::resolution, LeafKind::result})
            village.server.publish(step(kind, matter, ++version));
    }
    village.device.look();
    const auto matters = village.matters(day(6, 1));
    REQUIRE(matters.size() == kMatters);
    CHECK(std::all_of(matters.begin(), matters.end(),
                      [](const Matter& matter) { return matter.steps.size() == 6; }));
}

TEST_CASE("a matter goes from step to step, and its result is late one day after the last",
          "[disclosure]") {
    Village village;
    village.server.publish(step(LeafKind::proposal, 1, 1));
    village.device.look();
    CHECK(village.matters(day(6, 1))[0].state == MatterState::running);
    village.server.publish(step(LeafKind::resolution, 1, 2));
    village.server.publish(step(LeafKind::proposal, 2, 1));
    village.device.look();
    CHECK(
        need(find_matter(village.db(), kLogShard, village.matters(day(6, 8))[1].matter, day(6, 8)))
            .state == MatterState::publicity);
    CHECK(village.matters(day(6, 9))[1].state == MatterState::awaiting);
    const auto late = village.matters(day(8, 1));
    CHECK(late[0].state == MatterState::overdue);  // moved to the front
    CHECK(late[0].result_due == day(7, 31));
    CHECK(late[0].steps.size() == 2);
    CHECK(late[1].state == MatterState::running);
    village.server.publish(step(LeafKind::result, 1, 3));
    village.device.look();
    CHECK(village.matters(day(8, 1))[0].state == MatterState::done);
}

TEST_CASE("a correction takes the step's place, and what it corrected can still be read",
          "[disclosure]") {
    Village village;
    village.server.publish(step(LeafKind::proposal, 1, 1, {3, 0, 0}));
    Publication corrected = step(LeafKind::proposal, 1, 2, {2, 1, 0});
    corrected.manifest.supersedes = 0;
    CHECK(village.server.publish(corrected) == 1);
    village.device.look();
    const auto matters = village.matters(day(6, 1));
    REQUIRE(matters.size() == 1);
    REQUIRE(matters[0].steps.size() == 1);
    CHECK(matters[0].steps[0].leaf == 1);
    const auto now = need(read_figures(village.db(), kLogShard, 1));
    CHECK(std::get<StepFigures>(*now).votes == Votes{2, 1, 0});
    const auto earlier = need(earlier_versions(village.db(), kLogShard, 1));
    REQUIRE(earlier.size() == 1);
    CHECK(earlier[0].leaf == 0);
    const Document before = need(read_version(village.db(), kLogShard, 0));
    CHECK(before.superseded_by == 1);
    REQUIRE(before.figures);
    CHECK(std::get<StepFigures>(*before.figures).votes == Votes{3, 0, 0});
    CHECK(need(read_notice(village.db(), kLogShard, 0)).item.leaf == 1);
    CHECK(need(is_published(village.db(), kLogShard, corrected.manifest.matter, 2)));
    CHECK_FALSE(need(is_published(village.db(), kLogShard, corrected.manifest.matter, 3)));
}

TEST_CASE("figures that are not readable leave the document as it is", "[disclosure]") {
    Village village;
    Publication odd = step(LeafKind::resolution, 1, 1);
    Draft draft = [&] {
        test::SeededRandom random(3);
        return need(disclosure::draft(odd, random));
    }();
    // Signed figures of a format to come: 2 instead of 1 after the array's head.
    Bytes& body = draft.files[0].bytes;
    REQUIRE(body[kSaltBytes + 5] == 1);
    body[kSaltBytes + 5] = 2;
    draft.manifest.body = sha256(body);
    draft.files[0].path = body_path(draft.manifest.body);
    draft.leaf = need(encode_manifest(draft.manifest));
    village.server.append(draft);
    village.device.look();
    CHECK_FALSE(need(read_figures(village.db(), kLogShard, 0)).has_value());
    const Document document = need(read_notice(village.db(), kLogShard, 0));
    CHECK_FALSE(document.figures.has_value());
    CHECK_FALSE(document.blocks.empty());
    CHECK(village.matters(day(8, 1))[0].state == MatterState::awaiting);
}

}  // namespace
}  // namespace xf::disclosure
