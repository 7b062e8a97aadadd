// What people are told about their data, and what was done with it at their wish.
#pragma once

#include "shared/privacy/events.hpp"

namespace xf::privacy {

const store::Feature& feature();

/// Of the notice that people read now (assets/texts: "notice.*"). A new one is shown to everybody once
/// more.
inline constexpr std::uint32_t kNoticeVersion = 1;

/// Whether they have read it, here or at another device.
Result<bool> knows_notice(const store::Place& place, PersonNo person);

/// Whether nothing is kept about that person, or household, any more.
Result<bool> erased(const store::Place& place, const store::Scope& whom);

}  // namespace xf::privacy
