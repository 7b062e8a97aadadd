#include "shared/sync/hub.hpp"

#include "shared/base/limits.hpp"
#include "shared/store/migrations.hpp"
#include "shared/sync/hub_pull.hpp"
#include "shared/sync/hub_push.hpp"
#include "shared/sync/hub_recovery.hpp"
#include "shared/sync/hub_sender.hpp"
#include "shared/sync/hub_visit.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// Version of what a device is granted; a later version of the hub may change scopes.
constexpr std::uint64_t kGrantVersion = 1;

/// A counter that was silent for longer takes no share of what is lent out. It keeps what it has.
constexpr std::int64_t kActiveS = 14LL * 86'400;

UnixTime active_since(UnixTime now) { return {now.seconds - kActiveS}; }

}  // namespace

HubShard::HubShard(Database db, const Projector& projector, const ShardIdentity& identity,
                   Epoch epoch, std::string log_key)
    : db_(std::move(db)),
      log_(db_, projector, identity, epoch),
      devices_(db_, identity.no),
      visitors_(db_, identity.no),
      logins_(db_, identity.no),
      history_(db_, identity.no),
      log_key_(std::move(log_key)) {}

Result<std::unique_ptr<HubShard>> HubShard::open(Database&& db, const Projector& projector,
                                                 const ShardIdentity& identity,
                                                 std::string log_key) {
    const std::string_view held_steps[] = {kHeldSchema};
    const Schema schemas[] = {{"log", EventStore::kSchema},
                              {"devices", DeviceTable::kSchema},
                              {"visitors", VisitorTable::kSchema},
                              {"logins", LoginStore::kSchema},
                              {"held", held_steps},
                              {"history", HubHistory::kSchema},
                              {"recovery", HubRecovery::kSchema}};
    XF_TRY(migrate(db, schemas));
    XF_ASSIGN(const Epoch epoch, HubHistory(db, identity.no).epoch());
    {
        XF_ASSIGN(Transaction transaction, db.begin());
        XF_ASSIGN(const bool stale, projector.prepare(db));
        if (stale) XF_TRY(HubLog(db, projector, identity, epoch).rebuild());
        XF_TRY(transaction.commit());
    }
    std::unique_ptr<HubShard> shard(
        new HubShard(std::move(db), projector, identity, epoch, std::move(log_key)));
    const Status readmitted = shard->readmit();
    if (readmitted.ok()) return shard;
    db = std::move(shard->db_);  // still the caller's
    return readmitted.error();
}

Status HubShard::readmit() {
    XF_ASSIGN(Transaction transaction, db_.begin());
    XF_TRY(readmit_parked(*this));
    return transaction.commit();
}

Status HubShard::break_epoch(const DeviceRow& device) {
    return device.grant().visitor() ? visitors_.end(device.no) : devices_.set_broken(device.no);
}

Result<ShardNo> HubSession::shard_of(ByteView sync_body) {
    XF_ASSIGN(const Signed message, split(sync_body, limits::kRequestBytes));
    XF_ASSIGN(const Request request, decode_request(message.message));
    // A device belongs to one shard for now; the format has room for several.
    if (request.shards.size() != 1) return Error{ErrorCode::malformed, "sync: one shard"};
    return request.shards[0].shard;
}

Result<Bytes> HubSession::sync(HubShard& shard, ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kRequestBytes));
    XF_ASSIGN(const Request request, decode_request(message.message));
    if (request.shards.size() != 1) return Error{ErrorCode::malformed, "sync: one shard"};
    const ShardPush& push = request.shards[0];
    if (push.shard != shard.log().shard().no) return ErrorCode::foreign_scope;

    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_TRY(shard.history().refuse_while_recovering());
    const auto signed_with = [&](const PublicKey& key) { return signed_by(key, message); };
    XF_ASSIGN(const DeviceRow device,
              HubSender(shard, hooks_, *clock_).find(request.device, signed_with));
    // Enrolled after the backup that this hub comes from: it has its certificate, and is to show it.
    if (push.epoch > device.epoch) return ErrorCode::hub_restored;
    if (push.epoch != device.epoch) return ErrorCode::stale_epoch;
    if (request.counter <= device.counter) return ErrorCode::replayed;
    XF_TRY(set_counter(shard, device, request.counter));

    std::vector<Receiver> receivers;
    Reply reply;
    reply.version = request.version;
    reply.nonce = request.nonce;
    reply.clock = clock_->now();
    XF_ASSIGN(ShardPull pull, exchange(shard, device, push, receivers));
    reply.shards.push_back(std::move(pull));
    XF_TRY(transaction.commit());
    return encode(reply, receivers, hub_->key);
}

Status HubSession::set_counter(HubShard& shard, const DeviceRow& device, std::uint64_t counter) {
    return device.grant().visitor()
               ? shard.visitors().set_counter(device.no, counter)
               : shard.devices().set_counter(device.no, counter, clock_->now());
}

/// Wishes for households whose card is at the device. Errors: as HubSender::check_at_hand.
Result<std::vector<Wish>> HubSession::wishes_of(HubShard& shard, const DeviceRow& device,
                                                const ShardPush& push) {
    std::vector<Wish> out;
    if (device.grant().visitor()) {
        XF_TRY(HubVisit(shard, hooks_).check(device, push, clock_->now()));
        return out;
    }
    for (const AtHand& at_hand : push.at_hand) {
        XF_ASSIGN(const HouseholdNo household,
                  HubSender(shard, hooks_, *clock_).check_at_hand(device.no, at_hand));
        for (const Wish& wish : push.wishes)
            if (wish.household == household) out.push_back(wish);
    }
    return out;
}

/// Visitors are lent nothing, and a chain that broke has had its last turn.
Status HubSession::take_turns(HubShard& shard, const DeviceRow& device,
                              const std::vector<Wish>& wishes) {
    XF_ASSIGN(const bool broken, shard.devices().broken(device.no));  // by this push, perhaps
    if (broken || device.grant().visitor()) return {};
    XF_ASSIGN(const auto active, shard.devices().seen_since(active_since(clock_->now())));
    const HubTurn turn{shard.log().place(), device.no, device.epoch, device.capabilities,
                       clock_->now(),       wishes,    active,       shard.log()};
    return shard.log().take_turns(turn);
}

Result<ShardPull> HubSession::exchange(HubShard& shard, const DeviceRow& device,
                                       const ShardPush& push, std::vector<Receiver>& receivers) {
    EventStore& store = shard.log().store();
    XF_ASSIGN(const std::uint64_t end, store.hub_seq());
    const bool fresh = push.cursor == 0;
    const std::uint64_t hub_epoch = shard.log().epoch().value;
    if (!fresh && (push.hub_epoch != hub_epoch || push.cursor > end))
        return ErrorCode::hub_restored;

    ShardPull pull;
    pull.shard = push.shard;
    pull.hub_epoch = hub_epoch;
    XF_ASSIGN(pull.stable, shard.history().stable());
    pull.grant_version = kGrantVersion;
    XF_ASSIGN(pull.held, take_push(shard, device, push));
    // After it: what was filed just now has its claim code.
    XF_ASSIGN(const std::vector<Wish> wishes, wishes_of(shard, device, push));
    XF_TRY(take_turns(shard, device, wishes));
    const Hash start = chain_start(shard.log().shard().uuid, device.uuid, device.epoch);
    XF_ASSIGN(const ChainHead known, store.chain_head(device.no, device.epoch, start));
    pull.known = known.seq;
    XF_TRY(fill_pull(shard, device, push, pull));
    receivers.push_back({device.no, device.epoch, push.cursor});
    return pull;
}

Status HubSession::pass_time(HubShard& shard) {
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_ASSIGN(const bool recovering, shard.history().recovering());
    if (recovering) return {};
    const UnixTime now = clock_->now();
    XF_ASSIGN(const auto active, shard.devices().seen_since(active_since(now)));
    const std::vector<Wish> none;
    const HubTurn turn{
        shard.log().place(), kHubDevice, Epoch{0}, capability::kHub, now, none, active,
        shard.log()};
    XF_TRY(shard.log().take_turns(turn));
    return transaction.commit();
}

Result<Bytes> HubSession::enrol(HubShard& shard, ByteView body) {
    XF_ASSIGN(const EnrolRequest request, decode_enrol_request(body));
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    const auto code = shard.devices().try_code(request.code_id, clock_->now());
    if (!code.ok() && is_fault(code.error().code)) return code.error();
    if (!code.ok() || !knows_code(request, code->secret)) {
        XF_TRY(transaction.commit());  // the try counts
        return ErrorCode::bad_code;
    }
    XF_TRY(shard.history().refuse_while_recovering());
    XF_ASSIGN(const DeviceRow device,
              shard.devices().enrol(request.device, request.key, code->grant, clock_->now()));
    XF_TRY(shard.devices().burn_code(request.code_id));
    XF_TRY(hooks_.announce(device, clock_->now(), shard.log()));
    XF_TRY(transaction.commit());

    Certificate certificate;
    certificate.town = hub_->town;
    certificate.hub_key = hub_->key.public_key();
    certificate.hub_epoch = shard.log().epoch().value;
    certificate.shard = shard.log().shard();
    certificate.device = {device.no, device.uuid, device.epoch, device.capabilities};
    certificate.device_name = device.name;
    certificate.log_key = shard.log_key();
    certificate.issued = clock_->now();
    if (request.version > 1) certificate.device_key = device.key;
    return encode_enrol_reply(certificate, hub_->key, code->secret, request.nonce);
}

}  // namespace xf::sync
