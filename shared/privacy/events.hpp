// What people are told about their data, and what they ask for (docs/privacy.md).
//
//   erased    data = [household, person]           person 0: the household itself
//   accepted  data = [household, person, version]  the person has read the notice, and goes on
//   exported  data = [household, person]           a copy of everything about them was made
//
// All in the household's scope: every device hears of it.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::privacy {

inline constexpr std::uint32_t kPersonErasedType = 33;
inline constexpr std::uint32_t kNoticeAcceptedType = 34;
inline constexpr std::uint32_t kPersonExportedType = 35;

/// A person, or with person 0 a household's name and what else is about it as a whole.
struct Erased {
    HouseholdNo household;
    PersonNo person;

    /// Whose bodies go.
    store::Scope whom() const;
    Bytes data() const;
    static Result<Erased> parse(const store::Header& header);
};

struct NoticeAccepted {
    HouseholdNo household;
    PersonNo person;
    std::uint32_t version = 0;  ///< of the notice

    Bytes data() const;
    static Result<NoticeAccepted> parse(const store::Header& header);
};

struct Exported {
    HouseholdNo household;
    PersonNo person;

    Bytes data() const;
    static Result<Exported> parse(const store::Header& header);
};

}  // namespace xf::privacy
