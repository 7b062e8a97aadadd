#include "tests/sim/client.hpp"

#include "shared/blobs/blob_store.hpp"

#include "shared/store/migrations.hpp"

namespace xf::sim {

Status prepare_client_schema(store::Database& db) {
    const std::string_view log_steps[] = {store::EventStore::kSchema};
    const std::string_view device_steps[] = {app::DeviceIdentity::kSchema};
    const store::Schema schemas[] = {{"log", log_steps},
                                     {"pending", store::ClientLog::kSchema},
                                     {"blobs", blobs::BlobStore::kSchema},
                                     {"sync", sync::ClientSession::kSchema},
                                     {"identity", device_steps}};
    return store::migrate(db, schemas);
}

Client::Client(std::string name, store::Capabilities capabilities, std::uint64_t seed,
               const store::Registry& registry, ports::Transport& transport)
    : machine(seed, store::VfsRole::named),
      name_(std::move(name)),
      capabilities_(capabilities),
      projector_(registry),
      transport_(&transport) {}

Status Client::start() {
    XF_ASSIGN(store::Database db, machine.open_database());
    XF_TRY(prepare_client_schema(db));
    XF_ASSIGN(app::DeviceIdentity identity,
              app::DeviceIdentity::load(db, machine.clock.now(), machine.random));
    std::unique_ptr<Running> running(
        new Running{std::move(db), std::move(identity), {}, {}, {}, {}});
    running_ = std::move(running);
    if (!running_->identity.certificate) return {};
    Status begun = begin();
    if (!begun.ok()) running_.reset();
    return begun;
}

Status Client::begin() {
    Running& now = *running_;
    now.log.emplace(now.db, projector_, now.identity.certificate->shard,
                    now.identity.certificate->device);
    now.session.emplace(*now.log, now.identity.key, now.identity.certificate->hub_key,
                        machine.clock, machine.random);
    now.recovery.emplace(*now.session, now.identity.signed_certificate);
    now.driver.emplace(*now.session, *now.recovery, *transport_, machine.clock);
    XF_ASSIGN(store::Transaction transaction, now.db.begin());
    XF_ASSIGN(const bool stale, projector_.prepare(now.db));
    if (stale) XF_TRY(now.log->rebuild());
    XF_TRY(now.log->forget_all_but({}));
    return transaction.commit();
}

void Client::lose_power(const test::Survival& survival) {
    machine.disk.set_fault(test::Fault::power_cut, 0);
    stop();
    machine.disk.cut_power(survival);
}

Status Client::enrol(Hub& hub, const sync::EnrolCode& code) {
    sync::Nonce nonce{};
    machine.random.fill(nonce);
    const app::DeviceIdentity& own = running_->identity;
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/enroll";
    request.body = sync::encode_enrol_request(code, own.uuid, own.key.public_key(), nonce);
    XF_ASSIGN(const Bytes body, body_of(hub.answer(request)));
    XF_ASSIGN(const sync::Enrolled enrolled, sync::decode_enrol_reply(body, code, own.uuid, nonce));
    XF_TRY(app::save_enrolment(running_->db, enrolled));
    running_->identity.certificate = enrolled.certificate;
    running_->identity.signed_certificate = enrolled.signed_certificate;
    return begin();
}

Result<EventKey> Client::submit(const Draft& draft) {
    XF_ASSIGN(store::Transaction transaction, db().begin());
    XF_ASSIGN(const EventKey key,
              log().submit(draft.header(machine.clock.now()), draft.body(machine.random)));
    XF_TRY(transaction.commit());
    return key;
}

Status Client::forget(PersonNo person) {
    XF_ASSIGN(store::Transaction transaction, db().begin());
    XF_TRY(log().forget(person));
    return transaction.commit();
}

Result<sync::ClientSession::Outcome> Client::sync(Hub& hub, std::vector<store::Wish> wishes,
                                                  std::vector<sync::AtHand> at_hand) {
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/sync";
    XF_ASSIGN(request.body, session().request(std::move(wishes), std::move(at_hand)));
    XF_ASSIGN(const Bytes body, body_of(hub.answer(request)));
    return session().take_reply(body);
}

Result<sync::ClientRecovery::Outcome> Client::recover(Hub& hub) {
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/recover";
    XF_ASSIGN(request.body, running_->recovery->request());
    XF_ASSIGN(const Bytes body, body_of(hub.answer(request)));
    return running_->recovery->take_reply(body);
}

Result<sync::AtHand> Client::at_hand(PersonNo person, const people::Card& card) {
    XF_ASSIGN(const std::uint64_t have, session().have_of(person));
    return sync::AtHand{person, card.proof(), have};
}

Result<Bytes> body_of(const ports::HttpReply& reply) {
    if (reply.status == 200) return reply.body;
    if (reply.status == 0) return ErrorCode::no_network;
    constexpr std::string_view kBefore = "{\"error\":\"";
    const std::string_view text = as_text(reply.body);
    if (!text.starts_with(kBefore)) return ErrorCode::bad_reply;
    const std::string_view rest = text.substr(kBefore.size());
    const auto code = error_code_named(rest.substr(0, rest.find('"')));
    return code ? Result<Bytes>(*code) : Result<Bytes>(ErrorCode::bad_reply);
}

}  // namespace xf::sim
