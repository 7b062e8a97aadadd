#include "shared/sync/login_store.hpp"

#include "shared/base/guessing.hpp"
#include "shared/base/limits.hpp"

namespace xf::sync {

using namespace store;

namespace {

/// A village hall's phones share one address.
constexpr std::int64_t kAddressTries = 20;
/// Without a wrong login for so long everything is forgiven.
constexpr std::int64_t kForgivenS = 86'400;

constexpr std::string_view kSteps[] = {
    R"sql(
CREATE TABLE login_pin(
  shard INTEGER NOT NULL, card INTEGER NOT NULL, verifier BLOB NOT NULL, salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY(shard, card)) STRICT, WITHOUT ROWID;
CREATE TABLE login_try(
  shard INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL,
  tries INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY(shard, kind, subject)) STRICT, WITHOUT ROWID;
)sql"};

}  // namespace

const std::span<const std::string_view> LoginStore::kSchema = kSteps;

PinHash PinHash::of(std::string_view pin, Bytes salt) {
    PinHash out{std::move(salt), {}};
    out.hash = argon2id(pin, out.salt);
    return out;
}

Status LoginStore::set_pin(std::uint32_t card, const Hash& verifier, const PinHash& pin) {
    return db_->run("INSERT OR REPLACE INTO login_pin VALUES (?, ?, ?, ?, ?)", shard_, card,
                    verifier, pin.salt, pin.hash);
}

Result<std::optional<PinHash>> LoginStore::pin_of(std::uint32_t card, const Hash& verifier) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT salt, hash FROM login_pin"
                                           " WHERE shard = ? AND card = ? AND verifier = ?",
                                           shard_, card, verifier));
    return rows.first([](const Row& row) {
        const ByteView salt = row.column_blob(0);
        return PinHash{Bytes(salt.begin(), salt.end()), row.fixed<Hash>(1)};
    });
}

std::uint32_t LoginStore::delay_s(LoginSubject kind, std::int64_t tries) {
    return guess_delay_s(tries, kind == LoginSubject::address ? kAddressTries : limits::kPinTries);
}

Result<std::uint32_t> LoginStore::wait_s(LoginSubject kind, std::int64_t subject, UnixTime now) {
    struct Tries {
        std::int64_t count = 0;
        UnixTime last;
    };
    XF_ASSIGN(Statement rows, db_->prepare("SELECT tries, last FROM login_try"
                                           " WHERE shard = ? AND kind = ? AND subject = ?",
                                           shard_, kind, subject));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) {
        return Tries{row.column_int(0), row.column_time(1)};
    }));
    if (!found) return 0u;
    const std::uint32_t delay = delay_s(kind, found->count);
    if (found->last.seconds > now.seconds) {
        XF_TRY(
            db_->run("UPDATE login_try SET last = ? WHERE shard = ? AND kind = ?"
                     " AND subject = ?",
                     now, shard_, kind, subject));
        return delay;
    }
    const std::int64_t gone = now.seconds - found->last.seconds;
    return gone >= delay ? 0u : static_cast<std::uint32_t>(delay - gone);
}

Status LoginStore::count(LoginSubject kind, std::int64_t subject, UnixTime now) {
    XF_TRY(db_->run("DELETE FROM login_try WHERE shard = ? AND kind = ? AND last < ?", shard_, kind,
                    now.seconds - kForgivenS));
    XF_TRY(
        db_->run("INSERT INTO login_try VALUES (?1, ?2, ?3, 1, ?4) ON CONFLICT DO UPDATE"
                 " SET tries = max(tries - max(?4 - last, 0) / ?5, 0) + 1, last = ?4",
                 shard_, kind, subject, now, kLongestGuessDelayS));
    // Who guessed least is forgotten first: a flood of single guesses frees nobody.
    return db_->run(
        "DELETE FROM login_try WHERE shard = ?1 AND kind = ?2 AND subject IN"
        " (SELECT subject FROM login_try WHERE shard = ?1 AND kind = ?2"
        "  ORDER BY tries DESC, last DESC LIMIT -1 OFFSET ?3)",
        shard_, kind, limits::kLoginSubjects);
}

Result<std::optional<UnixTime>> LoginStore::last_try(LoginSubject kind,
                                                     std::int64_t subject) const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT last FROM login_try WHERE shard = ? AND kind = ?"
                                           " AND subject = ?",
                                           shard_, kind, subject));
    return rows.first([](const Row& row) { return row.column_time(0); });
}

Status LoginStore::take_back(LoginSubject kind, std::int64_t subject, const CountedTry& counted) {
    return db_->run(
        "UPDATE login_try SET tries = max(tries - 1, 0),"
        " last = CASE WHEN last = ?4 THEN ?5 ELSE last END"
        " WHERE shard = ?1 AND kind = ?2 AND subject = ?3",
        shard_, kind, subject, counted.at, counted.before.value_or(UnixTime{0}));
}

Status LoginStore::drop_pin(std::uint32_t card) {
    return db_->run("DELETE FROM login_pin WHERE shard = ? AND card = ?", shard_, card);
}

Status LoginStore::forget(LoginSubject kind, std::int64_t subject) {
    return db_->run("DELETE FROM login_try WHERE shard = ? AND kind = ? AND subject = ?", shard_,
                    kind, subject);
}

}  // namespace xf::sync
