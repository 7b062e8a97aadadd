// Who is here: a card or a name, a PIN, and the person of the household.
#pragma once

#include "shared/app/list_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

struct DemoCard {
    std::string household;
    std::string pin;  ///< shown only in the demo
};

struct DemoStaff {
    StaffNo no;
    std::string name;
    std::string pin;
};

struct StaffItem {
    StaffNo no;
    std::string name;
    std::string post;
    std::string pin;  ///< shown only in the demo
};

struct IdentifyView {
    /// notice: what is kept about them, before the first time that they use anything
    enum class Step : std::uint8_t { card, staff, pin, checking, person, notice } step = Step::card;
    std::uint8_t digits = 0;           ///< PIN digits entered so far, of limits::kPinDigits
    std::string for_whom;              ///< household, staff or person, from step pin on
    std::vector<DemoCard> demo_cards;  ///< empty outside the demo
    std::vector<StaffItem> staff;      ///< people to choose from at a desk
    ListControls controls = {};        ///< of that list
    std::vector<PersonView> persons;
};

// ---- what can be done ---------------------------------------------------------------------------

struct Scanned {
    std::string text;
};  ///< a wedge scanner's burst, wherever the focus is
struct UseDemoCard {
    std::uint32_t index;
};
struct ChooseStaff {
    StaffNo no;
};
struct PinDigit {
    std::uint8_t digit;
};
struct PinErase {};
struct ChoosePerson {
    PersonNo no;
};
struct AcceptNotice {};

}  // namespace xf::app
