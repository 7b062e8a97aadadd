#include "tests/sim/hub.hpp"

#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"

namespace xf::sim {
namespace {

store::ShardIdentity shard_identity() { return {kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"}; }

SigningKey key_of(ports::Random& random) { return *SigningKey::from_seed(random.bytes(32)); }

}  // namespace

Hub::Hub(std::uint64_t seed, const store::Registry& registry)
    : machine(seed, store::VfsRole::standard),
      identity_{"示例镇", key_of(machine.random)},
      projector_(registry),
      session_(identity_, machine.clock, app::hub_hooks()) {}

Status Hub::start() {
    XF_ASSIGN(store::Database db, machine.open_database());
    XF_ASSIGN(shard_,
              sync::HubShard::open(std::move(db), projector_, shard_identity(), "示例村+00+AA"));
    last_fault_.reset();
    return {};
}

Status Hub::start(const store::Registry& registry) {
    projector_ = store::Projector(registry);
    return start();
}

void Hub::lose_power(const test::Survival& survival) {
    machine.disk.set_fault(test::Fault::power_cut, 0);
    stop();
    machine.disk.cut_power(survival);
}

test::SimDisk::Image Hub::back_up() const {
    return test::SimDisk::image_of(machine.disk.snapshot(), {test::Survival::Kind::all, 0});
}

Status Hub::set_stable() {
    XF_ASSIGN(store::Transaction transaction, shard_->db().begin());
    XF_ASSIGN(const std::uint64_t end, store().hub_seq());
    XF_TRY(shard_->history().add_backup(end));
    return transaction.commit();
}

Status Hub::restore(const test::SimDisk::Image& backup) {
    stop();
    machine.disk.put_in(backup);
    XF_TRY(start());
    XF_TRY(sync::begin_recovery(*shard_, Epoch{++last_epoch_}, machine.clock.now()));
    stop();
    return start();
}

ports::HttpReply Hub::answer(const ports::HttpRequest& request) {
    ++asked_;
    if (!running()) return {};
    const Result<Bytes> body = [&] {
        if (request.path == "/v1/enroll") return session_.enrol(*shard_, request.body);
        if (request.path == "/v1/recover") return recovery().answer(request.body);
        return session_.sync(*shard_, request.body);
    }();
    if (body.ok()) return {200, request.content_type, *body};
    const ErrorCode code = body.error().code;
    ++refusals_[std::string(xf::name_of(code))];
    if (store::is_fault(code)) last_fault_ = body.error();
    if (code == ErrorCode::storage_failed) {
        stop();
        return {};
    }
    const std::string text = "{\"error\":\"" + std::string(xf::name_of(code)) + "\"}";
    const ByteView bytes = as_bytes(text);
    return {http_status_of(code), "application/json", Bytes(bytes.begin(), bytes.end())};
}

Status Hub::append(const std::vector<Draft>& drafts) {
    XF_ASSIGN(store::Transaction transaction, shard_->db().begin());
    for (const Draft& draft : drafts)
        XF_TRY(shard_->log().append(draft.header(machine.clock.now()), draft.body(machine.random)));
    return transaction.commit();
}

Result<sync::EnrolCode> Hub::new_code(store::Capabilities capabilities, const std::string& name) {
    const sync::EnrolCode code = sync::EnrolCode::make(machine.random);
    const UnixTime expires{machine.clock.now().seconds +
                           static_cast<std::int64_t>(limits::kEnrolCodeMs / 1000)};
    XF_TRY(shard_->devices().add_code(code, {capabilities, name}, expires));
    return code;
}

}  // namespace xf::sim
