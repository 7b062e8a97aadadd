// Everything that goes wrong in a simulated town: power, disks, clocks and the network. Machines that
// went down come up again after a while, and are examined then.
#pragma once

#include "tests/sim/oracle.hpp"
#include "tests/sim/town_life.hpp"

namespace xf::sim {

class Trouble {
public:
    Trouble(World& world, TownLife& life, Oracle& oracle);

    /// Perhaps something new goes wrong, perhaps something comes to an end.
    Status stir();
    /// Takes a fault of a machine's disk for what it is: the machine is down. Every other error is
    /// returned.
    Status take_hub(const Status& status);
    Status take_client(std::size_t index, const Status& status);
    /// "recovery": the hub is back from a backup, and lacks what a device has brought it.
    Status check_recovered();

    /// Everything is repaired, and every machine runs.
    Status heal();

    /// By name, with how often each struck.
    std::map<std::string, std::uint64_t> fired() const;

private:
    struct Node {
        bool down = false;
        bool power_lost = false;
        std::uint64_t disk_full_until = 0;  ///< step
        std::uint64_t up_at = 0;            ///< step
    };

    Status start_hub();
    Status start_client(std::size_t index);
    Status restart_due();
    void trouble_disk(test::SimDisk& disk, Node& node);
    Status trouble_backup();
    Status restore_hub();
    Status cut_power_now(std::optional<std::size_t> index);
    void trouble_network(std::size_t index);
    void trouble_clock(test::FakeClock& clock, const char* whose);
    void crash_hub(bool power);
    void crash_client(std::size_t index, bool power);
    test::Survival survival();
    std::uint64_t pause() { return step_ + 1 + random_.below(12); }
    Node& node(std::size_t index) { return nodes_[index]; }

    World* world_;
    TownLife* life_;
    Oracle* oracle_;
    test::SeededRandom random_;
    std::uint64_t step_ = 0;
    Node hub_;
    std::map<std::size_t, Node> nodes_;
    std::map<std::string, std::uint64_t> fired_;

    struct Backup {
        test::SimDisk::Image image;
        std::size_t families = 0;  ///< who moved in later would be unknown
    };
    std::optional<Backup> backup_, older_;  ///< the last one, and the one before
    /// The hub's own events that each device held when the hub was restored from before them.
    std::map<DeviceNo, std::vector<EventKey>> brought_;
};

/// The kinds that Trouble itself counts.
std::vector<std::string> troubles();

}  // namespace xf::sim
