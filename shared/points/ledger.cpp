#include "shared/points/ledger.hpp"

namespace xf::points {

using namespace store;

// Holder 0 is the hub (its epoch is 0). The CHECKs say again, in another language, what the rules
// promise: a defect in a rule becomes an error, not a negative household.
const std::string_view kLedgerSchema = R"sql(
CREATE TABLE points_account(
  shard INTEGER NOT NULL, account INTEGER NOT NULL, balance INTEGER NOT NULL,
  PRIMARY KEY(shard, account),
  CHECK (CASE WHEN account IN (1, 4) THEN balance <= 0 ELSE balance >= 0 END)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE points_household(
  shard INTEGER NOT NULL, household INTEGER NOT NULL,
  posted INTEGER NOT NULL CHECK (posted >= 0), score INTEGER NOT NULL,
  PRIMARY KEY(shard, household)) STRICT, WITHOUT ROWID;
CREATE TABLE points_holding(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, holder INTEGER NOT NULL,
  epoch INTEGER NOT NULL, points INTEGER NOT NULL CHECK (points >= 0),
  PRIMARY KEY(shard, household, holder, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE points_recall(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, device INTEGER NOT NULL,
  epoch INTEGER NOT NULL, points INTEGER NOT NULL CHECK (points > 0),
  PRIMARY KEY(shard, household, device, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE points_covered(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, holder INTEGER NOT NULL,
  epoch INTEGER NOT NULL, points INTEGER NOT NULL CHECK (points >= 0),
  PRIMARY KEY(shard, household, holder, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE points_counter(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY(shard, device)) STRICT, WITHOUT ROWID;
CREATE TABLE points_line(
  shard INTEGER NOT NULL, household INTEGER NOT NULL, position INTEGER NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(shard, household, position)) STRICT, WITHOUT ROWID;
)sql";

const std::vector<std::string_view> kLedgerTables = {
    "points_account", "points_household", "points_holding", "points_recall",
    "points_covered", "points_counter",   "points_line",
};

namespace {

/// Reads the first column of the first row, or 0.
template <typename... Values>
Result<Points> sum_of(const Place& place, std::string_view sql, const Values&... values) {
    XF_ASSIGN(Statement rows, place.db.prepare(sql, values...));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) { return row.column_points(0); }));
    return found.value_or(Points{});
}

}  // namespace

Result<Points> balance(const Place& place, Account account) {
    return sum_of(place, "SELECT balance FROM points_account WHERE shard = ? AND account = ?",
                  place.shard, account);
}

Result<Points> holding(const Place& place, HouseholdNo household, DeviceNo holder, Epoch epoch) {
    return sum_of(place,
                  "SELECT points FROM points_holding"
                  " WHERE shard = ? AND household = ? AND holder = ? AND epoch = ?",
                  place.shard, household, holder, epoch);
}

Result<Points> recall(const Place& place, HouseholdNo household, DeviceNo device, Epoch epoch) {
    return sum_of(place,
                  "SELECT points FROM points_recall"
                  " WHERE shard = ? AND household = ? AND device = ? AND epoch = ?",
                  place.shard, household, device, epoch);
}

Status post(const Place& place, Account account, Points change) {
    XF_ASSIGN(const Points now, balance(place, account));
    const Points then = now + change;
    const bool below = account == Account::mint || account == Account::loss;
    if (below ? then > Points{} : then < Points{}) return ErrorCode::bad_amount;
    return place.db.run(
        "INSERT INTO points_account VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET balance = excluded.balance",
        place.shard, account, then);
}

Status post_household(const Place& place, HouseholdNo household, Points posted, Points score) {
    XF_ASSIGN(const Points now,
              sum_of(place, "SELECT posted FROM points_household WHERE shard = ? AND household = ?",
                     place.shard, household));
    const Points then = now + posted;
    if (then < Points{}) return ErrorCode::bad_amount;
    // The new balance, not the change: SQLite checks the row to insert before it looks for another.
    return place.db.run(
        "INSERT INTO points_household VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
        " SET posted = excluded.posted, score = score + excluded.score",
        place.shard, household, then, score);
}

Status post_holding(const Place& place, HouseholdNo household, DeviceNo holder, Epoch epoch,
                    Points change) {
    XF_ASSIGN(const Points now, holding(place, household, holder, epoch));
    const Points then = now + change;
    if (then < Points{}) return ErrorCode::over_lease;
    return place.db.run(
        "INSERT INTO points_holding VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET points = excluded.points",
        place.shard, household, holder, epoch, then);
}

Status add_covered(const Place& place, HouseholdNo household, DeviceNo holder, Epoch epoch,
                   Points change) {
    XF_ASSIGN(const Points now,
              sum_of(place,
                     "SELECT points FROM points_covered"
                     " WHERE shard = ? AND household = ? AND holder = ? AND epoch = ?",
                     place.shard, household, holder, epoch));
    const Points then = now + change;
    if (then < Points{}) return ErrorCode::bad_amount;
    if (then == Points{})
        return place.db.run(
            "DELETE FROM points_covered"
            " WHERE shard = ? AND household = ? AND holder = ? AND epoch = ?",
            place.shard, household, holder, epoch);
    return place.db.run(
        "INSERT INTO points_covered VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET points = excluded.points",
        place.shard, household, holder, epoch, then);
}

Status set_recall(const Place& place, HouseholdNo household, DeviceNo device, Epoch epoch,
                  Points points) {
    if (points == Points{})
        return place.db.run(
            "DELETE FROM points_recall"
            " WHERE shard = ? AND household = ? AND device = ? AND epoch = ?",
            place.shard, household, device, epoch);
    return place.db.run(
        "INSERT INTO points_recall VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET points = excluded.points",
        place.shard, household, device, epoch, points);
}

}  // namespace xf::points
