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

}  // namespace
}  // namespace xf::hub
