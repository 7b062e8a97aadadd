// How records, numbers and names are put for a screen: the same everywhere.
#pragma once

#include <string>

#include "shared/app/common_views.hpp"
#include "shared/store/feature.hpp"

namespace xf::app {

RecordState state_of(const std::optional<store::Verdict>& verdict);
std::optional<ErrorCode> reason_of(const std::optional<store::Verdict>& verdict);

/// "2-1-17": device, epoch, sequence; short enough to read out over the telephone.
std::string number_of(const EventKey& key);

/// The first characters of a longer text, cut at a character's end.
std::string summary_of(const std::string& text);

/// The name behind a number, or nothing where it is not known here: a screen still shows the rest.
template <typename T>
Result<std::string> name_or_empty(const Result<T>& found) {
    if (found.ok()) return found->name;
    if (store::is_fault(found.error().code)) return found.error();
    return std::string();
}

/// Of a person or of staff; empty for a device.
Result<std::string> actor_name(const store::Place& place, const store::Actor& actor);

}  // namespace xf::app
