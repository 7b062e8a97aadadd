// A browser that nobody enrolled: which village it reads, and the login to a household.
#pragma once

#include "shared/app/list_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// Before it is known which village this browser reads.
struct VillagesView {
    std::vector<std::string> villages;  ///< names, to choose from
    std::string town;
    bool reachable = true;  ///< false: the hub can't be reached
};

struct LoginView {
    enum class Step : std::uint8_t { number, pin, checking, loading } step = Step::number;
    std::string number;       ///< of the card, as far as it is typed
    bool scanned = false;     ///< the card was scanned: its number is not asked for
    std::uint8_t digits = 0;  ///< of the PIN
    bool remember = false;
};

/// What was written when a login ended, and had not reached the hub.
struct KeptText {
    std::int64_t id = 0;
    std::string text;
};

// ---- what can be done ---------------------------------------------------------------------------

struct ChooseVillage {
    std::uint32_t index;
};
struct LoginDigit {
    std::uint8_t digit;
};
struct LoginErase {};
struct LoginNext {};  ///< the number is complete
struct SetRemember {
    bool on;
};
struct FileKept {
    std::int64_t id;
};
struct DropKept {
    std::int64_t id;
};

}  // namespace xf::app
