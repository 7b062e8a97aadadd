// What desks hand in, judged at the desk and at the hub, and what the tables make of it.
#include "shared/disclosure/feature.hpp"
#include "shared/disclosure/figures_text.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::disclosure {
namespace {

using store::Verdict;
using sync::Village;
using test::error_of;
using test::need;

struct Office : Village {
    Office() { matter.bytes[3] = 9; }

    sim::Draft by_staff(std::uint32_t type, Bytes data, std::optional<Bytes> content = {}) {
        return {type, std::move(data), std::move(content), store::Actor::of(sim::kStaff),
                store::AuthMethod::staff_pin};
    }
    sim::Draft step(LeafKind kind, std::uint32_t version,
                    std::optional<std::uint32_t> supersedes = {}) {
        StepFigures figures;
        figures.date = Day{20'000};
        const SubmittedText text{"示例的事", "", figures,
                                 figures_markdown("示例的事", kind, figures, "")};
        const Submitted what{matter, version, kind, {}, supersedes};
        return by_staff(kSubmittedType, what.data(), need(text.content()));
    }
    sim::Draft finance(const Uuid& of, std::uint32_t version, DueMonth month,
                       std::optional<std::uint32_t> supersedes = {}) {
        const FinanceFigures figures{100, 100, {}};
        const SubmittedText text{"示例的账", "", figures,
                                 figures_markdown("示例的账", LeafKind::finance, figures, "")};
        const Submitted what{of, version, LeafKind::finance, month, supersedes};
        return by_staff(kSubmittedType, what.data(), need(text.content()));
    }
    void withdraw(const Uuid& of, std::uint32_t version, std::optional<std::uint32_t> number) {
        need(world.hub.append({{kWithdrawnType,
                                Withdrawn{of, version, number}.data(),
                                std::nullopt,
                                {},
                                store::AuthMethod::hub}}));
    }
    void sync_desk() { need(desk->sync(world.hub)); }
    std::size_t rows(sim::Client& client) {
        return need(submissions(client.log().place(), 100)).size();
    }

    Uuid matter;
};

TEST_CASE("submissions: the desk has its own, the hub all, a kiosk none", "[disclosure]") {
    Office office;
    const EventKey first = need(office.desk->submit(office.step(LeafKind::proposal, 1)));
    need(office.desk->submit(office.step(LeafKind::consultation, 2)));
    CHECK(office.rows(*office.desk) == 2);
    office.sync_desk();
    need(office.kiosk->sync(office.world.hub));
    CHECK(office.verdict_of(first) == Verdict::accepted());
    CHECK(office.rows(*office.desk) == 2);
    CHECK(office.rows(*office.kiosk) == 0);
    const auto accepted = need(accepted_after(office.world.hub.shard().log().place(), 0, 100));
    REQUIRE(accepted.size() == 2);
    CHECK(accepted[0].what.version == 1);
    CHECK(accepted[0].text.title == "示例的事");
    CHECK(need(accepted_after(office.world.hub.shard().log().place(), accepted[0].hub_seq, 100))
              .size() == 1);
    CHECK(need(accepted_after(office.world.hub.shard().log().place(), 0, 1)).size() == 1);
    need(sim::check_convergence(office.world.hub, *office.desk, {}));
    need(sim::check_rebuild(*office.desk));
    need(sim::check_rebuild(office.world.hub));
}

TEST_CASE("submissions: refused at the desk already, and by the hub whatever the desk believed",
          "[disclosure]") {
    Office office;
    CHECK(error_of(office.desk->submit(office.step(LeafKind::review, 1))) ==
          ErrorCode::wrong_state);
    sim::Client* other = need(office.world.add_client("工作台二", store::capability::kDesk));
    need(other->sync(office.world.hub));
    const EventKey first = need(office.desk->submit(office.step(LeafKind::proposal, 1)));
    const EventKey second = need(other->submit(office.step(LeafKind::proposal, 1)));
    office.sync_desk();
    need(other->sync(office.world.hub));
    CHECK(office.verdict_of(first) == Verdict::accepted());
    CHECK(office.verdict_of(second) == Verdict::rejected(ErrorCode::wrong_state));
    CHECK(need(accepted_after(office.world.hub.shard().log().place(), 0, 100)).size() == 1);
    // It stays visible to who handed it in, and stands in nobody's way.
    CHECK(office.rows(*other) == 2);
    CHECK(other->submit(office.step(LeafKind::consultation, 2)).ok());
}

TEST_CASE("submissions: a month is in force once, whichever desk hands it in", "[disclosure]") {
    Office office;
    sim::Client* other = need(office.world.add_client("工作台二", store::capability::kDesk));
    need(other->sync(office.world.hub));
    const DueMonth month{2026, 10};
    Uuid second = office.matter;
    second.bytes[3] = 10;
    const EventKey first = need(office.desk->submit(office.finance(office.matter, 1, month)));
    CHECK(error_of(office.desk->submit(office.finance(second, 1, month))) ==
          ErrorCode::month_published);
    CHECK(office.desk->submit(office.finance(second, 1, {2026, 9})).ok());
    Uuid third = second;
    third.bytes[3] = 11;
    const EventKey late = need(other->submit(office.finance(third, 1, month)));
    office.sync_desk();
    need(other->sync(office.world.hub));
    CHECK(office.verdict_of(first) == Verdict::accepted());
    CHECK(office.verdict_of(late) == Verdict::rejected(ErrorCode::month_published));
    // Its correction is in force then, and still it is once.
    need(office.desk->submit(office.finance(office.matter, 2, month, 1)));
    CHECK(error_of(office.desk->submit(office.finance(third, 1, month))) ==
          ErrorCode::month_published);
    const auto found = need(month_in_force(office.desk->log().place(), LeafKind::finance, month));
    REQUIRE(found);
    CHECK(found->what.version == 2);
    CHECK_FALSE(need(month_in_force(office.desk->log().place(), LeafKind::finance, {2026, 8})));
}

TEST_CASE("submissions: what was withdrawn is told to the desks, and can be handed in anew",
          "[disclosure]") {
    Office office;
    const DueMonth month{2026, 10};
    Uuid second = office.matter;
    second.bytes[3] = 10;
    need(office.desk->submit(office.finance(office.matter, 1, month)));
    Uuid matter = office.matter;
    matter.bytes[3] = 12;
    std::swap(office.matter, matter);
    need(office.desk->submit(office.step(LeafKind::proposal, 1)));
    need(office.desk->submit(office.step(LeafKind::consultation, 2)));
    std::swap(office.matter, matter);
    office.sync_desk();
    const store::Place hub = office.world.hub.shard().log().place();
    CHECK(need(may_be_withdrawn(hub, office.matter, 1)));
    CHECK_FALSE(need(may_be_withdrawn(hub, office.matter, 2)));
    // A correction that was written before the desk knew is refused.
    const EventKey correction =
        need(office.desk->submit(office.finance(office.matter, 2, month, 1)));
    office.withdraw(office.matter, 1, 2);
    office.withdraw(matter, 2, 3);
    CHECK_FALSE(need(may_be_withdrawn(hub, office.matter, 1)));
    office.sync_desk();
    CHECK(office.verdict_of(correction) == Verdict::rejected(ErrorCode::wrong_state));
    CHECK(error_of(office.desk->submit(office.finance(office.matter, 3, month, 1))) ==
          ErrorCode::gone);
    CHECK(office.desk->submit(office.finance(second, 1, month)).ok());
    const auto open = need(open_matters(office.desk->log().place()));
    REQUIRE(open.size() == 1);
    CHECK(open[0].matter == matter);
    CHECK(open[0].next == LeafKind::consultation);
    std::swap(office.matter, matter);
    CHECK(office.desk->submit(office.step(LeafKind::consultation, 4)).ok());
    office.sync_desk();
    need(sim::check_convergence(office.world.hub, *office.desk, {}));
    need(sim::check_rebuild(*office.desk));
    need(sim::check_rebuild(office.world.hub));
}

TEST_CASE("submissions: every open matter can go on, however many there are", "[disclosure]") {
    Office office;
    constexpr std::uint8_t kMatters = 120;
    for (std::uint8_t i = 0; i < kMatters; ++i) {
        office.matter.bytes[4] = i;
        need(office.desk->submit(office.step(LeafKind::proposal, 1)));
    }
    const auto open = need(open_matters(office.desk->log().place()));
    REQUIRE(open.size() == kMatters);
    CHECK(open.front().matter == office.matter);
    CHECK(open.back().title == "示例的事");
    CHECK(open.back().next == LeafKind::consultation);
}

TEST_CASE("submissions: who may hand in, and say how a month was made known", "[disclosure]") {
    Office office;
    const ChannelUsed used{{2026, 10}, LeafKind::finance, Channel::loudspeaker, Day{20'000}};
    for (const store::Roles roles : {store::role::kSupervisor, store::role::kClerk, 0u}) {
        need(office.world.hub.append({{people::kStaffRolesSetType,
                                       people::StaffRolesSet{sim::kStaff, roles}.data(),
                                       std::nullopt,
                                       {},
                                       store::AuthMethod::hub}}));
        office.sync_desk();
        CHECK(error_of(office.desk->submit(office.step(LeafKind::proposal, 1))) ==
              ErrorCode::not_permitted);
        CHECK(error_of(office.desk->submit(office.by_staff(kChannelType, used.data()))) ==
              ErrorCode::not_permitted);
    }
    need(office.world.hub.append({{people::kStaffRolesSetType,
                                   people::StaffRolesSet{sim::kStaff, store::role::kStaff}.data(),
                                   std::nullopt,
                                   {},
                                   store::AuthMethod::hub}}));
    office.sync_desk();
    need(office.desk->submit(office.by_staff(kChannelType, used.data())));
    office.sync_desk();
    need(office.kiosk->sync(office.world.hub));
    const auto seen = need(channels_of(office.kiosk->log().place(), {2026, 10}));
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].channel == Channel::loudspeaker);
    CHECK(seen[0].day == Day{20'000});
    CHECK(need(channels_of(office.kiosk->log().place(), {2026, 9})).empty());
}

TEST_CASE("submissions: bytes that are none are refused for their shape", "[disclosure]") {
    Office office;
    const Submitted what{office.matter, 1, LeafKind::proposal, {}, {}};
    const auto refusal = [&](Bytes data, std::optional<Bytes> content) {
        return error_of(office.desk->submit(
            office.by_staff(kSubmittedType, std::move(data), std::move(content))));
    };
    CHECK(refusal(what.data(), Bytes{0x80}) == ErrorCode::malformed);
    CHECK(error_of(office.desk->submit(office.by_staff(
              kWithdrawnType, Withdrawn{office.matter, 1, 2}.data()))) == ErrorCode::not_permitted);
    CHECK(refusal(what.data(), Bytes{}) == ErrorCode::malformed);
    Submitted notice = what;
    notice.kind = LeafKind::notice;
    const Bytes good = *office.step(LeafKind::proposal, 1).content;
    CHECK(refusal(notice.data(), good) == ErrorCode::unknown_reference);
    // Figures in which more were present than expected.
    StepFigures figures;
    figures.turnout = {9, 9};
    Bytes bad = need(SubmittedText{"示例", "", figures, "# 示例\n\n- 应到9人。\n"}.content());
    const Bytes pair = {0x82, 9, 9};
    const auto at = std::search(bad.begin(), bad.end(), pair.begin(), pair.end());
    REQUIRE(at != bad.end());
    at[1] = 8;
    CHECK(refusal(what.data(), bad) == ErrorCode::bad_amount);
}

}  // namespace
}  // namespace xf::disclosure
