// What was accepted becomes one leaf, however often and wherever the hub was interrupted.
#include <catch_amalgamated.hpp>

#include "native/hub/hub_app.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "shared/disclosure/feature.hpp"
#include "shared/disclosure/figures_text.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::hub {
namespace {

using test::need;

/// Hands in as the hub itself would, without publishing: as if it had been killed right after it
/// acknowledged a desk's events.
void hand_in(const DataFolder& folder, const VillageConfig& village,
             const disclosure::Submitted& what) {
    const auto shard = need(open_hub_shard(folder, village, need(log_verifier(folder, village))));
    disclosure::StepFigures step;
    step.date = Day{20'000};
    disclosure::SubmittedText text{"示例的事", "", step, {}};
    text.markdown = disclosure::figures_markdown(text.title, what.kind, step, "正文");
    const native::OsClock clock;
    const Bytes data = what.data();
    store::Header header;
    header.type = disclosure::kSubmittedType;
    header.time = clock.now();
    header.actor = store::Actor::of(StaffNo{1});
    header.auth = store::AuthMethod::hub;
    header.data = data;
    auto transaction = need(shard->db().begin());
    need(shard->log().append(header, store::Body{{}, need(text.content())}));
    need(transaction.commit());
}

/// Leaves of a village, by the number in its published checkpoint.
std::uint64_t leaves(const DataFolder& folder, const VillageConfig& village) {
    const auto log = need(VillageLog::open(folder, village));
    return need(log->size());
}

TEST_CASE("what was accepted before a crash has its leaf after the next start, and only one",
          "[hub]") {
    const test::DemoFolder data;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[1];
    const native::OsClock clock;
    native::OsRandom random;
    const auto report = [](const Error& error) { FAIL_CHECK(error.message()); };
    const std::uint64_t before = leaves(folder, village);
    Uuid matter;
    matter.bytes[0] = 77;
    hand_in(folder, village, {matter, 1, disclosure::LeafKind::proposal, {}, {}});
    hand_in(folder, village, {matter, 2, disclosure::LeafKind::proposal, {}, 1});
    CHECK(leaves(folder, village) == before);
    for (int start = 0; start < 3; ++start) {
        need(HubApp::open(folder, clock, random, report)).reset();
        CHECK(leaves(folder, village) == before + 2);
    }
    // A correction can't overtake what it corrects: the hub would have refused it.
    hand_in(folder, village, {matter, 3, disclosure::LeafKind::consultation, {}, {}});
    need(HubApp::open(folder, clock, random, report)).reset();
    CHECK(leaves(folder, village) == before + 3);
}

/// What the desks are told of a matter.
std::vector<disclosure::Accepted> versions(const DataFolder& folder, const VillageConfig& village,
                                           const Uuid& matter) {
    const auto shard = need(open_hub_shard(folder, village, need(log_verifier(folder, village))));
    return need(disclosure::versions_of(shard->log().place(), matter));
}

TEST_CASE("what an operator withdraws is told to the desks, once", "[hub]") {
    const test::DemoFolder data;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[1];
    const native::OsClock clock;
    native::OsRandom random;
    const auto report = [](const Error& error) { FAIL_CHECK(error.message()); };
    const std::uint64_t leaf = leaves(folder, village);
    Uuid matter;
    matter.bytes[0] = 78;
    hand_in(folder, village, {matter, 1, disclosure::LeafKind::proposal, {}, {}});
    {
        const auto app = need(HubApp::open(folder, clock, random, report));
        CHECK(need(app->withdraw_notice(village.slug, leaf, "写错了")).leaf == leaf + 1);
        CHECK(need(app->withdraw_notice(village.slug, leaf, "写错了")).leaf == leaf + 1);
        CHECK(need(app->withdraw_notice(village.slug, 0, "不是办公桌交的")).leaf == leaf + 2);
    }
    const auto told = versions(folder, village, matter);
    REQUIRE(told.size() == 2);
    CHECK(told[0].withdrawn);
    CHECK(told[1].kind == disclosure::LeafKind::withdrawal);
    CHECK(told[1].version == 2);
    // The step can be handed in again, and is published.
    hand_in(folder, village, {matter, 3, disclosure::LeafKind::proposal, {}, {}});
    need(HubApp::open(folder, clock, random, report)).reset();
    CHECK(leaves(folder, village) == leaf + 4);
}

TEST_CASE("what the log knows of a withdrawal and the desks do not is made good at the next start",
          "[hub]") {
    const test::DemoFolder data;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[1];
    const native::OsClock clock;
    native::OsRandom random;
    const auto report = [](const Error& error) { FAIL_CHECK(error.message()); };
    const std::uint64_t leaf = leaves(folder, village);
    Uuid matter;
    matter.bytes[0] = 79;
    hand_in(folder, village, {matter, 1, disclosure::LeafKind::proposal, {}, {}});
    need(HubApp::open(folder, clock, random, report)).reset();
    need(need(VillageLog::open(folder, village))->withdraw(leaf, "写错了", clock));
    // A desk corrects it, and its correction has the withdrawal's number.
    hand_in(folder, village, {matter, 2, disclosure::LeafKind::proposal, {}, 1});
    need(HubApp::open(folder, clock, random, report)).reset();
    const auto told = versions(folder, village, matter);
    REQUIRE(told.size() == 3);
    CHECK(told[0].withdrawn);
    CHECK(told[1].withdrawn);
    CHECK(disclosure::next_step(told) == disclosure::LeafKind::proposal);
    hand_in(folder, village, {matter, 4, disclosure::LeafKind::proposal, {}, {}});
    need(HubApp::open(folder, clock, random, report)).reset();
    CHECK(leaves(folder, village) == leaf + 3);
}

}  // namespace
}  // namespace xf::hub
