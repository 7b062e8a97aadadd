// What only the hub keeps of logins: how a typed card number's PIN is checked, and who guessed.
//
// A PIN of six digits can be found from its hash by whoever has that: so the hashes are in no event,
// and no device ever gets them. Each belongs to one issue of a card (its verifier); a card that was
// issued anew, or before there were these, can log in by being scanned only.
//
// Wrong logins are counted by card and by address, whether there is such a card or not; each is
// forgotten after as long as the longest delay. The count and the time of the last one are durable, so
// the growing delay goes on over a restart of the hub. A clock that was put back starts the delay again.
#pragma once

#include <optional>
#include <span>

#include "shared/base/crypto.hpp"
#include "shared/base/date.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::sync {

/// Argon2id of a card's PIN.
struct PinHash {
    Bytes salt;  ///< 16 bytes
    Hash hash;

    static PinHash of(std::string_view pin, Bytes salt);
};

/// Who is counted. Guesses at a typed number must not lock out who holds the card itself.
enum class LoginSubject : std::uint8_t { typed_card = 1, scanned_card = 2, address = 3 };

/// A try that may turn out to be right.
struct CountedTry {
    UnixTime at;
    std::optional<UnixTime> before;  ///< the one before it, if there was any
};

class LoginStore {
public:
    static const std::span<const std::string_view> kSchema;

    LoginStore(store::Database& db, ShardNo shard) : db_(&db), shard_(shard) {}

    // Writes belong to the caller's transaction.

    /// `verifier`: of the card as it was issued with that PIN.
    Status set_pin(std::uint32_t card, const Hash& verifier, const PinHash& pin);
    Status drop_pin(std::uint32_t card);
    Result<std::optional<PinHash>> pin_of(std::uint32_t card, const Hash& verifier) const;

    /// Seconds until that one may try again; 0: now.
    Result<std::uint32_t> wait_s(LoginSubject kind, std::int64_t subject, UnixTime now);
    /// A try that is wrong until take_back().
    Status count(LoginSubject kind, std::int64_t subject, UnixTime now);
    Result<std::optional<UnixTime>> last_try(LoginSubject kind, std::int64_t subject) const;
    /// It was right: whoever shares the address waits for no longer than before it.
    Status take_back(LoginSubject kind, std::int64_t subject, const CountedTry& counted);
    Status forget(LoginSubject kind, std::int64_t subject);

    /// None while tries are free, then 30 s, doubling to an hour.
    static std::uint32_t delay_s(LoginSubject kind, std::int64_t tries);

private:
    store::Database* db_;
    ShardNo shard_;
};

}  // namespace xf::sync
