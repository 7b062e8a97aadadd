// What becomes of the client's database when a browser that nobody enrolled opens a village, logs in,
// and is a guest again.
#include "shared/app/village.hpp"
#include "shared/app/visitor_store.hpp"

namespace xf::app {

using namespace store;

namespace {

/// What a guest has instead of a certificate: it names the village, and allows nothing.
sync::Certificate pass_of(const std::string& town, const sync::VillageEntry& village,
                          const Uuid& browser) {
    sync::Certificate out;
    out.town = town;
    out.shard = village.shard;
    out.device = {kHubDevice, browser, Epoch{1}, 0};
    out.log_key = village.log_key;
    return out;
}

}  // namespace

Status Storage::become_guest(const std::string& town, const sync::VillageEntry& village) {
    return enrolled({pass_of(town, village, identity_.uuid), {}});
}

Status Storage::logged_in(const sync::Enrolled& login) {
    village_.reset();
    {
        XF_ASSIGN(Transaction transaction, db_.begin());
        XF_TRY(forget_household());
        XF_TRY(transaction.commit());
    }
    return enrolled(login);
}

Status Storage::log_out(bool keep_texts) {
    const sync::Certificate before = *identity_.certificate;
    {
        XF_ASSIGN(Transaction transaction, db_.begin());
        VisitorStore texts(db_);
        XF_TRY(keep_texts ? texts.keep_pending(village_->log) : texts.drop_all(village_->log));
        village_.reset();
        XF_TRY(forget_household());
        XF_TRY(db_.run("DELETE FROM device_identity"));
        XF_TRY(transaction.commit());
    }
    // Pages and log of the database had it all, too.
    XF_TRY(db_.empty_wal());
    XF_ASSIGN(identity_, DeviceIdentity::load(db_, ports_.clock.now(), ports_.random));
    return become_guest(before.town, {before.shard, before.log_key});
}

/// All but the public log, the key and the texts that were kept.
Status Storage::forget_household() {
    std::set<std::string, std::less<>> but = {"device_identity", VisitorStore::kLasting};
    for (const std::string_view table : disclosure::kReplicaTables) but.emplace(table);
    return forget_tables(but);
}

}  // namespace xf::app
