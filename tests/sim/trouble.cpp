#include "tests/sim/trouble.hpp"

#include <utility>

namespace xf::sim {
namespace {

using test::Fault;

constexpr std::int64_t kTenYears = std::int64_t{3650} * 86400;
constexpr std::uint64_t kOperationsAhead = 40;  ///< of a disk, until an armed fault strikes

bool is_disk_fault(ErrorCode code) {
    return code == ErrorCode::storage_failed || code == ErrorCode::storage_full;
}

/// A power cut may take what nobody was promised, but never leaves a damaged database.
Status whole(const Status& started) {
    if (started.ok() || started.error().code != ErrorCode::database_corrupt) return started;
    return broken("durability", started.error().message());
}

}  // namespace

std::vector<std::string> troubles() {
    return {"client_power_cut",    "hub_power_cut",    "client_disk_full",  "hub_disk_full",
            "client_flush_failed", "hub_flush_failed", "client_clock_jump", "hub_clock_jump",
            "hub_restored",        "recovery_ended"};
}

Trouble::Trouble(World& world, TownLife& life, Oracle& oracle)
    : world_(&world), life_(&life), oracle_(&oracle), random_(world.random.fork()) {
    for (std::size_t i = 0; i < world.clients(); ++i) nodes_[i] = {};
}

test::Survival Trouble::survival() {
    const std::uint64_t kind = random_.below(6);
    if (kind == 0) return {test::Survival::Kind::none, 0};
    if (kind == 1) return {test::Survival::Kind::all, 0};
    return {test::Survival::Kind::subset, random_.next()};
}

// ---- What goes wrong

Status Trouble::stir() {
    ++step_;
    XF_TRY(restart_due());
    const std::size_t index = random_.below(world_->clients());
    Machine& machine = world_->client(index).machine;
    switch (random_.below(40)) {
        case 0:
            trouble_disk(world_->hub.machine.disk, hub_);
            break;
        case 1:
        case 2:
            trouble_disk(machine.disk, node(index));
            break;
        case 3:
            trouble_clock(machine.clock, "client");
            break;
        case 4:
            trouble_clock(world_->hub.machine.clock, "hub");
            break;
        case 5:
            return cut_power_now(random_.chance(1, 3) ? std::nullopt : std::optional(index));
        case 6:
        case 7:
        case 8:
            trouble_network(index);
            break;
        case 9:
            return trouble_backup();
        default:
            break;
    }
    return {};
}

/// Backs the hub up, brings the last backup back or the one before, or stops waiting for who has not reported.
Status Trouble::trouble_backup() {
    Hub& hub = world_->hub;
    if (hub_.down || hub_.disk_full_until > step_) return {};
    const auto recovering = hub.shard().history().recovering();
    XF_TRY(take_hub(recovering.ok() ? Status() : Status(recovering.error())));
    if (!hub.running()) return {};
    if (*recovering) {
        if (!random_.chance(1, 3)) return {};
        ++fired_["recovery_ended"];
        return take_hub(hub.recovery().end());
    }
    if (!backup_ || random_.chance(1, 2)) {
        older_ = std::exchange(backup_, Backup{hub.back_up(), world_->families().size()});
        return random_.chance(1, 4) ? take_hub(hub.set_stable()) : Status();
    }
    // The last one may be damaged; those after the one that does for it are of no use any more.
    if (older_ && random_.chance(1, 3)) backup_ = std::exchange(older_, std::nullopt);
    const bool fits = backup_->families == world_->families().size();
    return fits ? restore_hub() : Status();
}

Status Trouble::restore_hub() {
    Hub& hub = world_->hub;
    ++fired_["hub_restored"];
    hub.machine.disk.clear_faults();
    XF_TRY(hub.restore(backup_->image));
    XF_ASSIGN(const std::uint64_t common, hub.store().hub_seq());
    brought_.clear();
    for (std::size_t i = 0; i < world_->clients(); ++i) {
        Client& client = world_->client(i);
        if (!client.running()) continue;
        XF_TRY(client.log().store().each_record([&](const store::StoredEvent& stored) -> Status {
            if (stored.key.device == kHubDevice && stored.position->hub_seq > common)
                brought_[client.no()].push_back(stored.key);
            return {};
        }));
    }
    return oracle_->restored(hub);
}

Status Trouble::check_recovered() {
    if (brought_.empty()) return {};
    Hub& hub = world_->hub;
    XF_ASSIGN(const bool recovering, hub.shard().history().recovering());
    if (recovering) return {};
    XF_ASSIGN(const auto devices, hub.recovery().devices());
    for (const auto& device : devices) {
        if (!device.reported || device.late) continue;
        for (const EventKey& key : brought_[device.no]) {
            XF_ASSIGN(const auto stored, hub.store().find(key));
            if (!stored) return broken("recovery", "what " + device.name + " brought is not there");
        }
    }
    brought_.clear();
    return {};
}

void Trouble::trouble_disk(test::SimDisk& disk, Node& node) {
    if (node.down || node.disk_full_until > step_) return;
    const std::uint64_t operation = disk.operations() + random_.below(kOperationsAhead);
    switch (random_.below(3)) {
        case 0:
            disk.set_fault(Fault::power_cut, operation);
            break;
        case 1:
            disk.set_fault(Fault::failed_flush, operation);
            break;
        default:
            disk.set_fault(Fault::disk_full, operation);
            node.disk_full_until = step_ + 5 + random_.below(20);
            break;
    }
}

void Trouble::trouble_clock(test::FakeClock& clock, const char* whose) {
    // From the true time, which the network's clock tells: jumps do not add up.
    const auto passed = static_cast<std::int64_t>(world_->network.now_ms() / 1000);
    const std::int64_t true_time = test::FakeClock{}.now().seconds + passed;
    const bool back_to_truth = random_.chance(1, 3);
    const auto jump = static_cast<std::int64_t>(random_.below(2 * kTenYears)) - kTenYears;
    clock.set_wall({true_time + (back_to_truth ? 0 : jump)});
    ++fired_[std::string(whose) + "_clock_jump"];
}

void Trouble::trouble_network(std::size_t index) {
    test::Weather& weather = world_->transport(index).weather;
    switch (random_.below(5)) {
        case 0:
            weather = {};
            break;
        case 1:
            weather.cut_up = weather.cut_down = true;
            break;
        case 2:
            weather.cut_up = true;
            weather.cut_down = false;
            break;
        case 3:
            weather.cut_up = false;
            weather.cut_down = true;
            break;
        default:
            weather.cut_up = weather.cut_down = false;
            weather.lose_request = static_cast<unsigned>(random_.below(30));
            weather.lose_reply = static_cast<unsigned>(random_.below(30));
            weather.repeat = static_cast<unsigned>(random_.below(50));
            weather.delay = static_cast<unsigned>(random_.below(50));
            weather.longest_delay_ms = 1000 + random_.below(60'000);
            break;
    }
}

Status Trouble::cut_power_now(std::optional<std::size_t> index) {
    if (!index) {
        if (!hub_.down) crash_hub(true);
    } else if (!node(*index).down) {
        crash_client(*index, true);
    }
    return {};
}

// ---- Machines that went down

void Trouble::crash_hub(bool power) {
    ++fired_[power ? "hub_power_cut" : "hub_flush_failed"];
    if (power)
        world_->hub.lose_power(survival());
    else
        world_->hub.stop();
    hub_.down = true;
    hub_.up_at = pause();
}

void Trouble::crash_client(std::size_t index, bool power) {
    ++fired_[power ? "client_power_cut" : "client_flush_failed"];
    if (power)
        world_->client(index).lose_power(survival());
    else
        world_->client(index).stop();
    world_->transport(index).forget_all();
    life_->nobody_at(index);
    node(index).down = true;
    node(index).up_at = pause();
}

Status Trouble::take_hub(const Status& status) {
    if (hub_.down) return {};
    if (world_->hub.machine.disk.power_is_off()) {
        crash_hub(true);
        return {};
    }
    // Where the hub answers the network, its faults are kept rather than returned.
    Status fault =
        status.ok() && world_->hub.last_fault() ? Status(*world_->hub.last_fault()) : status;
    world_->hub.forget_fault();
    if (fault.ok()) return {};
    if (!is_disk_fault(fault.error().code)) return fault;
    if (fault.error().code == ErrorCode::storage_full) {
        ++fired_["hub_disk_full"];
        return {};
    }
    crash_hub(false);
    return {};
}

Status Trouble::take_client(std::size_t index, const Status& status) {
    // Power may have gone where nobody waits for the answer: in a checkpoint after a commit.
    if (world_->client(index).machine.disk.power_is_off()) {
        crash_client(index, true);
        return {};
    }
    if (status.ok()) return {};
    if (!is_disk_fault(status.error().code)) return status;
    if (status.error().code == ErrorCode::storage_full) {
        ++fired_["client_disk_full"];
        return {};
    }
    crash_client(index, false);
    return {};
}

Status Trouble::restart_due() {
    if (hub_.down && hub_.up_at <= step_) XF_TRY(start_hub());
    if (hub_.disk_full_until == step_) world_->hub.machine.disk.clear_faults();
    for (auto& [index, node] : nodes_) {
        if (node.down && node.up_at <= step_) XF_TRY(start_client(index));
        if (node.disk_full_until == step_) world_->client(index).machine.disk.clear_faults();
    }
    return {};
}

Status Trouble::start_hub() {
    Hub& hub = world_->hub;
    hub.machine.disk.clear_faults();
    XF_TRY(whole(hub.start()));
    hub_ = {};
    XF_TRY(hub.shard().db().check_integrity());
    XF_TRY(oracle_->check(hub));
    XF_TRY(check_hashes(hub));
    return check_rebuild(hub);
}

Status Trouble::start_client(std::size_t index) {
    Client& client = world_->client(index);
    client.machine.disk.clear_faults();
    XF_TRY(whole(client.start()));
    node(index) = {};
    if (!client.enrolled()) return broken("durability", client.name() + " forgot its enrolment");
    XF_TRY(client.db().check_integrity());
    XF_TRY(oracle_->check(client));
    XF_TRY(check_pending(client));
    XF_TRY(check_hashes(client));
    return check_rebuild(client);
}

Status Trouble::heal() {
    world_->hub.machine.disk.clear_faults();
    if (hub_.down) XF_TRY(start_hub());
    for (auto& [index, node] : nodes_) {
        world_->transport(index).weather = {};
        world_->client(index).machine.disk.clear_faults();
        if (node.down) XF_TRY(start_client(index));
    }
    return {};
}

std::map<std::string, std::uint64_t> Trouble::fired() const {
    std::map<std::string, std::uint64_t> out = fired_;
    for (std::size_t i = 0; i < test::kNetworkFaults; ++i) {
        const auto fault = static_cast<test::NetworkFault>(i);
        out[std::string(test::name_of(fault))] = world_->network.fired(fault);
    }
    for (const std::string& name : troubles()) out.try_emplace(name, 0);
    return out;
}

}  // namespace xf::sim
