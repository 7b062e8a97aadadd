#include "tests/unit/sync/phone.hpp"

#include "shared/app/sync_driver.hpp"
#include "shared/requests/events.hpp"

namespace xf::test {

using namespace store;

namespace {

Result<Bytes> post(TestHub& hub, std::string path, Bytes body) {
    ports::HttpRequest request;
    request.post = true;
    request.path = std::move(path);
    request.body = std::move(body);
    const ports::HttpReply reply = hub.answer(request);
    if (reply.status == 200) return reply.body;
    return app::refusal_in(reply).value_or(ErrorCode::internal);
}

}  // namespace

Phone::Phone(TestHub& test_hub, std::uint8_t seed)
    : hub(&test_hub), key(*SigningKey::from_seed(Bytes(32, seed))) {
    uuid.bytes.fill(seed);
}

sync::Login Phone::scanned(const people::Card& card, const std::string& pin) const {
    sync::Login login;
    login.shard = hub->shard().no();
    login.browser = uuid;
    login.key = key.public_key();
    login.card = card.number;
    login.card_proof = card.proof();
    login.mac = sync::login_mac(card.verifier(pin), login.key);
    return login;
}

Status Phone::send_login(const sync::Login& login) {
    XF_ASSIGN(const Bytes reply, post(*hub, "/v1/login", encode(login, key)));
    XF_ASSIGN(enrolled, sync::decode_login_reply(reply, login));
    const auto& own = enrolled->certificate;
    chain = {Seq{0}, chain_start(own.shard.uuid, uuid, own.device.epoch)};
    counter = 0;
    cursor = 0;
    return {};
}

Status Phone::log_in(const people::Card& card, const std::string& pin, bool remember) {
    sync::Login login = scanned(card, pin);
    login.remember = remember;
    return send_login(login);
}

Status Phone::log_in_typed(std::uint32_t card, const std::string& pin) {
    sync::Login login = scanned({}, pin);
    login.card = card;
    login.pin = pin;
    return send_login(login);
}

Status Phone::log_out() {
    const sync::Logout logout{hub->shard().no(), uuid};
    XF_ASSIGN(const Bytes reply, post(*hub, "/v1/logout", encode(logout, key)));
    static_cast<void>(reply);
    return {};
}

sync::Request Phone::request(std::vector<Event> events) {
    sync::Request out;
    out.device = uuid;
    out.counter = ++counter;
    out.clock = hub->clock().now();
    sync::ShardPush push;
    push.shard = hub->shard().no();
    push.epoch = Epoch{1};
    push.hub_epoch = hub->shard().log().epoch().value;
    push.cursor = cursor;
    if (!events.empty()) {
        push.first = Seq{chain.seq.value + 1};
        for (const Event& event : events)
            chain = {Seq{chain.seq.value + 1}, chain_next(chain.hash, event)};
        push.chain_head = chain.hash;
    }
    push.events = std::move(events);
    out.shards.push_back(std::move(push));
    return out;
}

Result<sync::ShardPull> Phone::send(const sync::Request& request) {
    XF_ASSIGN(const Bytes body, post(*hub, "/v1/sync", encode(request, key)));
    XF_ASSIGN(const sync::Signed message, sync::split(body, limits::kReplyBytes));
    const sync::Receiver receiver{no(), Epoch{1}, request.shards[0].cursor};
    XF_ASSIGN(sync::Reply reply, sync::decode_reply(message.message, {receiver}));
    return std::move(reply.shards[0]);
}

Position Phone::position_of(Seq seq) {
    const auto stored = need(hub->shard().log().store().find({no(), Epoch{1}, seq}));
    REQUIRE(stored);
    REQUIRE(stored->position);
    return *stored->position;
}

Verdict Phone::verdict_of(Seq seq) { return position_of(seq).verdict; }
Scope Phone::scope_of(Seq seq) { return position_of(seq).scope; }

Event filing_of(PersonNo actor, PersonNo about) {
    sim::Draft draft = sim::filing(about, 1, "路灯坏了");
    draft.actor = Actor::of(actor);
    return sim::event_of(draft);
}

}  // namespace xf::test
