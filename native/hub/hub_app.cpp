#include "native/hub/hub_app.hpp"

#include <algorithm>
#include <utility>

#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/feature.hpp"
#include "shared/store/migrations.hpp"
#include "shared/tlog/note.hpp"

namespace xf::hub {
namespace {

const store::Projector& projector() {
    static const store::Projector kProjector(app::registry());
    return kProjector;
}

constexpr std::size_t kPublishedAtOnce = 50;  ///< texts in memory together

/// One event without a body, by the hub itself.
Status append_of_hub(sync::HubShard& shard, std::uint32_t type, UnixTime now, const Bytes& data) {
    store::Header header;
    header.type = type;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    XF_ASSIGN(store::Transaction transaction, shard.db().begin());
    XF_TRY(shard.log().append(header, std::nullopt));
    return transaction.commit();
}

Result<store::Database> open_blobs(const std::string& file) {
    XF_ASSIGN(store::Database db, store::Database::open(file, store::OpenOptions{}));
    const store::Schema schemas[] = {{"blobs", blobs::BlobStore::kSchema}};
    XF_TRY(store::migrate(db, schemas));
    return db;
}

}  // namespace

/// After these a connection may be dead; a new one tells.
bool HubApp::needs_reopening(ErrorCode code) {
    return code == ErrorCode::storage_failed || code == ErrorCode::database_corrupt;
}

Result<std::string> log_verifier(const DataFolder& folder, const VillageConfig& village) {
    XF_ASSIGN(const SigningKey key, folder.load_key(village.slug + ".log"));
    XF_ASSIGN(const tlog::NoteSigner signer, tlog::NoteSigner::create(village.log_name, key));
    return signer.verifier().text();
}

Result<std::unique_ptr<sync::HubShard>> open_hub_shard(const DataFolder& folder,
                                                       const VillageConfig& village,
                                                       std::string log_key) {
    const std::string file = folder.shard_file(village.slug);
    auto db = store::Database::open(file, store::OpenOptions{});
    if (!db.ok()) return Error{db.error().code, file + ": " + db.error().detail};
    return sync::HubShard::open(*std::move(db), projector(),
                                {village.no, village.uuid, village.name}, std::move(log_key));
}

Result<std::unique_ptr<HubApp>> HubApp::open(const DataFolder& folder, const ports::Clock& clock,
                                             ports::Random& random, const Report& report) {
    XF_ASSIGN(HubConfig config, folder.load_config());
    XF_ASSIGN(const SigningKey key, folder.load_key("hub"));
    sync::HubIdentity identity{config.town, key};
    std::unique_ptr<HubApp> app(
        new HubApp(folder, clock, random, report, std::move(config), std::move(identity)));
    for (const VillageConfig& village : app->config_.villages) {
        auto shard = std::make_unique<Shard>();
        shard->village = village;
        XF_ASSIGN(shard->log_key, log_verifier(folder, village));
        const Status opened = app->open_shard(*shard);
        const bool others_go_on = !opened.ok() && (needs_reopening(opened.error().code) ||
                                                   opened.error().code == ErrorCode::hub_restored);
        if (!opened.ok() && !others_go_on) return opened.error();
        if (!opened.ok()) report(opened.error());
        auto log = VillageLog::open(folder, village);
        if (!log.ok()) report(log.error());
        if (log.ok()) shard->log = *std::move(log);
        app->publish_accepted(*shard);
        app->shards_.push_back(std::move(shard));
    }
    return app;
}

Status HubApp::open_shard(Shard& shard) {
    XF_ASSIGN(auto open, open_hub_shard(*folder_, shard.village, shard.log_key));
    if (open->log().epoch().value != config_.epoch)
        return Error{
            ErrorCode::hub_restored,
            folder_->shard_file(shard.village.slug) +
                " is not of this hub's epoch; bring a backup back with xinfeng-hub restore"};
    XF_ASSIGN(shard.blobs, open_blobs(folder_->blobs_file(shard.village.slug)));
    shard.open = std::move(open);
    XF_TRY(erase_restored(shard));
    shard.sound = true;
    return {};
}

Result<HubApp::Shard*> HubApp::find(std::string_view village) {
    for (const auto& shard : shards_)
        if (shard->village.slug == village || shard->village.name == village) return shard.get();
    std::string known;
    for (const auto& shard : shards_) known += (known.empty() ? "" : ", ") + shard->village.slug;
    return Error{ErrorCode::not_found,
                 "no village \"" + std::string(village) + "\" here; there are: " + known};
}

Result<HubApp::Shard*> HubApp::find(ShardNo no) {
    const auto found = std::find_if(shards_.begin(), shards_.end(),
                                    [&](const auto& shard) { return shard->village.no == no; });
    if (found == shards_.end()) return Error{ErrorCode::foreign_scope, "no such shard"};
    return found->get();
}

Result<Bytes> HubApp::sync(ByteView body) {
    XF_ASSIGN(const ShardNo no, sync::HubSession::shard_of(body));
    XF_ASSIGN(Shard* const shard, find(no));
    auto reply = with(*shard, [&](sync::HubShard& open) {
        return sync::HubSession(identity_, *clock_, app::hub_hooks()).sync(open, body);
    });
    if (reply.ok()) publish_accepted(*shard);
    return reply;
}

void HubApp::publish_accepted(Shard& shard) {
    shard.unpublished = true;
    while (shard.unpublished) {
        const std::unique_lock one_at_a_time(shard.publishing, std::try_to_lock);
        if (!one_at_a_time) return;  // who has it looks again after giving it up
        while (shard.unpublished.exchange(false)) publish_all(shard);
    }
}

void HubApp::publish_all(Shard& shard) {
    std::uint64_t after = shard.published;
    bool waiting = false;
    for (;;) {
        const auto accepted = with(shard, [&](sync::HubShard& open) {
            return disclosure::accepted_after(open.log().place(), after, kPublishedAtOnce);
        });
        if (!accepted.ok()) return report_(accepted.error());
        if (accepted->empty()) return;
        // While a restored hub does not know the whole log, it waits, and is published later.
        const auto log = log_to_publish(shard);
        if (!log.ok()) return tell_blocked(shard, log.error());
        shard.blocked.clear();
        for (const disclosure::Submission& each : *accepted) {
            const auto done = publish_one(shard, each, waiting);
            if (!done.ok()) return report_(done.error());
            waiting = waiting || !*done;
            if (!waiting) shard.published = each.hub_seq;
        }
        after = accepted->back().hub_seq;
    }
}

/// False where it waits for its pictures: those after it go first, but for what corrects one that waits.
Result<bool> HubApp::publish_one(Shard& shard, const disclosure::Submission& submission,
                                 bool others_wait) {
    if (submission.withdrawn) return true;
    std::vector<Bytes> pictures;
    XF_ASSIGN(const bool stands, shard.log->stands(submission));
    if (!stands) {
        XF_ASSIGN(auto found, pictures_of(shard, submission));
        if (!found) return false;
        pictures = *std::move(found);
    }
    const Status done = publish(shard, submission, std::move(pictures));
    if (done.ok()) return true;
    if (store::is_fault(done.error().code)) return done.error();
    const bool later = others_wait && done.error().code == ErrorCode::unknown_reference;
    if (!later) report_(done.error());
    return !later;
}

Status HubApp::publish(Shard& shard, const disclosure::Submission& submission,
                       std::vector<Bytes> pictures) {
    XF_ASSIGN(const auto withdrawn,
              shard.log->publish(submission, std::move(pictures), *clock_, *random_));
    return withdrawn ? note_withdrawn(shard, *withdrawn) : Status();
}

Status HubApp::note_withdrawn(Shard& shard, const disclosure::Withdrawn& what) {
    return with(shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(const bool news,
                  disclosure::may_be_withdrawn(open.log().place(), what.matter, what.version));
        if (!news) return {};
        return append_of_hub(open, disclosure::kWithdrawnType, clock_->now(), what.data());
    });
}

void HubApp::tell_blocked(Shard& shard, const Error& why) {
    if (std::exchange(shard.blocked, why.detail) == why.detail) return;
    report_({why.code, shard.village.slug + " publishes nothing: " + why.detail});
}

/// None while one of them has not come yet.
Result<std::optional<std::vector<Bytes>>> HubApp::pictures_of(
    Shard& shard, const disclosure::Submission& submission) {
    std::vector<Bytes> out;
    for (const blobs::BlobRef& blob : submission.text.pictures) {
        auto picture = with(
            shard, [&](sync::HubShard&) { return blobs::BlobStore(*shard.blobs).read(blob.hash); });
        if (!picture.ok()) return picture.error();
        if (!*picture) return std::optional<std::vector<Bytes>>();
        out.push_back(**std::move(picture));
    }
    return std::optional(std::move(out));
}

Result<Bytes> HubApp::recover(ByteView body) {
    XF_ASSIGN(const ShardNo no, sync::recovery_shard_of(body, identity_.key.public_key()));
    XF_ASSIGN(Shard* const shard, find(no));
    return with(*shard, [&](sync::HubShard& open) -> Result<Bytes> {
        XF_ASSIGN(Bytes reply, recovery_of(open).answer(body));
        // A report may have had texts of somebody who was erased. It stands, whatever becomes of this.
        if (const Status wiped = wipe(*shard); !wiped.ok()) report_(wiped.error());
        return reply;
    });
}

Result<Bytes> HubApp::return_log(ByteView body) {
    XF_ASSIGN(const disclosure::Returned returned, disclosure::decode_returned(body));
    XF_ASSIGN(Shard* const shard, find(disclosure::shard_of(returned)));
    XF_ASSIGN(VillageLog* const log, log_of(*shard));
    XF_ASSIGN(const disclosure::ReturnReply reply, log->take_back(returned));
    return encode(reply);
}

Result<Bytes> HubApp::blob(ByteView body) {
    XF_ASSIGN(const ShardNo no, sync::HubBlobs::shard_of(body));
    XF_ASSIGN(Shard* const shard, find(no));
    bool completed = false;
    auto reply = with(*shard, [&](sync::HubShard& open) {
        sync::HubBlobs blobs(open, *shard->blobs, identity_, *clock_, app::hub_hooks());
        auto answer = blobs.answer(body);
        completed = blobs.completed();
        return answer;
    });
    if (completed) publish_accepted(*shard);  // something may have waited for this picture
    return reply;
}

Result<Bytes> HubApp::enrol(ByteView body) {
    XF_TRY([&]() -> Status {
        const auto request = sync::decode_enrol_request(body);
        return request.ok() ? Status() : Status(request.error());
    }());
    // Only its own shard knows a code; to the others it is a wrong one.
    Error refusal{ErrorCode::bad_code, {}};
    for (const auto& shard : shards_) {
        auto reply = with(*shard, [&](sync::HubShard& open) {
            return sync::HubSession(identity_, *clock_, app::hub_hooks()).enrol(open, body);
        });
        if (reply.ok()) return reply;
        if (reply.error().code == ErrorCode::bad_code) continue;
        if (!needs_reopening(reply.error().code)) return reply;
        refusal = reply.error();  // a damaged shard: the code may be another's
    }
    return refusal;
}

Result<std::string> HubApp::make_enrol_code(std::string_view village,
                                            const sync::EnrolGrant& grant) {
    if (grant.name.empty() || grant.name.size() > limits::kNameBytes)
        return Error{ErrorCode::malformed, "a device's name has 1 to 120 bytes"};
    XF_ASSIGN(Shard* const shard, find(village));
    const sync::EnrolCode code = sync::EnrolCode::make(*random_);
    const UnixTime expires{clock_->now().seconds +
                           static_cast<std::int64_t>(limits::kEnrolCodeMs / 1000)};
    XF_TRY(with(*shard, [&](sync::HubShard& open) -> Status {
        XF_ASSIGN(store::Transaction transaction, open.db().begin());
        XF_TRY(open.devices().add_code(code, grant, expires));
        return transaction.commit();
    }));
    return code.text();
}

Result<VillageLog*> HubApp::log_of(Shard& shard) {
    if (!shard.log)
        return Error{ErrorCode::database_corrupt, "the village's public log; start the hub anew"};
    return shard.log.get();
}

Result<MadeLeaf> HubApp::import_notice(std::string_view village, const OfficialText& official) {
    XF_ASSIGN(Shard* const shard, find(village));
    XF_ASSIGN(VillageLog* const log, log_to_publish(*shard));
    return log->publish_notice(official, *clock_, *random_);
}

Result<MadeLeaf> HubApp::withdraw_notice(std::string_view village, std::uint64_t leaf,
                                         std::string_view reason) {
    XF_ASSIGN(Shard* const shard, find(village));
    auto made = [&]() -> Result<MadeLeaf> {
        const std::lock_guard one_at_a_time(shard->publishing);
        // What was accepted has its number before the withdrawal takes one of the same matter.
        publish_all(*shard);
        XF_ASSIGN(VillageLog* const log, log_to_publish(*shard));
        XF_ASSIGN(TakenBack taken, log->withdraw(leaf, reason, *clock_));
        XF_TRY(note_withdrawn(*shard, taken.what));
        return std::move(taken.made);
    }();
    publish_accepted(*shard);  // what came meanwhile was left to us
    return made;
}

Result<ImportReport> HubApp::import_households(std::string_view village,
                                               const HouseholdList& list) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) -> Result<ImportReport> {
        // Numbers that are free here may be taken by what the devices bring back.
        XF_TRY(open.history().refuse_while_recovering());
        return hub::import_households(open, list, clock_->now(), *random_);
    });
}

Status HubApp::set_staff_roles(std::string_view village, StaffNo no, store::Roles roles) {
    XF_ASSIGN(Shard* const shard, find(village));
    return with(*shard, [&](sync::HubShard& open) -> Status {
        XF_TRY(open.history().refuse_while_recovering());
        const auto known = people::staff(open.log().place(), no);
        if (!known.ok() && known.error().code == ErrorCode::unknown_reference)
            return Error{ErrorCode::not_found,
                         "no staff member has the number " + std::to_string(no.value)};
        if (!known.ok()) return known.error();
        return append_of_hub(open, people::kStaffRolesSetType, clock_->now(),
                             people::StaffRolesSet{no, roles}.data());
    });
}

std::vector<HubApp::ShardHealth> HubApp::health() {
    std::vector<ShardHealth> out;
    for (const auto& shard : shards_) {
        const std::unique_lock lock(shard->mutex, std::try_to_lock);
        if (lock && shard->open)
            static_cast<void>(with_open(
                *shard, [](sync::HubShard& open) { return open.log().store().hub_seq(); }));
        out.push_back({shard->village.no, shard->village.slug, shard->sound && shard->log});
    }
    return out;
}

void HubApp::pass_time() {
    for (const auto& shard : shards_) {
        const Status passed = with(*shard, [&](sync::HubShard& open) -> Status {
            XF_TRY(sync::HubSession(identity_, *clock_, app::hub_hooks()).pass_time(open));
            const Status wiped = wipe(*shard);
            return !wiped.ok() && wiped.error().code == ErrorCode::busy ? Status() : wiped;
        });
        if (!passed.ok()) report_(passed.error());
    }
}

void HubApp::checkpoint() {
    for (const auto& shard : shards_)
        static_cast<void>(
            with(*shard, [](sync::HubShard& open) { return open.db().checkpoint(); }));
}

}  // namespace xf::hub
