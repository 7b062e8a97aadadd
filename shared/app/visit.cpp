#include "shared/app/visit.hpp"

namespace xf::app {

std::string lockout_subject(const Visit& visit) {
    if (visit.staff_asked) return "staff " + std::to_string(visit.staff_asked->no.value);
    return "card " + std::to_string(visit.card ? visit.card->number : 0);
}

}  // namespace xf::app
