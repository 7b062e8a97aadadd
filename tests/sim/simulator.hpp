// A town lives through a seed: people do what people do, and everything that can go wrong goes wrong.
// After every step the invariants must hold; in the end, with the network whole again, everybody must
// agree within a bounded time.
#pragma once

#include "tests/sim/defects.hpp"
#include "tests/sim/oracle.hpp"
#include "tests/sim/world.hpp"

namespace xf::sim {

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t steps = 2000;
    std::size_t clients = 4;  ///< at least 3
    Defect defect = Defect::none;
};

/// What happened. The same options give the same report, byte for byte.
struct Report {
    Options options;
    std::uint64_t steps = 0;                       ///< taken
    std::string broken;                            ///< the invariant, and how; empty: none
    std::map<std::string, std::uint64_t> deeds;    ///< how often each was done
    std::map<std::string, std::uint64_t> faults;   ///< how often each struck
    std::map<std::string, std::uint64_t> answers;  ///< of the hub, other than 200
    std::uint64_t rounds = 0;                      ///< until everybody agreed
    std::size_t events = 0;                        ///< acknowledged by devices
    std::size_t records = 0;                       ///< acknowledged by the hub
    std::optional<Hash> end;                       ///< digest of the hub's tables

    bool ok() const { return broken.empty(); }
    std::string text() const;
};

/// Every kind of fault, whether it struck or not.
std::vector<std::string> all_faults();

Report simulate(const Options& options);

}  // namespace xf::sim
