// The hub's backups, and its way back from one.
#include <algorithm>

#include "native/hub/disks.hpp"
#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "shared/app/registry.hpp"

namespace xf::hub {

namespace {

std::string name_of(DeviceNo who) {
    return who == kHubDevice ? "an operator" : "device " + std::to_string(who.value);
}

}  // namespace

sync::HubRecovery HubApp::recovery_of(sync::HubShard& open) const {
    return {open, identity_, *clock_, app::hub_hooks()};
}

Result<HubApp::Checkpoints> HubApp::longer(Shard& shard, const Checkpoints& checkpoints) {
    XF_ASSIGN(VillageLog* const log, log_of(shard));
    XF_ASSIGN(const std::uint64_t here, log->size());
    Checkpoints out = checkpoints;
    std::erase_if(out, [&](const auto& each) { return log->leaves_in(each.note) <= here; });
    return out;
}

Result<VillageLog*> HubApp::log_to_publish(Shard& shard) {
    XF_ASSIGN(VillageLog* const log, log_of(shard));
    Checkpoints all;
    XF_TRY(with(shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(const bool allowed, open.history().may_publish());
        if (!allowed)
            return Error{ErrorCode::recovering,
                         "somebody may know a longer public log; see xinfeng-hub recovery"};
        XF_ASSIGN(all, recovery_of(open).checkpoints());
        return {};
    }));
    if (all.empty()) return log;
    XF_ASSIGN(const Checkpoints ahead, longer(shard, all));
    if (!ahead.empty())
        return Error{ErrorCode::recovering,
                     name_of(ahead[0].reporter) + " knows " +
                         std::to_string(log->leaves_in(ahead[0].note)) +
                         " leaves of this log, and they have not come back yet; see xinfeng-hub "
                         "recovery"};
    XF_TRY(with(shard, [&](sync::HubShard& open) { return recovery_of(open).forget(all); }));
    return log;
}

Result<bool> HubApp::back_up(const std::string& folder, bool same_disk_counts) {
    XF_ASSIGN(BackupWriter backup, BackupWriter::begin(folder));
    std::vector<std::uint64_t> covered;
    for (const auto& shard : shards_) {
        XF_ASSIGN(const std::uint64_t seq, back_up_shard(*shard, backup));
        covered.push_back(seq);
    }
    if (config_.demo) XF_TRY(backup.add_copy(folder_->in("demo.json"), "demo.json"));
    XF_TRY(backup.add_copy(folder_->in("hub.json"), "hub.json"));
    XF_TRY(backup.finish(config_.town, identity_.key.public_key(), clock_->now().seconds));
    XF_ASSIGN(const bool other_disk, is_on_other_disk(folder, folder_->path()));
    if (!other_disk && !same_disk_counts) return false;
    for (std::size_t i = 0; i < shards_.size(); ++i)
        XF_TRY(with(*shards_[i], [&](sync::HubShard& open) -> Status {
            XF_ASSIGN(store::Transaction transaction, open.db().begin());
            XF_TRY(open.history().add_backup(covered[i]));
            return transaction.commit();
        }));
    return true;
}

namespace {

/// A copy of one commit's state, made by a connection of its own: nobody waits for it.
Status copy_database(const std::string& from, const std::string& to) {
    XF_ASSIGN(store::Database db, store::Database::open(from, store::OpenOptions{}));
    return db.run("VACUUM INTO ?", to);
}

}  // namespace

/// Shard sequence that the copy reaches to.
Result<std::uint64_t> HubApp::back_up_shard(Shard& shard, BackupWriter& backup) {
    if (!shard.log)
        return Error{ErrorCode::database_corrupt, shard.village.slug + ": its public log"};
    const std::string path = "shards/" + shard.village.slug + ".db";
    const std::string blobs = "shards/" + shard.village.slug + ".blobs.db";
    XF_TRY(make_private_folder(backup.folder() + "/shards"));
    XF_TRY(make_private_folder(backup.folder() + "/logs"));
    XF_TRY(copy_database(folder_->shard_file(shard.village.slug), backup.folder() + "/" + path));
    std::uint64_t seq = 0;
    {
        XF_ASSIGN(store::Database copy,
                  store::Database::open(backup.folder() + "/" + path, store::OpenOptions{}));
        XF_ASSIGN(seq, store::EventStore(copy, shard.village.no).hub_seq());
        XF_TRY(copy.empty_wal());
    }
    XF_TRY(backup.add_made(path));
    // After the events: devices keep a picture until a backup has the event that names it, and those
    // that are not here yet stay with them anyway, because they are still to be sent.
    XF_TRY(copy_database(folder_->blobs_file(shard.village.slug), backup.folder() + "/" + blobs));
    XF_TRY(backup.add_made(blobs));
    XF_TRY(shard.log->back_up(backup));
    return seq;
}

Result<HubApp::Recovery> HubApp::recovery_in(Shard& shard) {
    Recovery out;
    out.slug = shard.village.slug;
    Checkpoints all;
    XF_TRY(with(shard, [&](sync::HubShard& open) -> Status {
        const sync::HubRecovery recovery = recovery_of(open);
        XF_ASSIGN(out.recovering, open.history().recovering());
        XF_ASSIGN(out.may_publish, open.history().may_publish());
        XF_ASSIGN(out.devices, recovery.devices());
        XF_ASSIGN(out.set_aside, recovery.set_aside());
        XF_ASSIGN(all, recovery.checkpoints());
        return {};
    }));
    const bool under_way = out.recovering || !out.devices.empty();
    if (!under_way || !shard.log) return out;  // a damaged log is told of elsewhere
    VillageLog* const log = shard.log.get();
    XF_ASSIGN(out.leaves, log->size());
    XF_ASSIGN(const Checkpoints ahead, longer(shard, all));
    for (const auto& [who, note] : ahead) out.know_more.push_back({who, log->leaves_in(note)});
    return out;
}

Result<std::vector<HubApp::Recovery>> HubApp::recoveries() {
    std::vector<Recovery> out;
    for (const auto& shard : shards_) {
        XF_ASSIGN(Recovery one, recovery_in(*shard));
        if (one.recovering || !one.devices.empty()) out.push_back(std::move(one));
    }
    return out;
}

Status HubApp::end_recovery(std::string_view village) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) { return recovery_of(open).end(); });
}

Status HubApp::allow_publishing(std::string_view village) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(store::Transaction transaction, open.db().begin());
        XF_TRY(open.history().allow_publishing());
        return transaction.commit();
    });
}

Status HubApp::add_checkpoint(std::string_view village, std::string_view checkpoint) {
    XF_ASSIGN(Shard* const shard, find(village));
    XF_ASSIGN(VillageLog* const log, log_of(*shard));
    const std::uint64_t leaves = log->leaves_in(checkpoint);
    if (leaves == 0) return Error{ErrorCode::bad_signature, "not a checkpoint of this log"};
    return with(*shard, [&](sync::HubShard& open) -> Status {
        sync::HubRecovery recovery = recovery_of(open);
        XF_ASSIGN(const Checkpoints all, recovery.checkpoints());
        const bool known = std::any_of(all.begin(), all.end(), [&](const auto& each) {
            return each.reporter == kHubDevice && log->leaves_in(each.note) >= leaves;
        });
        return known ? Status() : recovery.add_checkpoint(checkpoint);
    });
}

Status HubApp::give_up_leaves(std::string_view village) {
    XF_ASSIGN(Shard* const shard, find(village));
    Checkpoints all;
    XF_TRY(with(*shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(all, recovery_of(open).checkpoints());
        return {};
    }));
    XF_ASSIGN(const Checkpoints ahead, longer(*shard, all));
    return with(*shard, [&](sync::HubShard& open) { return recovery_of(open).forget(ahead); });
}

}  // namespace xf::hub
