// Every screen is one function of its view, in a file of its own. A new screen: its view in
// shared/app/<area>_screens.hpp, one line here, one file beside.
#pragma once

#include <optional>

#include "kiosk/ui/ui.hpp"

namespace xf::kiosk::screens {

void draw(const app::DamagedView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::EnrolView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::HomeView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::IdentifyView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::BalanceView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::CounterView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ReceiptView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RequestsView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RequestStartView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::BehalfView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ClaimCodeView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ClaimEntryView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RequestFiguresView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RequestFormView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RequestView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::NoticesView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::DocumentView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::HouseholdsView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::HouseholdView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::AuditView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::DisclosureView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::MonthsView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::MonthView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::FinanceView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::MattersView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::MatterView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::PublishView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ChooseMatterView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::FormView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::PreviewView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ChannelFormView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::ScriptView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::RulesView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::AwardsView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::AwardView& view, const app::Snapshot& snapshot, Ui& ui);
void draw(const app::AwardFormView& view, const app::Snapshot& snapshot, Ui& ui);

/// The screen of the snapshot, and what lies over every screen: messages and the idle countdown.
void draw_all(const app::Snapshot& snapshot, Ui& ui);

/// Before the first snapshot.
void draw_opening(Ui& ui);

/// What a character typed outside of text fields means on this screen.
std::optional<app::Command> command_of(char32_t character, const app::Snapshot& snapshot);
/// What Escape and Backspace mean there.
std::optional<app::Command> command_of(Key key, const app::Snapshot& snapshot);

/// Names what is on screen, so that a field or a scroll position of one is never taken for that of
/// another: differs between two screens, two requests, two documents.
std::string name_of(const app::View& view);

}  // namespace xf::kiosk::screens
