// What people may ask of a hub about their own data.
#include "native/hub/hub_app.hpp"
#include "native/hub/person_erasure.hpp"
#include "native/hub/person_export.hpp"
#include "shared/app/registry.hpp"

namespace xf::hub {

Result<std::vector<privacy::Erased>> HubApp::erase(std::string_view village,
                                                   const DataSubject& subject) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) -> Result<std::vector<privacy::Erased>> {
        XF_ASSIGN(const auto whom, erasures_of(open.log().place(), subject));
        std::vector<ErasedLine> lines;
        lines.reserve(whom.size());
        for (const privacy::Erased& one : whom) lines.push_back({shard->village.slug, one});
        // First the list: what is in the log is then never missing there.
        XF_TRY(add_erased(*folder_, lines));
        XF_TRY(hub::erase(open, whom, clock_->now()));
        XF_TRY(wipe(*shard));
        return whom;
    });
}

Result<nlohmann::ordered_json> HubApp::export_people(std::string_view village,
                                                     const DataSubject& subject) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) {
        return hub::export_people(open, config_.town, subject, clock_->now());
    });
}

Status HubApp::erase_restored(Shard& shard) {
    XF_ASSIGN(const auto lines, read_erased(*folder_));
    std::vector<privacy::Erased> whom;
    for (const ErasedLine& line : lines)
        if (line.village == shard.village.slug) whom.push_back(line.whom);
    XF_TRY(erase_again(*shard.open, whom, clock_->now()));
    Status wiped = wipe(shard);
    if (wiped.ok() || wiped.error().code != ErrorCode::busy) return wiped;
    report_(wiped.error());  // in use by a backup, say: nobody has to wait for that
    return {};
}

/// Their pictures first: what says that this is due goes with the bytes of their texts.
Status HubApp::wipe(Shard& shard) {
    XF_ASSIGN(const bool due, store::traces_left(shard.open->db()));
    if (!due) return {};
    XF_TRY(sync::HubBlobs(*shard.open, *shard.blobs, identity_, *clock_, app::hub_hooks()).sweep());
    XF_TRY(shard.blobs->empty_wal());
    return store::wipe_traces(shard.open->db());
}

}  // namespace xf::hub
