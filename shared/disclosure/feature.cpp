#include "shared/disclosure/feature.hpp"

#include "shared/blobs/links.hpp"
#include "shared/disclosure/rules.hpp"
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
CREATE TABLE channel_use(
  shard INTEGER NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  month INTEGER NOT NULL, kind INTEGER NOT NULL, channel INTEGER NOT NULL, day INTEGER NOT NULL,
  PRIMARY KEY(shard, device, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX channel_use_month ON channel_use(shard, month);
)sql";

/// What was accepted of a matter. A version that another names is superseded.
Result<std::vector<Accepted>> accepted(const Place& place, const Uuid& matter) {
    std::vector<Accepted> out;
    XF_ASSIGN(Statement rows,
              place.db.prepare("SELECT version, kind, due, EXISTS (SELECT 1 FROM submission o"
                               " WHERE o.shard = s.shard AND o.matter = s.matter AND o.counts"
                               " AND o.supersedes = s.version)"
                               " FROM submission s WHERE shard = ? AND matter = ? AND counts"
                               " ORDER BY position",
                               place.shard, matter));
    XF_TRY(rows.each([&](const Row& row) {
        Accepted one{row.column_uint32(0), static_cast<LeafKind>(row.column_int(1))};
        if (!row.column_null(2)) one.due = DueMonth::of(row.column_uint32(2));
        one.superseded = row.column_bool(3);
        out.push_back(one);
    }));
    return out;
}

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    if (!arrival.header.actor.staff()) return ErrorCode::not_permitted;
    if (arrival.header.type == kChannelType) {
        XF_ASSIGN(const ChannelUsed used, ChannelUsed::parse(arrival.header));
        static_cast<void>(used);
        return Verdict::accepted();
    }
    XF_ASSIGN(const Submitted submitted, Submitted::parse(arrival.header));
    XF_ASSIGN(const SubmittedText text, SubmittedText::parse(arrival.event));
    XF_ASSIGN(const std::vector<Accepted> before, accepted(place, submitted.matter));
    XF_TRY(may_publish(submitted, text, before));
    return Verdict::accepted();
}

Status apply(const Place& place, const Arrival& arrival) {
    const EventKey& key = arrival.key;
    if (arrival.header.type == kChannelType) {
        if (!arrival.counts()) return {};
        XF_ASSIGN(const ChannelUsed used, ChannelUsed::parse(arrival.header));
        return place.db.run("INSERT INTO channel_use VALUES (?, ?, ?, ?, ?, ?, ?, ?)", place.shard,
                            key.device, key.epoch, key.seq, used.month.number(), used.kind,
                            used.channel, used.day);
    }
    if (arrival.header.type != kSubmittedType) return {};
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
    if (stored.position) {
        out.verdict = stored.position->verdict;
        out.hub_seq = stored.position->hub_seq;
    }
    return std::optional(std::move(out));
}

template <typename... Values>
Result<std::vector<Submission>> select(const Place& place, std::string_view where,
                                       const Values&... values) {
    const std::string sql =
        "SELECT " + std::string(EventStore::kColumns) +
        "FROM submission s JOIN event e ON e.shard = s.shard AND e.device = s.device"
        " AND e.epoch = s.epoch AND e.seq = s.seq"
        " LEFT JOIN body b ON b.shard = e.shard AND b.device = e.device AND b.epoch = e.epoch"
        " AND b.seq = e.seq WHERE s.shard = ?1 AND " +
        std::string(where);
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
            },
        .tables = {"submission", "channel_use"},
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
