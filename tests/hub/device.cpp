#include "tests/hub/device.hpp"

#include "shared/app/demo.hpp"
#include "shared/blobs/blob_store.hpp"
#include "shared/store/migrations.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

SigningKey new_key(ports::Random& random) { return *SigningKey::from_seed(random.bytes(32)); }

ByteView body_of(const Answer& answer) { return as_bytes(answer.body); }

store::Database client_database() {
    store::Database db = need(store::Database::open_in_memory());
    const std::string_view log_steps[] = {store::EventStore::kSchema};
    const store::Schema schemas[] = {{"log", log_steps},
                                     {"pending", store::ClientLog::kSchema},
                                     {"blobs", blobs::BlobStore::kSchema},
                                     {"sync", sync::ClientSession::kSchema}};
    need(store::migrate(db, schemas));
    return db;
}

}  // namespace

Device::Device()
    : key_(new_key(random_)),
      uuid_(Uuid::v7(static_cast<std::uint64_t>(clock_.now().seconds) * 1000, random_.bytes(10))),
      db_(client_database()) {
    store::Transaction transaction = need(db_.begin());
    static_cast<void>(need(projector_.prepare(db_)));
    need(transaction.commit());
}

Answer Device::ask_to_enrol(const RunningHub& hub, const sync::EnrolCode& code) {
    const Bytes body = sync::encode_enrol_request(code, uuid_, key_.public_key(), {});
    return post(hub.port(), "/v1/enroll", sync::kEnrolContentType, as_text(body));
}

void Device::enrol(const RunningHub& hub, const std::string& text) {
    const sync::EnrolCode code = need(sync::EnrolCode::parse(text));
    const Answer answer = ask_to_enrol(hub, code);
    INFO(answer.body);
    REQUIRE(answer.status == 200);
    sync::Enrolled enrolled = need(sync::decode_enrol_reply(body_of(answer), code, uuid_, {}));
    certificate_ = enrolled.certificate;
    log_.emplace(db_, projector_, certificate_->shard, certificate_->device);
    session_.emplace(*log_, key_, certificate_->hub_key, clock_, random_);
    recovery_.emplace(*session_, std::move(enrolled.signed_certificate));
}

void Device::enrol_in_demo(const RunningHub& hub, app::DeviceRole role,
                           const std::string& village) {
    enrol(hub, demo_code(hub, role, village));
}

Result<sync::ClientSession::Outcome> Device::sync(const RunningHub& hub,
                                                  std::vector<store::Wish> wishes) {
    XF_ASSIGN(const Bytes body, session_->request(std::move(wishes), {}));
    const Answer answer = push(hub, body);
    if (answer.status != 200)
        return error_code_named(answer.error()).value_or(ErrorCode::no_network);
    return session_->take_reply(body_of(answer));
}

Result<sync::ClientRecovery::Outcome> Device::recover(const RunningHub& hub, Bytes checkpoint) {
    recovery_->set_checkpoint(std::move(checkpoint));
    XF_ASSIGN(const Bytes body, recovery_->request());
    const Answer answer = post(hub.port(), "/v1/recover", sync::kRecoverContentType, as_text(body));
    if (answer.status != 200)
        return error_code_named(answer.error()).value_or(ErrorCode::no_network);
    return recovery_->take_reply(body_of(answer));
}

Result<EventKey> Device::submit(const store::Header& header, std::optional<store::Body> body) {
    XF_ASSIGN(store::Transaction transaction, db_.begin());
    XF_ASSIGN(const EventKey key, log_->submit(header, std::move(body)));
    XF_TRY(transaction.commit());
    return key;
}

sync::Request Device::plain_request() {
    sync::Request request;
    request.device = uuid_;
    request.counter = ++plain_counter_;
    request.clock = clock_.now();
    sync::ShardPush push;
    push.shard = certificate_->shard.no;
    push.epoch = certificate_->device.epoch;
    push.first = Seq{1};
    request.shards.push_back(std::move(push));
    return request;
}

Answer Device::push(const RunningHub& hub, ByteView body) {
    return post(hub.port(), "/v1/sync", sync::kSyncContentType, as_text(body));
}

std::string demo_code(const RunningHub& hub, app::DeviceRole role, const std::string& village) {
    const Bytes body = encode(app::DemoDevice{role, "试验设备"});
    const std::string target =
        "/v1/demo/enroll-code" + (village.empty() ? "" : "?village=" + village);
    const Answer answer = post(hub.port(), target, app::kDemoContentType, as_text(body));
    INFO(answer.body);
    REQUIRE(answer.status == 200);
    return answer.body;
}

}  // namespace xf::test
