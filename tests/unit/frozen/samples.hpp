// One event of every type, with something in every item, and how it is read and made again.
#pragma once

#include <vector>

#include "shared/store/event.hpp"

namespace xf::test {

struct Remade {
    Bytes data;
    std::optional<Bytes> content;
};

struct SampleType {
    std::uint32_t number;
    Remade sample;
    /// Fails the test where the event can't be read.
    Remade (*remake)(const store::Header& header, const store::Event& event);
};

const std::vector<SampleType>& sample_types();

/// The event that has this in it.
store::Event sample_event(const SampleType& type);

}  // namespace xf::test
