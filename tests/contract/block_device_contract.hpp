// What shared/ports/block_device.hpp promises. Each clause gets a disk of its own, all of whose
// files are empty.
#pragma once

#include <span>

#include "shared/ports/block_device.hpp"
#include "tests/contract/contract.hpp"

namespace xf::contract {

/// For every implementation.
std::span<const Clause<ports::Disk>> block_device_clauses();

/// A disk that can be told to fail, by whatever means its kind has.
class FaultyDisk {
public:
    virtual ~FaultyDisk() = default;
    virtual ports::Disk& disk() = 0;
    /// The next flush fails.
    virtual void fail_flush() = 0;
    /// Every write fails for want of space, until there is space again.
    virtual void fill_up() = 0;
    virtual void make_space() = 0;
};

/// For implementations whose faults a test can cause.
std::span<const Clause<FaultyDisk>> block_device_fault_clauses();

}  // namespace xf::contract
