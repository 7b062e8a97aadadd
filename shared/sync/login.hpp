// How a household's own browser logs in, out, and which villages there are. The bytes of POST
// /v1/login, POST /v1/logout and GET /v1/villages.
//
//   login body   = signature(64 bytes, by the browser's key) ‖ login
//   login        = [version, shard, browser uuid, browser key(32), remember, card number, proof]
//   proof        = [PIN]                        the number was typed
//                | [card proof(32), mac(32)]    the card was scanned (people/card.hpp)
//                  mac = HMAC-SHA-256(verifier, "xinfeng/login-pin/1" ‖ 0 ‖ browser key)
//   login reply  = [certificate, signature(64)]       certificate: enrolment.hpp, version 3
//
//   logout body  = signature(64 bytes, by the browser's key) ‖ [version, shard, browser uuid]
//   logout reply = empty
//
//   villages     = [version, town, [[shard, shard uuid, name, log] …]]
//
// A visitor's certificate is signed in a domain of its own: it is no enrolment. Whoever can read the
// body can log in, so it travels over TLS. `log` is the verifier key of the village's public log, for
// its address: a browser that nobody enrolled trusts the key that comes with the log's first files.
#pragma once

#include "shared/sync/enrolment.hpp"
#include "shared/sync/wire.hpp"

namespace xf::sync {

inline constexpr std::string_view kLoginContentType = "application/vnd.xinfeng.login";
inline constexpr std::string_view kVillagesContentType = "application/vnd.xinfeng.villages";

struct Login {
    ShardNo shard;
    Uuid browser;
    PublicKey key;
    bool remember = false;
    std::uint32_t card = 0;
    std::string pin;  ///< where the number was typed; else empty
    Hash card_proof;
    Hash mac;

    bool typed() const { return !pin.empty(); }
};

/// The mac of a scanned card's login.
Hash login_mac(const Hash& verifier, const PublicKey& browser);

Bytes encode(const Login& login, const SigningKey& browser);
/// Errors: malformed, too_large, unsupported_version; bad_signature where it is not by its own key.
Result<Login> decode_login(ByteView body);

Bytes encode_login_reply(const Certificate& certificate, const SigningKey& hub);
/// Errors: bad_reply where it is not what was asked for.
Result<Enrolled> decode_login_reply(ByteView body, const Login& asked);
/// A visitor's certificate as the browser keeps it: the reply. Errors: malformed; bad_signature where it
/// is not `hub`'s.
Result<Certificate> read_visitor_certificate(ByteView bytes, const PublicKey& hub);

struct Logout {
    ShardNo shard;
    Uuid browser;
};
Bytes encode(const Logout& logout, const SigningKey& browser);
/// Without looking at the signature: the browser has to be known first.
Result<Logout> decode_logout(const Signed& body);
bool logout_signed_by(const PublicKey& browser, const Signed& body);

struct VillageEntry {
    store::ShardIdentity shard;
    std::string log_key;
};
struct Villages {
    std::string town;
    std::vector<VillageEntry> villages;
};
Bytes encode(const Villages& villages);
/// Errors: malformed, too_large, unsupported_version.
Result<Villages> decode_villages(ByteView body);

}  // namespace xf::sync
