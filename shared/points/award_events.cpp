#include "shared/points/award_events.hpp"

#include "shared/base/limits.hpp"

namespace xf::points {
namespace {

constexpr std::uint32_t kLastDay = 376'200;  // the year 2999

Result<Points> read_amount(cbor::Reader& in, std::int64_t min, std::int64_t max) {
    XF_ASSIGN(const std::int64_t value, in.integer());
    if (value < min || value > max) return ErrorCode::bad_amount;
    return Points(value);
}

Result<Points> read_change(cbor::Reader& in) {
    XF_ASSIGN(const Points points, read_amount(in, -limits::kAmount, limits::kAmount));
    if (points == Points{}) return ErrorCode::bad_amount;
    return points;
}

Result<std::uint32_t> read_small(cbor::Reader& in, std::uint32_t max) {
    XF_ASSIGN(const std::uint64_t value, in.uint(max));
    return static_cast<std::uint32_t>(value);
}

Result<std::optional<Day>> read_day(cbor::Reader& in) {
    if (in.skip_null()) return std::optional<Day>();
    XF_ASSIGN(const std::uint32_t days, read_small(in, kLastDay));
    return std::optional(Day{static_cast<std::int32_t>(days)});
}

void write_day(cbor::Writer& out, const std::optional<Day>& day) {
    day ? out.integer(day->days) : out.null();
}

void write_key(cbor::Writer& out, const EventKey& key) {
    out.uint(key.device.value).uint(key.epoch.value).uint(key.seq.value);
}

Result<EventKey> read_key(cbor::Reader& in) {
    EventKey key;
    XF_ASSIGN(key.device, in.number<DeviceNo>());
    XF_ASSIGN(key.epoch, in.number<Epoch>());
    XF_ASSIGN(key.seq, in.number<Seq>());
    return key;
}

/// What one rule may be: an instant one stays small, and nothing is taken from anybody unreviewed.
Status check_terms(const RuleDefined& rule) {
    if (rule.version == 0 || rule.text.empty()) return Error{ErrorCode::malformed, "rule"};
    if (rule.from && rule.until && *rule.until < *rule.from)
        return Error{ErrorCode::malformed, "rule: days"};
    if (!rule.instant) return {};
    const bool small = rule.points > Points{} && rule.points <= Points(kInstantPoints);
    return small && rule.cap > 0 ? Status() : Status(ErrorCode::bad_amount);
}

}  // namespace

Bytes RuleDefined::data() const {
    cbor::Writer out;
    out.array(11).uint(rule.value).uint(version).text(category).text(text).integer(points.value());
    out.boolean(instant).uint(static_cast<std::uint64_t>(evidence)).uint(cap).uint(publicity_days);
    write_day(out, from);
    write_day(out, until);
    return out.take();
}

Result<RuleDefined> RuleDefined::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(11));
    RuleDefined out;
    XF_ASSIGN(out.rule, in.number<RuleNo>());
    XF_ASSIGN(out.version, in.uint32());
    XF_ASSIGN(out.category, in.text(limits::kNameBytes));
    XF_ASSIGN(out.text, in.text(limits::kNameBytes));
    XF_ASSIGN(out.points, read_change(in));
    XF_ASSIGN(out.instant, in.boolean());
    XF_ASSIGN(const std::uint32_t evidence,
              read_small(in, static_cast<std::uint32_t>(Evidence::witness)));
    out.evidence = static_cast<Evidence>(evidence);
    XF_ASSIGN(out.cap, read_small(in, kMonthlyCap));
    XF_ASSIGN(out.publicity_days, read_small(in, kPublicityDays));
    XF_ASSIGN(out.from, read_day(in));
    XF_ASSIGN(out.until, read_day(in));
    XF_TRY(in.finish());
    XF_TRY(check_terms(out));
    return out;
}

Bytes AwardProposed::data() const {
    cbor::Writer out;
    out.array(5).uint(household.value).uint(rule.value).uint(version);
    out.integer(points.value()).uint(person.value);
    return out.take();
}

Result<AwardProposed> AwardProposed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(5));
    AwardProposed out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.rule, in.number<RuleNo>());
    XF_ASSIGN(out.version, in.uint32());
    XF_ASSIGN(out.points, read_change(in));
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_TRY(in.finish());
    return out;
}

Bytes AwardEvidence::content() const {
    cbor::Writer out;
    out.array(3).text(note).text(witness);
    blobs::write(out, pictures);
    return out.take();
}

Result<AwardEvidence> AwardEvidence::parse(const store::Event& event) {
    AwardEvidence out;
    if (!event.body) return out;
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader in(event.body->content);
    XF_TRY(in.array_of(3));
    XF_ASSIGN(out.note, in.text(kNoteBytes));
    XF_ASSIGN(out.witness, in.text(limits::kNameBytes));
    XF_ASSIGN(out.pictures, blobs::read_references(in));
    XF_TRY(in.finish());
    return out;
}

Bytes AwardReviewed::data() const {
    cbor::Writer out;
    out.array(6).uint(household.value);
    write_key(out, award);
    out.boolean(yes).uint(reason);
    return out.take();
}

Result<AwardReviewed> AwardReviewed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(6));
    AwardReviewed out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.award, read_key(in));
    XF_ASSIGN(out.yes, in.boolean());
    XF_ASSIGN(out.reason, read_small(in, kReasons));
    XF_TRY(in.finish());
    if (out.reason == 0) return ErrorCode::nothing_entered;
    return out;
}

Bytes AwardObjected::data() const {
    cbor::Writer out;
    out.array(4);
    write_key(out, award);
    out.uint(reason);
    return out.take();
}

Result<AwardObjected> AwardObjected::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    AwardObjected out;
    XF_ASSIGN(out.award, read_key(in));
    XF_ASSIGN(out.reason, read_small(in, kReasons));
    XF_TRY(in.finish());
    if (out.reason == 0) return ErrorCode::nothing_entered;
    return out;
}

Bytes AwardPosted::data() const {
    cbor::Writer out;
    out.array(8).uint(household.value).uint(rule.value);
    out.integer(points.value()).integer(moved.value()).uint(person.value);
    write_key(out, award);
    return out.take();
}

Result<AwardPosted> AwardPosted::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(8));
    AwardPosted out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.rule, in.number<RuleNo>());
    XF_ASSIGN(out.points, read_change(in));
    // Between nothing and the whole: a deduction takes what is there, an award gives what is not owed.
    const std::int64_t whole = out.points.value();
    XF_ASSIGN(out.moved, read_amount(in, whole < 0 ? whole : 0, whole < 0 ? 0 : whole));
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.award, read_key(in));
    XF_TRY(in.finish());
    return out;
}

Bytes AwardStep::data() const {
    cbor::Writer out;
    out.array(6).uint(household.value);
    write_key(out, award);
    out.uint(static_cast<std::uint64_t>(kind)).uint(value);
    return out.take();
}

Result<AwardStep> AwardStep::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(6));
    AwardStep out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.award, read_key(in));
    XF_ASSIGN(const std::uint32_t kind, read_small(in, static_cast<std::uint32_t>(Kind::shown)));
    if (kind == 0) return Error{ErrorCode::malformed, "award step"};
    out.kind = static_cast<Kind>(kind);
    XF_ASSIGN(out.value, in.uint32());
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::points
