#include "shared/disclosure/feature.hpp"

#include <initializer_list>
#include <string>

#include "shared/blobs/links.hpp"
#include "shared/store/event_store.hpp"

namespace xf::disclosure {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE submission(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  position INTEGER NOT NULL, counts INTEGER NOT NULL, matter BLOB NOT NULL,
  version INTEGER NOT NULL, kind INTEGER NOT NULL, due INTEGER, supersedes INTEGER,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX submission_position ON submission(shard, position);
CREATE INDEX submission_matter ON submission(shard, matter, position);
CREATE INDEX submission_due ON submission(shard, kind, due);
CREATE TABLE submission_withdrawal(
  shard INTEGER NOT NULL, matter BLOB NOT NULL, version INTEGER NOT NULL, number INTEGER,
  position INTEGER NOT NULL,
  PRIMARY KEY(shard, matter, version)) STRICT, WITHOUT ROWID;
CREATE TABLE channel_use(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  month INTEGER NOT NULL, kind INTEGER NOT NULL, channel INTEGER NOT NULL, day INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX channel_use_month ON channel_use(shard, month);
)sql";

// Of a row s of submission.
constexpr std::string_view kSuperseded =
    "EXISTS (SELECT 1 FROM submission o WHERE o.shard = s.shard AND o.matter = s.matter"
    " AND o.counts AND o.supersedes = s.version)";
constexpr std::string_view kWithdrawn =
    "EXISTS (SELECT 1 FROM submission_withdrawal w WHERE w.shard = s.shard"
    " AND w.matter = s.matter AND w.version = s.version)";

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) out += part;
    return out;
}

std::string in_force() {
    return joined({"s.counts AND NOT ", kSuperseded, " AND NOT ", kWithdrawn});
}

Accepted read_accepted(const Row& row, int from) {
    Accepted out{row.column_uint32(from), static_cast<LeafKind>(row.column_int(from + 1))};
    if (!row.column_null(from + 2)) out.due = DueMonth::of(row.column_uint32(from + 2));
    out.superseded = row.column_bool(from + 3);
    out.withdrawn = row.column_bool(from + 4);
    return out;
}

Result<bool> month_taken(const Place& place, const Submitted& submitted) {
    if (!submitted.due) return false;
    XF_ASSIGN(
        const std::int64_t others,
        place.db.integer(joined({"SELECT EXISTS (SELECT 1 FROM submission s WHERE shard = ?"
                                 " AND kind = ? AND due = ? AND matter <> ? AND ",
                                 in_force(), ")"}),
                         place.shard, submitted.kind, submitted.due->number(), submitted.matter));
    return others != 0;
}

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    if (arrival.header.type == kWithdrawnType) {  // only the hub writes it
        XF_ASSIGN(const Withdrawn withdrawn, Withdrawn::parse(arrival.header));
        static_cast<void>(withdrawn);
        return Verdict::accepted();
    }
    if (!arrival.header.actor.staff()) return ErrorCode::not_permitted;
    if (arrival.header.type == kChannelType) {
        XF_ASSIGN(const ChannelUsed used, ChannelUsed::parse(arrival.header));
        static_cast<void>(used);
        return Verdict::accepted();
    }
    XF_ASSIGN(const Submitted submitted, Submitted::parse(arrival.header));
    XF_ASSIGN(const SubmittedText text, SubmittedText::parse(arrival.event));
    Situation situation;
    XF_ASSIGN(situation.before, versions_of(place, submitted.matter));
    XF_ASSIGN(situation.month_taken, month_taken(place, submitted));
    situation.day = china_day(arrival.header.time);
    XF_TRY(may_publish(submitted, text, situation));
    return Verdict::accepted();
}

Status apply_channel(const Place& place, const Arrival& arrival) {
    const EventKey& key = arrival.key;
    XF_ASSIGN(const ChannelUsed used, ChannelUsed::parse(arrival.header));
    return place.db.run("INSERT INTO channel_use VALUES (?, ?, ?, ?, ?, ?, ?, ?)", place.shard,
                        key.device, key.epoch, key.seq, used.month.number(), used.kind,
                        used.channel, used.day);
}

Status apply_withdrawn(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const Withdrawn what, Withdrawn::parse(arrival.header));
    return place.db.run(
        "INSERT INTO submission_withdrawal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        place.shard, what.matter, what.version, what.number, arrival.order);
}

Status apply(const Place& place, const Arrival& arrival) {
    const EventKey& key = arrival.key;
    const std::uint32_t type = arrival.header.type;
    if (type == kChannelType) return arrival.counts() ? apply_channel(place, arrival) : Status();
    if (type == kWithdrawnType)
        return arrival.counts() ? apply_withdrawn(place, arrival) : Status();
    if (type != kSubmittedType) return {};
    const auto submitted = Submitted::parse(arrival.header);
    if (!submitted.ok()) return arrival.counts() ? Status(submitted.error()) : Status{};
    std::optional<std::uint32_t> due;
    if (submitted->due) due = submitted->due->number();
    if (const auto text = SubmittedText::parse(arrival.event); text.ok())
        XF_TRY(blobs::link(place, arrival, text->pictures));
    return place.db.run("INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        place.shard, key.device, key.epoch, key.seq, arrival.order,
                        arrival.counts(), submitted->matter, submitted->version, submitted->kind,
                        due, submitted->supersedes);
}

constexpr int kFirstOwnColumn = 13;  ///< after EventStore::kColumns

/// A row of the query below; none where its text is not readable.
Result<std::optional<Submission>> read_submission(const Row& row) {
    XF_ASSIGN(const StoredEvent stored, EventStore::read(row));
    XF_ASSIGN(const Header header, stored.event.parsed());
    const auto what = Submitted::parse(header);
    auto text = SubmittedText::parse(stored.event);
    if (!what.ok() || !text.ok()) return std::optional<Submission>();
    Submission out;
    out.key = stored.key;
    out.what = *what;
    out.text = *std::move(text);
    out.actor = header.actor;
    out.auth = header.auth;
    out.at = header.time;
    out.superseded = row.column_bool(kFirstOwnColumn);
    out.withdrawn = row.column_bool(kFirstOwnColumn + 1);
    if (stored.position) {
        out.verdict = stored.position->verdict;
        out.hub_seq = stored.position->hub_seq;
    }
    return std::optional(std::move(out));
}

template <typename... Values>
Result<std::vector<Submission>> select(const Place& place, std::string_view where,
                                       const Values&... values) {
    constexpr std::string_view kFrom =
        " FROM submission s JOIN event e ON e.shard = s.shard AND e.device = s.device"
        " AND e.epoch = s.epoch AND e.seq = s.seq"
        " LEFT JOIN body b ON b.shard = e.shard AND b.device = e.device"
        " AND b.epoch = e.epoch AND b.seq = e.seq WHERE s.shard = ?1 AND ";
    const std::string sql = joined(
        {"SELECT ", EventStore::kColumns, ", ", kSuperseded, ", ", kWithdrawn, kFrom, where});
    std::vector<Submission> out;
    XF_ASSIGN(Statement rows, place.db.prepare(sql, place.shard, values...));
    XF_TRY(rows.each([&](const Row& row) -> Status {
        XF_ASSIGN(auto one, read_submission(row));
        if (one) out.push_back(*std::move(one));
        return {};
    }));
    return out;
}

}  // namespace

const Feature& feature() {
    using namespace capability;
    static const Feature kFeature{
        .name = "disclosure",
        .types =
            {
                {kSubmittedType, "publication_submitted", ScopeKind::staff, true, kDesk | kHub,
                 role::kStaff},
                {kChannelType, "channel_used", ScopeKind::village, false, kDesk | kHub,
                 role::kStaff},
                {kWithdrawnType, "publication_withdrawn", ScopeKind::staff, false, kHub, 0},
            },
        .tables = {"submission", "submission_withdrawal", "channel_use"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
    };
    return kFeature;
}

Result<std::vector<Submission>> submissions(const Place& place, std::size_t limit) {
    return select(place, "TRUE ORDER BY s.position DESC LIMIT ?2", limit);
}

Result<std::vector<Submission>> submissions_of(const Place& place, const Uuid& matter) {
    return select(place, "s.matter = ?2 AND s.counts ORDER BY s.position", matter);
}

Result<std::optional<Submission>> find_submission(const Place& place, const EventKey& key) {
    XF_ASSIGN(auto found, select(place, "s.device = ?2 AND s.epoch = ?3 AND s.seq = ?4", key.device,
                                 key.epoch, key.seq));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::optional<Submission>> month_in_force(const Place& place, LeafKind kind,
                                                 DueMonth month) {
    const std::string newest = " ORDER BY s.position DESC LIMIT 1";
    XF_ASSIGN(auto found,
              select(place, joined({"s.kind = ?2 AND s.due = ?3 AND ", in_force(), newest}), kind,
                     month.number()));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<Accepted>> versions_of(const Place& place, const Uuid& matter) {
    std::vector<Accepted> out;
    XF_ASSIGN(Statement rows,
              place.db.prepare(joined({"SELECT version, kind, due, ", kSuperseded, ", ", kWithdrawn,
                                       ", position FROM submission s"
                                       " WHERE shard = ?1 AND matter = ?2 AND counts"
                                       " UNION ALL SELECT number, ?3, NULL, 0, 0, position"
                                       " FROM submission_withdrawal"
                                       " WHERE shard = ?1 AND matter = ?2 AND number IS NOT NULL"
                                       " ORDER BY 6"}),
                               place.shard, matter, LeafKind::withdrawal));
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_accepted(row, 0)); }));
    return out;
}

Result<std::vector<OpenMatter>> open_matters(const Place& place) {
    std::vector<std::pair<Uuid, std::vector<Accepted>>> matters;  // the one that moved last first
    constexpr std::string_view kFrom =
        ", max(position) OVER (PARTITION BY matter) AS last FROM submission s"
        " WHERE shard = ? AND counts AND kind BETWEEN ? AND ? ORDER BY last DESC, matter, position";
    {
        XF_ASSIGN(Statement rows,
                  place.db.prepare(joined({"SELECT matter, version, kind, due, ", kSuperseded, ", ",
                                           kWithdrawn, kFrom}),
                                   place.shard, LeafKind::proposal, LeafKind::result));
        XF_TRY(rows.each([&](const Row& row) {
            const auto matter = row.fixed<Uuid>(0);
            if (matters.empty() || matters.back().first != matter) matters.push_back({matter, {}});
            matters.back().second.push_back(read_accepted(row, 1));
        }));
    }
    std::vector<OpenMatter> out;
    for (const auto& [matter, versions] : matters) {
        const auto next = next_step(versions);
        if (!next || out.size() == kOpenMatters) continue;
        XF_ASSIGN(const auto last, select(place,
                                          "s.matter = ?2 AND s.counts"
                                          " ORDER BY s.position DESC LIMIT 1",
                                          matter));
        if (!last.empty()) out.push_back({matter, last.front().text.title, *next});
    }
    return out;
}

Result<bool> may_be_withdrawn(const Place& place, const Uuid& matter, std::uint32_t version) {
    XF_ASSIGN(const std::int64_t found,
              place.db.integer(joined({"SELECT EXISTS (SELECT 1 FROM submission s WHERE shard = ?"
                                       " AND matter = ? AND version = ? AND counts AND NOT ",
                                       kWithdrawn, ")"}),
                               place.shard, matter, version));
    return found != 0;
}

Result<std::vector<Submission>> accepted_after(const Place& place, std::uint64_t hub_seq,
                                               std::size_t limit) {
    return select(place, "s.counts AND s.position > ?2 ORDER BY s.position LIMIT ?3", hub_seq,
                  limit);
}

Result<std::vector<ChannelUsed>> channels_of(const Place& place, DueMonth month) {
    std::vector<ChannelUsed> out;
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT kind, channel, day FROM channel_use"
                               " WHERE shard = ? AND month = ? ORDER BY day, kind, channel",
                               place.shard, month.number()));
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({month, static_cast<LeafKind>(row.column_int(0)),
                       static_cast<Channel>(row.column_int(1)),
                       Day{static_cast<std::int32_t>(row.column_int(2))}});
    }));
    return out;
}

}  // namespace xf::disclosure
