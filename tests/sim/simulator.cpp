#include "tests/sim/simulator.hpp"

#include <algorithm>

#include "tests/sim/town_life.hpp"
#include "tests/sim/trouble.hpp"

namespace xf::sim {
namespace {

constexpr std::uint64_t kRoundMs = 5000;
constexpr std::uint64_t kTickMs = 500;
/// Time until everybody agrees: the driver's longest pause, and a few exchanges back and forth.
constexpr std::uint64_t kMostRounds = 100;

store::Capabilities role_of(std::size_t index) {
    using namespace store::capability;
    constexpr store::Capabilities kRoles[] = {kCounter, kCounter, kKiosk, kDesk};
    return kRoles[index % std::size(kRoles)];
}

class Simulation {
public:
    explicit Simulation(const Options& options)
        : options_(options), world_(options.seed, registry_with(options.defect)) {
        report_.options = options;
    }

    Report run() {
        Status status = begin();
        while (status.ok() && report_.steps < options_.steps) {
            ++report_.steps;
            status = step();
        }
        if (status.ok()) status = end();
        if (!status.ok()) {
            const Error& error = status.error();
            report_.broken = error.code == ErrorCode::internal ? error.detail : error.message();
        }
        finish();
        return std::move(report_);
    }

private:
    // The world, and everything that goes on in it
    Status begin();
    Status step();
    Status pass_time(std::uint64_t ms);
    Status attend(std::size_t index);
    Status deed();
    /// What became of something that a machine did: a fault of its disk, or else the invariants.
    Status after_hub(const Status& status);
    Status check_hub();
    Status after_client(std::size_t index, const Status& status);
    Status check_client(std::size_t index);
    void skip_records(std::size_t index);

    // The end
    Status end();
    Status settle();
    Result<bool> settled();
    std::string state_text();
    Status compare_all();
    void finish();

    Options options_;
    Report report_;
    World world_;
    Oracle oracle_;
    std::optional<TownLife> life_;
    std::optional<Trouble> trouble_;
};

Status Simulation::begin() {
    XF_TRY(world_.found());
    for (int i = 0; i < 5; ++i) {
        XF_ASSIGN(const Family* family, world_.add_family(2));
        XF_TRY(world_.hub.append({award(family->no, Points(50))}));
    }
    for (std::size_t i = 0; i < options_.clients; ++i) {
        XF_ASSIGN(Client * client,
                  world_.add_client("device " + std::to_string(i + 1), role_of(i)));
        client->machine.disk.set_lying_flush(options_.defect == Defect::vfs_flush);
    }
    life_.emplace(world_, report_.deeds);
    trouble_.emplace(world_, *life_, oracle_);
    return oracle_.note(world_.hub);
}

Status Simulation::step() {
    XF_TRY(trouble_->stir());
    for (std::uint64_t i = 0; i <= world_.random.below(3); ++i) XF_TRY(deed());
    return pass_time(world_.random.below(world_.random.chance(1, 10) ? 40'000 : 3000));
}

Status Simulation::deed() {
    const std::size_t whose = world_.random.below(options_.clients + 1);
    if (whose == options_.clients)
        return world_.hub.running() ? after_hub(life_->hub_deed()) : Status{};
    if (!world_.client(whose).running()) return {};
    return after_client(whose, life_->client_deed(whose));
}

Status Simulation::pass_time(std::uint64_t ms) {
    for (std::uint64_t passed = 0; passed <= ms; passed += kTickMs) {
        const std::uint64_t asked = world_.hub.asked();
        world_.advance_ms(kTickMs);
        if (world_.hub.asked() != asked) XF_TRY(after_hub({}));
        for (std::size_t i = 0; i < options_.clients; ++i) XF_TRY(attend(i));
    }
    return {};
}

/// A device takes the answers that came, and goes on.
Status Simulation::attend(std::size_t index) {
    Client& client = world_.client(index);
    if (!client.running()) return {};
    while (const auto answer = world_.transport(index).poll()) {
        const auto taken = client.driver().on_answer(*answer);
        if (taken.ok()) skip_records(index);
        XF_TRY(after_client(index, taken.ok() ? Status{} : Status(taken.error())));
        if (!client.running()) return {};
    }
    const Status stepped = client.driver().step();
    return stepped.ok() ? Status{} : after_client(index, stepped);
}

/// The defect "cursor".
void Simulation::skip_records(std::size_t index) {
    if (options_.defect != Defect::cursor || index != 0 || !world_.random.chance(1, 10)) return;
    store::EventStore& store = world_.client(index).log().store();
    const auto cursor = store.hub_seq();
    const auto end = world_.hub.running() ? world_.hub.store().hub_seq() : cursor;
    if (cursor.ok() && end.ok() && *cursor < *end)
        static_cast<void>(store.set_hub_seq(*cursor + 1));
}

Status Simulation::after_hub(const Status& status) {
    XF_TRY(trouble_->take_hub(status));
    if (!world_.hub.running()) return {};
    return trouble_->take_hub(check_hub());
}

Status Simulation::check_hub() {
    XF_TRY(oracle_.note(world_.hub));
    XF_TRY(check_conservation(world_.hub.shard().db()));
    XF_TRY(trouble_->check_recovered());
    XF_TRY(check_awards(world_.hub));
    return check_holdings(world_.hub);
}

Status Simulation::after_client(std::size_t index, const Status& status) {
    XF_TRY(trouble_->take_client(index, status));
    if (!world_.client(index).running()) return {};
    return trouble_->take_client(index, check_client(index));
}

Status Simulation::check_client(std::size_t index) {
    Client& client = world_.client(index);
    XF_TRY(oracle_.note(client));
    XF_TRY(check_conservation(client.db()));
    const bool desk = (client.capabilities() & store::capability::kDesk) != 0;
    if (desk || life_->visitor(index)) return {};
    return check_nobody_left(client);
}

// ---- The end

Result<bool> Simulation::settled() {
    if (!world_.hub.running()) return false;
    for (std::size_t i = 0; i < options_.clients; ++i)
        if (!world_.client(i).running()) return false;
    XF_ASSIGN(const std::uint64_t end, world_.hub.store().hub_seq());
    for (std::size_t i = 0; i < options_.clients; ++i) {
        Client& client = world_.client(i);
        XF_ASSIGN(const std::uint64_t cursor, client.log().store().hub_seq());
        XF_ASSIGN(const std::uint32_t pending, client.log().pending_count());
        if (cursor != end || pending != 0) return false;
    }
    return true;
}

/// Until nobody has anything left to say or to hear.
Status Simulation::settle() {
    for (std::uint64_t round = 0; round < kMostRounds; ++round) {
        ++report_.rounds;
        XF_TRY(trouble_->heal());  // the last flush may have failed where nobody noticed yet
        XF_TRY(pass_time(kRoundMs));
        XF_ASSIGN(const bool quiet, settled());
        if (quiet) return {};
    }
    return broken("convergence",
                  "not after " + std::to_string(kMostRounds) + " rounds; " + state_text());
}

std::string Simulation::state_text() {
    const auto number = [](const auto& result) {
        return result.ok() ? std::to_string(*result) : result.error().message();
    };
    std::string out = "hub at " + number(world_.hub.store().hub_seq());
    for (std::size_t i = 0; i < options_.clients; ++i) {
        Client& client = world_.client(i);
        out += "; " + client.name() + " at " + number(client.log().store().hub_seq()) + ", " +
               number(client.log().pending_count()) + " pending";
        if (const auto refusal = client.driver().refusal())
            out += ", refused with " + std::string(xf::name_of(*refusal));
    }
    return out;
}

Status Simulation::end() {
    XF_TRY(trouble_->heal());
    XF_TRY(settle());
    for (std::size_t i = 0; i < options_.clients; ++i)
        if (life_->visitor(i)) XF_TRY(life_->leave(i));
    // Once more with somebody at every kiosk, so that persons' records are compared too.
    const Family& family = world_.families().front();
    for (std::size_t i = 0; i < options_.clients; ++i)
        if (world_.client(i).capabilities() == store::capability::kKiosk)
            life_->arrive(i, family, family.persons.front());
    XF_TRY(pass_time(2 * app::kSyncEveryMs));
    XF_TRY(settle());
    XF_TRY(compare_all());
    XF_ASSIGN(report_.end, world_.hub.projector().digest(world_.hub.shard().db()));
    return {};
}

Status Simulation::compare_all() {
    Hub& hub = world_.hub;
    XF_TRY(oracle_.check(hub));
    XF_TRY(oracle_.check_ledger(hub));
    XF_TRY(check_hashes(hub));
    XF_TRY(check_rebuild(hub));
    XF_TRY(check_course(hub.shard().log().place()));
    for (std::size_t i = 0; i < options_.clients; ++i) {
        Client& client = world_.client(i);
        XF_TRY(oracle_.check(client));
        XF_TRY(oracle_.check_delivered(hub, client));
        XF_TRY(check_pending(client));
        XF_TRY(check_hashes(client));
        XF_TRY(check_rebuild(client));
        const auto person = life_->visitor(i);
        XF_TRY(check_convergence(hub, client,
                                 person ? std::vector{*person} : std::vector<PersonNo>{}));
    }
    return {};
}

void Simulation::finish() {
    if (trouble_) report_.faults = trouble_->fired();
    report_.answers = world_.hub.refusals();
    report_.events = oracle_.promised_by_devices();
    report_.records = oracle_.promised_by_hub();
}

void add_counts(std::string& out, const char* title,
                const std::map<std::string, std::uint64_t>& counts) {
    out += title;
    for (const auto& [name, count] : counts) out += " " + name + "=" + std::to_string(count);
    out += "\n";
}

}  // namespace

std::vector<std::string> all_faults() {
    std::vector<std::string> out = troubles();
    for (std::size_t i = 0; i < test::kNetworkFaults; ++i)
        out.emplace_back(test::name_of(static_cast<test::NetworkFault>(i)));
    return out;
}

std::string Report::text() const {
    std::string out = "seed " + std::to_string(options.seed) + ": " + std::to_string(steps) +
                      " steps, " + std::to_string(options.clients) + " clients, " +
                      std::to_string(events) + " events acknowledged, " + std::to_string(records) +
                      " records, " + std::to_string(rounds) + " rounds to agree\n";
    add_counts(out, "  deeds:", deeds);
    add_counts(out, "  faults:", faults);
    add_counts(out, "  refused by the hub:", answers);
    if (end) out += "  digest " + to_hex(*end) + "\n";
    out += ok() ? "  ok\n" : "  BROKEN after step " + std::to_string(steps) + ": " + broken + "\n";
    return out;
}

Report simulate(const Options& options) { return Simulation(options).run(); }

}  // namespace xf::sim
