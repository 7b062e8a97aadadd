#include "shared/disclosure/rules.hpp"

#include <catch_amalgamated.hpp>

namespace xf::disclosure {
namespace {

constexpr LeafKind kSteps[] = {LeafKind::proposal, LeafKind::consultation, LeafKind::review,
                               LeafKind::decision, LeafKind::resolution,   LeafKind::result};

constexpr Day kToday{5};

SubmittedText text_of(LeafKind kind) {
    SubmittedText out{"示例", "", {}, "# 示例\n\n正文。\n"};
    if (kind == LeafKind::finance) out.figures = FinanceFigures{};
    if (!is_step(kind)) return out;
    StepFigures step;
    step.turnout = {31, 28};
    step.votes = {26, 1, 1};
    step.publicity = Period{Day{1}, Day{8}};
    step.result_due = Day{60};
    out.figures = step;
    return out;
}

Submitted step(LeafKind kind, std::uint32_t version, std::optional<std::uint32_t> supersedes = {}) {
    return {{}, version, kind, {}, supersedes};
}

Submitted month(LeafKind kind, std::uint32_t version = 1) {
    return {{}, version, kind, DueMonth{2026, 10}, {}};
}

/// What became of it: `fine`, or the name of the error.
std::string judged(const Submitted& what, const std::vector<Accepted>& before,
                   const SubmittedText& text) {
    const Status status = may_publish(what, text, {before, false, kToday});
    return status.ok() ? "fine" : std::string(name_of(status.error().code));
}
std::string judged(const Submitted& what, const std::vector<Accepted>& before) {
    return judged(what, before, text_of(what.kind));
}

TEST_CASE("steps follow each other, each once and none left out", "[disclosure]") {
    std::vector<Accepted> before;
    for (const LeafKind now : kSteps) {
        const auto version = static_cast<std::uint32_t>(before.size() + 1);
        for (const LeafKind other : kSteps)
            CHECK(judged(step(other, version), before) == (other == now ? "fine" : "wrong_state"));
        before.push_back({version, now});
    }
    CHECK(judged(step(LeafKind::result, 7), before) == "wrong_state");
}

TEST_CASE("a version is taken once, and none is left out", "[disclosure]") {
    const std::vector<Accepted> before = {{1, LeafKind::proposal}};
    CHECK(judged(step(LeafKind::consultation, 1), before) == "wrong_state");
    CHECK(judged(step(LeafKind::consultation, 2), before) == "fine");
    CHECK(judged(step(LeafKind::consultation, 3), before) == "wrong_state");
}

TEST_CASE("a correction names what is there, and that is corrected once", "[disclosure]") {
    std::vector<Accepted> before = {{1, LeafKind::proposal}, {2, LeafKind::consultation}};
    CHECK(judged(step(LeafKind::proposal, 3, 1), before) == "fine");
    CHECK(judged(step(LeafKind::proposal, 3, 2), before) == "unknown_reference");
    CHECK(judged(step(LeafKind::proposal, 3, 7), before) == "unknown_reference");
    before[0].superseded = true;
    before.push_back({3, LeafKind::proposal});
    CHECK(judged(step(LeafKind::proposal, 4, 1), before) == "wrong_state");
    CHECK(judged(step(LeafKind::proposal, 4, 3), before) == "fine");
    // After a correction the course goes on where it was.
    CHECK(judged(step(LeafKind::review, 4), before) == "fine");
}

TEST_CASE("a month is published once, and corrected in its place", "[disclosure]") {
    CHECK(judged(month(LeafKind::finance), {}) == "fine");
    CHECK(judged(month(LeafKind::party_affairs), {}) == "fine");
    Submitted undated = month(LeafKind::finance);
    undated.due.reset();
    CHECK(judged(undated, {}) == "malformed");
    const std::vector<Accepted> before = {{1, LeafKind::finance, DueMonth{2026, 10}}};
    CHECK(judged(month(LeafKind::finance, 2), before) == "wrong_state");
    Submitted corrected = month(LeafKind::finance, 2);
    corrected.supersedes = 1;
    CHECK(judged(corrected, before) == "fine");
    corrected.due = DueMonth{2026, 9};
    CHECK(judged(corrected, before) == "unknown_reference");
    CHECK(judged(step(LeafKind::proposal, 2), before) == "wrong_state");
}

TEST_CASE("text and figures are what the kind needs", "[disclosure]") {
    const Submitted finance = month(LeafKind::finance);
    CHECK(judged(finance, {}, text_of(LeafKind::party_affairs)) == "malformed");
    CHECK(judged(month(LeafKind::party_affairs), {}, text_of(LeafKind::finance)) == "malformed");
    CHECK(judged(step(LeafKind::proposal, 1), {}, text_of(LeafKind::finance)) == "malformed");
    const std::vector<Accepted> three = {
        {1, LeafKind::proposal}, {2, LeafKind::consultation}, {3, LeafKind::review}};
    SubmittedText voteless = text_of(LeafKind::decision);
    std::get<StepFigures>(*voteless.figures).votes.reset();
    CHECK(judged(step(LeafKind::decision, 4), three, voteless) == "malformed");
    std::vector<Accepted> four = three;
    four.push_back({4, LeafKind::decision});
    SubmittedText endless = text_of(LeafKind::resolution);
    std::get<StepFigures>(*endless.figures).result_due.reset();
    CHECK(judged(step(LeafKind::resolution, 5), four, endless) == "malformed");
    SubmittedText untitled = text_of(LeafKind::finance);
    untitled.title.clear();
    CHECK(judged(finance, {}, untitled) == "nothing_entered");
    SubmittedText broken = text_of(LeafKind::finance);
    broken.title = "两\n行";
    CHECK(judged(finance, {}, broken) == "malformed");
    SubmittedText empty = text_of(LeafKind::finance);
    empty.markdown = "\n";
    CHECK(judged(finance, {}, empty) == "nothing_entered");
}

TEST_CASE("a month that another matter published is corrected, and not published again",
          "[disclosure]") {
    Situation taken;
    taken.month_taken = true;
    const Submitted finance = month(LeafKind::finance);
    const auto refused = may_publish(finance, text_of(finance.kind), taken);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::month_published);
    // Two may be there already, and each can be corrected.
    taken.before = {{1, LeafKind::finance, finance.due}};
    Submitted correction = month(LeafKind::finance, 2);
    correction.supersedes = 1;
    CHECK(may_publish(correction, text_of(finance.kind), taken).ok());
}

TEST_CASE("what was withdrawn is not corrected, but handed in again", "[disclosure]") {
    std::vector<Accepted> before;
    for (const LeafKind now : kSteps)
        before.push_back({static_cast<std::uint32_t>(before.size() + 1), now});
    CHECK_FALSE(next_step(before).has_value());
    before.back().withdrawn = true;
    before.push_back({7, LeafKind::withdrawal});  // took a number of its own
    CHECK(next_step(before) == LeafKind::result);
    CHECK(judged(step(LeafKind::result, 8, 6), before) == "gone");
    CHECK(judged(step(LeafKind::result, 8, 7), before) == "unknown_reference");
    CHECK(judged(step(LeafKind::result, 7), before) == "wrong_state");
    CHECK(judged(step(LeafKind::result, 8), before) == "fine");
    // A step in the middle is made good before the course goes on.
    before[1].withdrawn = true;
    CHECK(judged(step(LeafKind::result, 8), before) == "wrong_state");
    CHECK(judged(step(LeafKind::consultation, 8), before) == "fine");
}

TEST_CASE("a month without figures says something besides its title", "[disclosure]") {
    SubmittedText bare = text_of(LeafKind::party_affairs);
    bare.markdown = "# 示例\n";
    CHECK(judged(month(LeafKind::party_affairs), {}, bare) == "nothing_entered");
    CHECK(judged(month(LeafKind::finance), {}, text_of(LeafKind::finance)) == "fine");
}

TEST_CASE("no meeting is still to come, and no time for objections is over", "[disclosure]") {
    const std::vector<Accepted> five = {{1, LeafKind::proposal},
                                        {2, LeafKind::consultation},
                                        {3, LeafKind::review},
                                        {4, LeafKind::decision},
                                        {5, LeafKind::resolution}};
    const std::vector<Accepted> four(five.begin(), five.end() - 1);
    const auto dated = [](LeafKind kind, Day date, Day to) {
        SubmittedText text = text_of(kind);
        auto& figures = std::get<StepFigures>(*text.figures);
        figures.date = date;
        figures.publicity = Period{Day{1}, to};
        return text;
    };
    const Day before{kToday.days - 1}, after{kToday.days + 1};
    const Submitted result = step(LeafKind::result, 6), resolution = step(LeafKind::resolution, 5);
    CHECK(judged(result, five, dated(result.kind, kToday, kToday)) == "fine");
    CHECK(judged(result, five, dated(result.kind, after, kToday)) == "wrong_day");
    CHECK(judged(resolution, four, dated(resolution.kind, before, kToday)) == "fine");
    CHECK(judged(resolution, four, dated(resolution.kind, before, before)) == "wrong_day");
    // Later, a correction is of days that are over by then.
    CHECK(judged(step(LeafKind::resolution, 6, 5), five, dated(resolution.kind, before, before)) ==
          "fine");
}

}  // namespace
}  // namespace xf::disclosure
