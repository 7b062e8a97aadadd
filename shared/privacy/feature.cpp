#include "shared/privacy/feature.hpp"

namespace xf::privacy {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE privacy_notice(
  shard INTEGER NOT NULL, person INTEGER NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY(shard, person)) STRICT, WITHOUT ROWID;
)sql";

Result<Verdict> judge(const Place&, const Arrival& arrival) {
    const Header& header = arrival.header;
    switch (header.type) {
        // Of somebody who is not here (any more), too: a restored hub erases first what comes later.
        case kPersonErasedType:
            XF_TRY(Erased::parse(header));
            break;
        case kNoticeAcceptedType: {
            XF_ASSIGN(const NoticeAccepted accepted, NoticeAccepted::parse(header));
            if (header.actor.person() != accepted.person) return ErrorCode::not_permitted;
            break;
        }
        case kPersonExportedType:
            XF_TRY(Exported::parse(header));
            break;
        default:
            return ErrorCode::unknown_type;
    }
    return Verdict::accepted();
}

Status apply(const Place& place, const Arrival& arrival) {
    if (arrival.header.type != kNoticeAcceptedType || !arrival.counts()) return {};
    XF_ASSIGN(const NoticeAccepted accepted, NoticeAccepted::parse(arrival.header));
    return place.db.run(
        "INSERT INTO privacy_notice VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET version = max(version, excluded.version)",
        place.shard, accepted.person, accepted.version);
}

std::optional<Scope> erases(const Header& header) {
    if (header.type != kPersonErasedType) return std::nullopt;
    const auto erased = Erased::parse(header);
    return erased.ok() ? std::optional(erased->whom()) : std::nullopt;
}

}  // namespace

const Feature& feature() {
    using namespace capability;
    static const Feature kFeature{
        .name = "privacy",
        .types =
            {
                {kPersonErasedType, "person_erased", ScopeKind::household, false, kHub},
                {kNoticeAcceptedType, "notice_accepted", ScopeKind::household, false,
                 kKiosk | kCounter | kVisitor},
                {kPersonExportedType, "person_exported", ScopeKind::household, false, kHub},
            },
        .tables = {"privacy_notice"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
        .erases = erases,
    };
    return kFeature;
}

Result<bool> knows_notice(const Place& place, PersonNo person) {
    XF_ASSIGN(const std::int64_t found,
              place.db.integer("SELECT count(*) FROM privacy_notice"
                               " WHERE shard = ? AND person = ? AND version >= ?",
                               place.shard, person, kNoticeVersion));
    return found != 0;
}

Result<bool> erased(const Place& place, const Scope& whom) {
    XF_ASSIGN(const std::int64_t found,
              place.db.integer("SELECT count(*) FROM erased"
                               " WHERE shard = ? AND kind = ? AND subject = ?",
                               place.shard, whom.kind, whom.subject));
    return found != 0;
}

}  // namespace xf::privacy
