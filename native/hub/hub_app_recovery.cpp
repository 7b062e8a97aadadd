// The hub's backups, and its way back from one.
#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {

Result<VillageLog*> HubApp::log_to_publish(Shard& shard) {
    XF_ASSIGN(VillageLog* const log, log_of(shard));
    std::vector<std::string> checkpoints;
    XF_TRY(with(shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(const bool allowed, open.history().may_publish());
        if (!allowed)
            return Error{ErrorCode::recovering,
                         "a device may know a longer public log; see xinfeng-hub recovery"};
        XF_ASSIGN(checkpoints, sync::HubRecovery(open, identity_, *clock_).checkpoints());
        return {};
    }));
    if (checkpoints.empty()) return log;
    XF_TRY(log->check_not_behind(checkpoints));
    XF_TRY(with(shard, [&](sync::HubShard& open) {
        return sync::HubRecovery(open, identity_, *clock_).forget_checkpoints();
    }));
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
    XF_ASSIGN(const bool other_disk, backup.on_other_disk_than(folder_->path()));
    if (!other_disk && !same_disk_counts) return false;
    for (std::size_t i = 0; i < shards_.size(); ++i)
        XF_TRY(with(*shards_[i], [&](sync::HubShard& open) -> Status {
            XF_ASSIGN(store::Transaction transaction, open.db().begin());
            XF_TRY(open.history().set_stable(covered[i]));
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

Result<std::vector<HubApp::Recovery>> HubApp::recoveries() {
    std::vector<Recovery> out;
    for (const auto& shard : shards_)
        XF_TRY(with(*shard, [&](sync::HubShard& open) -> Status {
            Recovery one{shard->village.slug, false, false, {}};
            XF_ASSIGN(one.recovering, open.history().recovering());
            XF_ASSIGN(one.may_publish, open.history().may_publish());
            XF_ASSIGN(one.devices, sync::HubRecovery(open, identity_, *clock_).devices());
            if (one.recovering || !one.devices.empty()) out.push_back(std::move(one));
            return {};
        }));
    return out;
}

Status HubApp::end_recovery(std::string_view village) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) {
        return sync::HubRecovery(open, identity_, *clock_).end();
    });
}

Status HubApp::allow_publishing(std::string_view village) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(store::Transaction transaction, open.db().begin());
        XF_TRY(open.history().allow_publishing());
        return transaction.commit();
    });
}

}  // namespace xf::hub
