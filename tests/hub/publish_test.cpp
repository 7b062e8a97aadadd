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

/// A village of a hub that is started when a test wants it, and stopped at once.
struct StoppedHub {
    /// Hands in as the hub itself would, without publishing: as if it had been killed right after it
    /// acknowledged a desk's events.
    void hand_in(const disclosure::Submitted& what) {
        disclosure::StepFigures step;
        step.date = Day{20'000};
        disclosure::SubmittedText text{"示例的事", "", step, {}};
        text.markdown = disclosure::figures_markdown(text.title, what.kind, step, "正文");
        const Bytes content = what.data();
        store::Header header;
        header.type = disclosure::kSubmittedType;
        header.time = clock.now();
        header.actor = store::Actor::of(StaffNo{1});
        header.auth = store::AuthMethod::hub;
        header.data = content;
        const auto opened = shard();
        auto transaction = need(opened->db().begin());
        need(opened->log().append(header, store::Body{{}, need(text.content())}));
        need(transaction.commit());
    }
    std::unique_ptr<HubApp> start() {
        return need(HubApp::open(folder, clock, random,
                                 [](const Error& error) { FAIL_CHECK(error.message()); }));
    }
    /// Leaves of the village, by the number in its published checkpoint.
    std::uint64_t leaves() { return need(log()->size()); }
    /// What the desks are told of a matter.
    std::vector<disclosure::Accepted> versions(const Uuid& matter) {
        return need(disclosure::versions_of(shard()->log().place(), matter));
    }
    std::unique_ptr<VillageLog> log() { return need(VillageLog::open(folder, village)); }

    const test::DemoFolder data;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[1];
    const native::OsClock clock{};
    native::OsRandom random;

private:
    std::unique_ptr<sync::HubShard> shard() {
        return need(open_hub_shard(folder, village, need(log_verifier(folder, village))));
    }
};

TEST_CASE("what was accepted before a crash has its leaf after the next start, and only one",
          "[hub]") {
    StoppedHub hub;
    const std::uint64_t before = hub.leaves();
    Uuid matter;
    matter.bytes[0] = 77;
    hub.hand_in({matter, 1, disclosure::LeafKind::proposal, {}, {}});
    hub.hand_in({matter, 2, disclosure::LeafKind::proposal, {}, 1});
    CHECK(hub.leaves() == before);
    for (int start = 0; start < 3; ++start) {
        hub.start().reset();
        CHECK(hub.leaves() == before + 2);
    }
    // A correction can't overtake what it corrects: the hub would have refused it.
    hub.hand_in({matter, 3, disclosure::LeafKind::consultation, {}, {}});
    hub.start().reset();
    CHECK(hub.leaves() == before + 3);
}

TEST_CASE("what an operator withdraws is told to the desks, once", "[hub]") {
    StoppedHub hub;
    const std::uint64_t leaf = hub.leaves();
    Uuid matter;
    matter.bytes[0] = 78;
    hub.hand_in({matter, 1, disclosure::LeafKind::proposal, {}, {}});
    {
        const auto app = hub.start();
        CHECK(need(app->withdraw_notice(hub.village.slug, leaf, "写错了")).leaf == leaf + 1);
        CHECK(need(app->withdraw_notice(hub.village.slug, leaf, "写错了")).leaf == leaf + 1);
        CHECK(need(app->withdraw_notice(hub.village.slug, 0, "不是办公桌交的")).leaf == leaf + 2);
    }
    const auto told = hub.versions(matter);
    REQUIRE(told.size() == 2);
    CHECK(told[0].withdrawn);
    CHECK(told[1].kind == disclosure::LeafKind::withdrawal);
    CHECK(told[1].version == 2);
    // The step can be handed in again, and is published.
    hub.hand_in({matter, 3, disclosure::LeafKind::proposal, {}, {}});
    hub.start().reset();
    CHECK(hub.leaves() == leaf + 4);
}

TEST_CASE("what the log knows of a withdrawal and the desks do not is made good at the next start",
          "[hub]") {
    StoppedHub hub;
    const std::uint64_t leaf = hub.leaves();
    Uuid matter;
    matter.bytes[0] = 79;
    hub.hand_in({matter, 1, disclosure::LeafKind::proposal, {}, {}});
    hub.start().reset();
    need(hub.log()->withdraw(leaf, "写错了", hub.clock));
    // A desk corrects it, and its correction has the withdrawal's number.
    hub.hand_in({matter, 2, disclosure::LeafKind::proposal, {}, 1});
    hub.start().reset();
    const auto told = hub.versions(matter);
    REQUIRE(told.size() == 3);
    CHECK(told[0].withdrawn);
    CHECK(told[1].withdrawn);
    CHECK(disclosure::next_step(told) == disclosure::LeafKind::proposal);
    hub.hand_in({matter, 4, disclosure::LeafKind::proposal, {}, {}});
    hub.start().reset();
    CHECK(hub.leaves() == leaf + 3);
}

}  // namespace
}  // namespace xf::hub
