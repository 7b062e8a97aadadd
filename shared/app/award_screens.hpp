// 积分细则、给分、审核、公示: rules that anybody can read, and an award with all that became of it.
#pragma once

#include "shared/app/common_views.hpp"
#include "shared/app/picture_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// How far an award has come; as points::AwardState.
enum class AwardStage : std::uint8_t {
    proposed,
    waiting,
    approved,
    shown,
    objected,
    posted,
    returned,
    refused,
    revoked,
    reversed,
};

/// What a rule asks for; as points::Evidence.
enum class AwardNeeds : std::uint8_t { nothing, photo, witness };

/// Reasons by their numbers in the log; the interface has the words.
inline constexpr std::uint32_t kApprovals[] = {1, 2};
inline constexpr std::uint32_t kReturns[] = {16, 17, 18, 19};
inline constexpr std::uint32_t kObjections[] = {1, 2, 3};

struct RuleItem {
    RuleNo no;
    std::string category;  ///< may be empty
    std::string text;
    Points points;
    bool instant = false;
    AwardNeeds needs = AwardNeeds::nothing;
    std::uint32_t cap = 0;  ///< times a month for one household; 0: any
    std::uint32_t publicity_days = 0;
    std::optional<Day> from = {}, until = {};
    bool valid = true;  ///< today
};

struct RulesView {
    std::vector<RuleItem> rules;  ///< by category
};

struct AwardItem {
    EventKey id;
    std::string rule;
    Points points;
    std::string household;  ///< masked for strangers: 王**
    std::string person;     ///< likewise; empty: the household as a whole
    AwardStage stage = AwardStage::proposed;
    UnixTime at;                       ///< when it was proposed
    std::uint32_t days_left = 0;       ///< of 公示
    std::uint32_t reason = 0;          ///< of the reviewer
    std::uint32_t answer = 0;          ///< reason of the answer to an objection; 0: none yet
    std::optional<ErrorCode> refused;  ///< by the rules
    RecordState record = RecordState::reported;
    bool instant = false;
    bool unreviewed = false;  ///< posted at once, and nobody has looked at it yet
    bool own = false;         ///< proposed by who looks: another has to review it
};

struct AwardsView {
    enum class List : std::uint8_t { to_review, shown } list = List::shown;
    std::vector<AwardItem> items;
};

struct AwardView {
    AwardItem item;
    bool whole = false;  ///< may see words and pictures: staff, and the household itself
    std::string note;
    std::string witness;
    std::vector<PictureItem> pictures;
    std::string proposer;
    std::string reviewer;
    UnixTime reviewed_at;
    std::uint32_t objection = 0;  ///< its reason
    std::string answerer;
    UnixTime posted_at;
    bool posted = false;
    Points moved;  ///< of 可用分, once posted
    bool can_review = false;
    bool can_answer = false;
    bool can_object = false;
    bool objecting = false;  ///< the resident is asked for the reason
};

// ---- what can be done ---------------------------------------------------------------------------

struct OpenAward {
    EventKey id;
};
struct ReviewAward {
    bool approved = false;
    std::uint32_t reason = 0;
};
struct AnswerObjection {
    bool upheld = false;
    std::uint32_t reason = 0;
};
struct StartObjection {};
struct ObjectToAward {
    std::uint32_t reason = 0;
};

}  // namespace xf::app
