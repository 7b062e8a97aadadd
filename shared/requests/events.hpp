// Requests (诉求). A request is named by the event that filed it; every step is an event in the scope
// of the person who filed.
//
//   filed     data = [person, category]            content = [text]
//   accepted  data = [person, device, epoch, seq]                    staff takes it up
//   finished  data = [person, device, epoch, seq]  content = [text]  staff did it (办结), and says what
//   closed    data = [person, device, epoch, seq]                    the resident: solved
//   reopened  data = [person, device, epoch, seq]  content = [text]  the resident: not solved, and why
#pragma once

#include "shared/store/feature.hpp"

namespace xf::requests {

inline constexpr std::uint32_t kFiledType = 8;
inline constexpr std::uint32_t kAcceptedType = 9;
inline constexpr std::uint32_t kFinishedType = 10;
inline constexpr std::uint32_t kClosedType = 11;
inline constexpr std::uint32_t kReopenedType = 12;

inline constexpr std::uint32_t kCategories = 6;

struct Filed {
    PersonNo person;
    std::uint32_t category = 0;  ///< 0 … kCategories - 1

    Bytes data() const;
    static Result<Filed> parse(const store::Header& header);
};

struct Step {
    PersonNo person;
    EventKey request;

    Bytes data() const;
    static Result<Step> parse(const store::Header& header);
};

/// content = [text]
Bytes text_content(std::string_view text);
/// Empty where the body was erased or withheld. Errors: malformed, nothing_entered.
Result<std::string> text_of(const store::Event& event);

}  // namespace xf::requests
