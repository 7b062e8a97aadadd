// Who was erased, in keys/erased.tsv: it goes where the keys are kept apart, so that an older backup,
// which still holds them, does not bring them back. No names: a line is village, household, person (0:
// the household itself), separated by tabs.
#pragma once

#include <string>
#include <vector>

#include "native/hub/data_folder.hpp"
#include "shared/privacy/events.hpp"

namespace xf::hub {

inline constexpr const char* kErasedFile = "erased.tsv";

struct ErasedLine {
    std::string village;  ///< slug
    privacy::Erased whom;
};

/// Errors: malformed, naming the line; too_large; storage's.
Result<std::vector<ErasedLine>> read_erased(const DataFolder& folder);
/// Durable when this returns.
Status add_erased(const DataFolder& folder, const std::vector<ErasedLine>& lines);

}  // namespace xf::hub
