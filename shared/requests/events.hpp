// Requests (诉求). A request is named by the event that filed it; every step is an event in the scope
// of the person who filed, or of the pseudonym under which nobody did.
//
//   step = person, device, epoch, seq                     of the request
//   said = [text] | [text, pictures]                      (pictures: blobs/reference.hpp)
//
//   filed              data = [person, category]          content = said
//   accepted           data = [step]                                     staff takes it up
//   finished           data = [step]                      content = said staff did it (办结)
//   closed             data = [step]                                     the resident: solved
//   reopened           data = [step]                      content = said the resident: not solved
//   filed anonymously  data = [pseudonym, category, key(32), proof check(32)]  content = said
//   handed on          data = [step, level]               content = said staff: 村 → 镇 → 县, or back
//   visited            data = [step, answer]              content = said staff asked them (回访)
//   answered           data = [step, device, epoch, seq, answer, cause, signature]  content = said
//                      the resident's word on the result that the second key names
//
// Where a step needs no words, its text is empty. Closed and reopened are written no more: an answer
// says how well it was solved, and which result it is about.
#pragma once

#include "shared/blobs/reference.hpp"
#include "shared/store/feature.hpp"

namespace xf::requests {

inline constexpr std::uint32_t kFiledType = 8;
inline constexpr std::uint32_t kAcceptedType = 9;
inline constexpr std::uint32_t kFinishedType = 10;
inline constexpr std::uint32_t kClosedType = 11;
inline constexpr std::uint32_t kReopenedType = 12;
inline constexpr std::uint32_t kFiledAnonymouslyType = 64;
inline constexpr std::uint32_t kHandedOnType = 65;
inline constexpr std::uint32_t kVisitedType = 66;
inline constexpr std::uint32_t kAnsweredType = 67;

inline constexpr std::uint32_t kCategories = 6;

/// Numbers of persons from here on are pseudonyms: of nobody whom the village knows. They end where
/// an event's actor does, at 30 bits.
inline constexpr std::uint32_t kFirstPseudonym = 1u << 29;
constexpr bool is_pseudonym(PersonNo person) { return person.value >= kFirstPseudonym; }

/// Whether an event of that type may concern a pseudonym.
constexpr bool may_be_anonymous(std::uint32_t type) {
    return type == kAcceptedType || type == kFinishedType ||
           (type >= kFiledAnonymouslyType && type <= kAnsweredType);
}

/// Who deals with it.
enum class Level : std::uint8_t { village = 0, town = 1, county = 2 };
inline constexpr std::uint32_t kLevels = 3;

enum class Answer : std::uint8_t { satisfied = 0, mostly = 1, not_solved = 2 };
/// Why it is not solved.
enum class Cause : std::uint8_t { none = 0, nobody_came = 1, half_done = 2, again = 3, other = 4 };

struct Filed {
    PersonNo person;
    std::uint32_t category = 0;  ///< 0 … kCategories - 1

    Bytes data() const;
    static Result<Filed> parse(const store::Header& header);
};

struct FiledAnonymously {
    PersonNo pseudonym;  ///< claim.hpp: follows from `key`
    std::uint32_t category = 0;
    PublicKey key;
    Hash proof_check;

    Bytes data() const;
    static Result<FiledAnonymously> parse(const store::Header& header);
};

struct Step {
    PersonNo person;
    EventKey request;

    Bytes data() const;
    static Result<Step> parse(const store::Header& header);
};

struct HandedOn {
    Step step;
    Level to = Level::village;

    Bytes data() const;
    static Result<HandedOn> parse(const store::Header& header);
};

struct Visited {
    Step step;
    Answer answer = Answer::satisfied;  ///< what was said at the visit; it closes nothing

    Bytes data() const;
    static Result<Visited> parse(const store::Header& header);
};

struct Answered {
    Step step;
    EventKey finished;  ///< the step whose result it is about
    Answer answer = Answer::satisfied;
    Cause cause = Cause::none;           ///< set exactly when it is not solved
    std::optional<Signature> signature;  ///< of the claim code's key; none by card

    Bytes data() const;
    static Result<Answered> parse(const store::Header& header);
};

/// The request and person of any step. Errors: malformed, unknown_type for a filing.
Result<Step> step_of(const store::Header& header);

/// What a body says. Empty where it was erased or withheld.
struct Said {
    std::string text;
    std::vector<blobs::BlobRef> pictures = {};

    Bytes content() const;
    /// Errors: malformed, too_large.
    static Result<Said> of(const store::Event& event);
};

}  // namespace xf::requests
