// 诉求: filed by a resident, in their name or without; taken up at a desk, handed on from level to
// level; closed by the resident.
#pragma once

#include "shared/app/list_screens.hpp"
#include "shared/app/picture_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// Categories of requests; titles are in the catalogue.
enum class RequestCategory : std::uint8_t {
    environment,
    roads,
    water_power,
    neighbours,
    welfare,
    other
};
inline constexpr std::uint8_t kRequestCategories = 6;

/// The last one is no state: it marks a step that changes none.
enum class RequestState : std::uint8_t {
    filed,
    accepted,
    finished,
    closed,
    reopened,
    handed_on,
    visited
};
inline constexpr std::uint8_t kRequestStates = 6;

/// Who holds it: 村, 镇, 县.
enum class RequestLevel : std::uint8_t { village, town, county };

enum class RequestAnswer : std::uint8_t { satisfied, mostly, not_solved };
/// Why it is not solved.
enum class RequestCause : std::uint8_t { none, nobody_came, half_done, again, other };

struct RequestItem {
    EventKey id;
    std::string number;  ///< short, to read out
    RequestCategory category;
    std::string summary;  ///< the first words
    RequestState state;
    RecordState record;
    UnixTime at;
    std::string person;  ///< at a desk
    bool anonymous = false;
    RequestLevel level = RequestLevel::village;
    std::string holder = {};      ///< staff who took it up
    std::optional<Day> due = {};  ///< of the next step, if somebody has to take one
    std::int32_t days_left = 0;   ///< until then; < 0: late
    bool late() const { return due && days_left < 0; }
};

struct RequestsView {
    std::vector<RequestItem> items;             ///< newest first, if not said otherwise
    std::optional<ListControls> controls = {};  ///< at a desk
    bool can_file = false;                      ///< at a desk: on somebody's behalf
};

/// Before anybody is identified: in one's name, without it, or by a claim code.
struct RequestStartView {};

struct RequestFormView {
    std::optional<RequestCategory> category;  ///< none: choose it first
    bool anonymous = false;
    std::string behalf = {};  ///< whom staff files it for
    PictureDraft pictures = {};
};

/// On whose behalf staff files: the persons of a household.
struct BehalfView {
    std::string household;
    std::vector<PersonView> persons;
};

/// Characters of a claim code, and how many it has.
inline constexpr std::string_view kClaimCharacters = "346789ACDEFHJKMNPQRTUWXY";
inline constexpr std::size_t kClaimLength = 8;

/// The claim code of a request that was just filed. Shown once.
struct ClaimCodeView {
    std::string code;
    RecordState record = RecordState::saved;
};

struct ClaimEntryView {
    std::string code;  ///< as far as it was entered
    enum class Step : std::uint8_t { typing, checking, asking } step = Step::typing;
};

struct RequestStep {
    RequestState state;
    std::string who;
    UnixTime at;
    std::string text;
    RecordState record;
    std::optional<ErrorCode> reason;           ///< when rejected
    std::optional<RequestLevel> to = {};       ///< handed on
    std::optional<RequestAnswer> answer = {};  ///< of the resident, or told at a visit
    RequestCause cause = RequestCause::none;   ///< of "not solved"
    bool day_only = false;                     ///< its time is only the day
    std::vector<PictureItem> pictures = {};
    bool by_resident = false;  ///< by who filed it, or for whom it was filed
};

struct RequestView {
    RequestItem item;
    std::vector<RequestStep> steps;           ///< oldest first
    bool can_accept = false;                  ///< staff
    bool can_finish = false;                  ///< staff
    bool can_close = false;                   ///< the resident says solved or not
    std::vector<RequestLevel> can_hand_to{};  ///< staff
    bool can_visit = false;                   ///< staff
};

enum class FiguresPeriod : std::uint8_t { month, year, all };
inline constexpr std::uint8_t kFiguresPeriods = 3;

/// Requests counted, each number of what it is a part of.
struct RequestFiguresView {
    FiguresPeriod period = FiguresPeriod::month;
    std::uint32_t received = 0;
    std::uint32_t anonymous = 0;
    std::uint32_t finished = 0;   ///< of received
    std::uint32_t visited = 0;    ///< of finished
    std::uint32_t answered = 0;   ///< of received
    std::uint32_t satisfied = 0;  ///< of answered
    std::uint32_t late = 0;       ///< of received
};

// ---- what can be done ---------------------------------------------------------------------------

struct ChooseCategory {
    RequestCategory category;
};
struct FileRequest {
    std::string text;
};
struct OpenBehalf {};  ///< from a household: for one of its persons
struct FileFor {
    PersonNo person;
};
struct ClaimKey {
    char character;
};
struct ClaimErase {};
struct OpenRequest {
    EventKey id;
};
struct AcceptRequest {};
struct FinishRequest {
    std::string text;
};
struct HandOnRequest {
    RequestLevel to;
    std::string reason;
};
struct VisitRequest {
    RequestAnswer answer;
    std::string text;
};
struct CloseRequest {
    bool mostly = false;
};  ///< the resident: solved
struct ReopenRequest {
    std::string reason;
    RequestCause cause = RequestCause::other;
};  ///< the resident: not solved
struct ShowFigures {
    FiguresPeriod period;
};

}  // namespace xf::app
