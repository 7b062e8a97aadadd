// What the files of fixtures share.
#pragma once

#include "native/preview/fixtures.hpp"

namespace xf::preview {

// In minutes.
inline constexpr std::int64_t kHour = 60;
inline constexpr std::int64_t kDay = 24 * kHour;
UnixTime before(std::int64_t minutes);

app::Snapshot base(app::DeviceRole role = app::DeviceRole::kiosk);
app::Snapshot at_desk();
app::BalanceView balance();
void add(std::vector<Fixture>& all, const char* name, app::Snapshot s, app::View view);

// request_fixtures.cpp
app::RequestsView requests(bool desk);
app::RequestView request(bool finished);
app::RequestsView late_ones(app::RequestsView view);
void add_requests(std::vector<Fixture>& all);

// desk_fixtures.cpp
std::vector<app::StaffItem> some_staff();
app::RequestsView with_controls(app::RequestsView view);
/// What only staff sees.
void add_desk(std::vector<Fixture>& all);
/// award_fixtures.cpp: rules, and awards on their way.
void add_awards(std::vector<Fixture>& all);

}  // namespace xf::preview
