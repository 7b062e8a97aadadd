// From a deed to its points: rules with all their terms, an award that is proposed, looked at by
// another, shown to everybody and posted. What money depends on stands in headers; the note and the
// pictures of a proposal are in its body, and its posting has none.
//
// An award is named by the event that proposed it: key = device, epoch, seq.
//
//   defined    data = [rule, version, category, text, points, instant, evidence, cap,
//                      publicity days, from / null, until / null]
//   proposed   data = [household, rule, version, points, person]  content = [note, witness, pictures]
//   reviewed   data = [household, key…, approved, reason]
//   objected   data = [key…, reason]
//   answered   data = [household, key…, upheld, reason]
//   posted     data = [household, rule, points, moved, person, key…]
//   step       data = [household, key…, step, value]
//
//   person     0: the household as a whole
//   from …     days since 1970, both included
//   reason     number of a sentence that the interface has (AwardReason, ObjectionReason)
//   moved      change of 可用分; `points` is that of 累计分. They differ where a deduction found less
//              than it took (the rest is owed), and where an award pays back what was owed
#pragma once

#include "shared/blobs/reference.hpp"
#include "shared/points/events.hpp"

namespace xf::points {

inline constexpr std::uint32_t kRuleDefinedType = 72;
inline constexpr std::uint32_t kAwardProposedType = 73;
inline constexpr std::uint32_t kAwardReviewedType = 74;
inline constexpr std::uint32_t kAwardObjectedType = 75;
inline constexpr std::uint32_t kObjectionAnsweredType = 76;
inline constexpr std::uint32_t kAwardPostedType = 77;
inline constexpr std::uint32_t kAwardStepType = 78;

inline constexpr std::int64_t kInstantPoints = 20;  ///< of an instant rule: small by intent
inline constexpr std::uint32_t kMonthlyCap = 31;    ///< once a day
inline constexpr std::uint32_t kPublicityDays = 60;
inline constexpr std::size_t kNoteBytes = 600;  ///< 200 characters
inline constexpr std::uint32_t kReasons = 255;

/// What has to go with a proposal.
enum class Evidence : std::uint8_t { none = 0, photo = 1, witness = 2 };

/// 积分细则. Both its versions and those of others are kept: a proposal stands under the one it names.
struct RuleDefined {
    RuleNo rule;
    std::uint32_t version = 1;  ///< 0: set by the older rule set event, which has no terms
    std::string category;
    std::string text;
    Points points;         ///< < 0: a deduction, which is never instant
    bool instant = false;  ///< posted at once and reviewed afterwards
    Evidence evidence = Evidence::none;
    std::uint32_t cap = 0;  ///< times in one month for one household; 0: as often as it happens
    std::uint32_t publicity_days = 0;
    std::optional<Day> from = {};
    std::optional<Day> until = {};

    Bytes data() const;
    /// Errors: malformed, bad_amount.
    static Result<RuleDefined> parse(const store::Header& header);
};

struct AwardProposed {
    HouseholdNo household;
    RuleNo rule;
    std::uint32_t version = 0;
    Points points;
    PersonNo person;

    Bytes data() const;
    static Result<AwardProposed> parse(const store::Header& header);
};

struct AwardEvidence {
    std::string note;
    std::string witness;
    std::vector<blobs::BlobRef> pictures = {};

    Bytes content() const;
    /// Empty where the body was erased or withheld. Errors: malformed, too_large.
    static Result<AwardEvidence> parse(const store::Event& event);
};

/// Why a reviewer decided so. The words are the interface's; numbers are never used again for another.
enum class AwardReason : std::uint8_t {
    true_and_proven = 1,  ///< 情况属实、证据齐全
    checked_on_site = 2,  ///< 到现场看过
    not_enough = 16,      ///< 证据不够
    not_true = 17,        ///< 与事实不符
    not_in_rule = 18,     ///< 不合这条细则
    twice = 19,           ///< 已经给过了
};

enum class ObjectionReason : std::uint8_t {
    did_not_happen = 1,  ///< 没这回事
    wrong_points = 2,    ///< 分数不对
    wrong_household = 3  ///< 不是这家做的
};

/// Of a reviewer: of the award, or of an objection to it.
struct AwardReviewed {
    HouseholdNo household;
    EventKey award;
    bool yes = false;  ///< approved; of an objection: upheld, so that the award falls
    std::uint32_t reason = 0;

    Bytes data() const;
    static Result<AwardReviewed> parse(const store::Header& header);
};

struct AwardObjected {
    EventKey award;
    std::uint32_t reason = 0;

    Bytes data() const;
    static Result<AwardObjected> parse(const store::Header& header);
};

struct AwardPosted {
    HouseholdNo household;
    RuleNo rule;
    Points points;  ///< < 0: a deduction, or the reversal of an instant award
    Points moved;
    PersonNo person;
    EventKey award;

    Bytes data() const;
    static Result<AwardPosted> parse(const store::Header& header);
};

/// What the hub does by its own clock; the header's time is the hub's.
struct AwardStep {
    enum class Kind : std::uint8_t {
        taken = 1,    ///< counts in the month of then; waits for a reviewer
        refused = 2,  ///< value: number of the error
        shown = 3,    ///< 公示; value: the day on which it is posted
    };

    HouseholdNo household;
    EventKey award;
    Kind kind = Kind::taken;
    std::uint32_t value = 0;

    Bytes data() const;
    static Result<AwardStep> parse(const store::Header& header);
};

}  // namespace xf::points
