// What shared/disclosure/public_files.hpp promises. Each clause gets files of its own, empty.
#pragma once

#include <span>

#include "shared/disclosure/public_files.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

std::span<const Clause<disclosure::PublicFiles>> public_files_clauses();

}  // namespace xf::contract
