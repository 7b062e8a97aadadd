#include "shared/sync/hub_login.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

namespace {

constexpr std::size_t kSaltBytes = 16;

LoginSubject subject_of(const Login& login) {
    return login.typed() ? LoginSubject::typed_card : LoginSubject::scanned_card;
}

bool proves_typed(const Login& login, const std::optional<PinHash>& pin) {
    const PinHash nobody{Bytes(kSaltBytes), {}};
    const PinHash& wanted = pin ? *pin : nobody;
    const bool same = same_secret(wanted.hash, argon2id(login.pin, wanted.salt));
    return same && pin.has_value();
}

/// Guesses at a card that nobody has are no tries of its PIN, and lock nobody out.
bool holds_card(const Login& login, const std::optional<ValidCard>& card) {
    const ValidCard wanted = card.value_or(ValidCard{});
    return same_secret(wanted.proof_check, sha256(login.card_proof)) && card.has_value();
}

bool proves_scanned(const Login& login, const std::optional<ValidCard>& card) {
    const ValidCard wanted = card.value_or(ValidCard{});
    const bool held = holds_card(login, card);
    const bool knows = same_secret(login.mac, login_mac(wanted.verifier, login.key));
    return held && knows;
}

}  // namespace

bool LoginCheck::proves(const Login& login) const {
    return login.typed() ? proves_typed(login, pin) : proves_scanned(login, card);
}

Status HubLogin::find_card(HubShard& shard, const Login& login, LoginCheck& check) {
    const auto card = hooks_.valid_card(shard.log().place(), login.card);
    if (!card.ok() && card.error().code != ErrorCode::unknown_card) return card.error();
    if (!card.ok()) return {};
    check.card = *card;
    XF_ASSIGN(check.pin, shard.logins().pin_of(login.card, card->verifier));
    return {};
}

Result<LoginCheck> HubLogin::begin(HubShard& shard, const Login& login, std::int64_t source) {
    const UnixTime now = clock_->now();
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_TRY(shard.history().refuse_while_recovering());
    LoginCheck check;
    XF_TRY(find_card(shard, login, check));
    const bool pin_is_tried = login.typed() || holds_card(login, check.card);
    XF_ASSIGN(check.wait_s, shard.logins().wait_s(LoginSubject::address, source, now));
    if (pin_is_tried) {
        XF_ASSIGN(const std::uint32_t wait,
                  shard.logins().wait_s(subject_of(login), std::int64_t{login.card}, now));
        check.wait_s = std::max(check.wait_s, wait);
    }
    if (check.wait_s == 0) {
        check.counted.at = now;
        XF_ASSIGN(check.counted.before, shard.logins().last_try(LoginSubject::address, source));
        XF_TRY(shard.logins().count(LoginSubject::address, source, now));
        if (pin_is_tried)
            XF_TRY(shard.logins().count(subject_of(login), std::int64_t{login.card}, now));
    }
    XF_TRY(transaction.commit());
    return check;
}

Result<Bytes> HubLogin::finish(HubShard& shard, const Login& login, const LoginCheck& check,
                               bool right, std::int64_t source) {
    if (!right) return ErrorCode::wrong_login;
    const UnixTime now = clock_->now();
    const std::int64_t good_for = login.remember ? limits::kRememberedVisitS : limits::kVisitS;
    const VisitGrant grant{
        check.card->household, login.card, check.card->verifier, {now.seconds + good_for}};
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_TRY(shard.logins().forget(subject_of(login), std::int64_t{login.card}));
    XF_TRY(shard.logins().take_back(LoginSubject::address, source, check.counted));
    XF_ASSIGN(const DeviceRow visitor,
              shard.visitors().admit(login.browser, login.key, grant, now));
    XF_TRY(transaction.commit());

    Certificate certificate;
    certificate.town = hub_->town;
    certificate.hub_key = hub_->key.public_key();
    certificate.hub_epoch = shard.log().epoch().value;
    certificate.shard = shard.log().shard();
    certificate.device = {visitor.no, visitor.uuid, visitor.epoch, visitor.capabilities,
                          visitor.household};
    certificate.log_key = shard.log_key();
    certificate.issued = now;
    certificate.expires = grant.expires;
    certificate.device_key = visitor.key;
    return encode_login_reply(certificate, hub_->key);
}

Result<Bytes> HubLogin::logout(HubShard& shard, ByteView body) {
    XF_ASSIGN(const Signed message, split(body, limits::kLoginBytes));
    XF_ASSIGN(const Logout logout, decode_logout(message));
    XF_ASSIGN(Transaction transaction, shard.db().begin());
    XF_ASSIGN(const VisitorRow visitor, shard.visitors().find(logout.browser));
    if (!logout_signed_by(visitor.device.key, message)) return ErrorCode::bad_signature;
    XF_TRY(shard.visitors().end(visitor.device.no));
    XF_TRY(transaction.commit());
    return Bytes{};
}

}  // namespace xf::sync
