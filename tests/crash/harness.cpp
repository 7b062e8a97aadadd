#include "tests/crash/harness.hpp"

#include <optional>
#include <set>
#include <utility>

#include "tests/support/store_fixture.hpp"

namespace xf::test {
namespace {

/// The disk as it was between two operations, and how much had been acknowledged when the next one
/// began.
struct Moment {
    SimDisk::Snapshot disk;
    std::size_t acknowledged = 0;
};

/// A machine that the script runs on: disk, VFS, database.
class Machine {
public:
    explicit Machine(const CrashOptions& options, const SimDisk::Image& image = {})
        : options_(options), fixture_(options.seed, image) {
        fixture_.disk.set_lying_flush(options.lying_flush);
    }

    SimDisk& disk() { return fixture_.disk; }
    const Acknowledged& acknowledged() const { return acknowledged_; }

    Status open() {
        store::OpenOptions options = fixture_.options(options_.journal);
        options.checkpoint_pages = options_.checkpoint_pages;
        XF_ASSIGN(store::Database opened, store::Database::open(kDatabaseName, options));
        db_.emplace(std::move(opened));
        return {};
    }
    void close() { db_.reset(); }

    Status run(const CrashScript& script) {
        if (!db_) XF_TRY(open());
        script.mount(disk());
        return script.run(*db_,
                          [&](std::string what) { acknowledged_.push_back(std::move(what)); });
    }

    /// Opens if need be. What is acknowledged is `earlier` and all of this machine's own.
    Status check(const CrashScript& script, Acknowledged earlier) {
        if (!db_) XF_TRY(open());
        XF_TRY(db_->check_integrity());
        earlier.insert(earlier.end(), acknowledged_.begin(), acknowledged_.end());
        script.mount(disk());
        return script.check(*db_, earlier);
    }

private:
    CrashOptions options_;
    StoreFixture fixture_;
    Acknowledged acknowledged_;
    std::optional<store::Database> db_;
};

std::vector<Survival> survivals() {
    std::vector<Survival> all = {{Survival::Kind::none, 0}, {Survival::Kind::all, 0}};
    for (std::uint64_t i = 0; i < kSubsets; ++i) all.push_back({Survival::Kind::subset, i});
    return all;
}

/// Runs the script to its end, keeping a moment for each operation.
Status record(const CrashScript& script, Machine& machine, std::vector<Moment>& moments) {
    moments.push_back({machine.disk().snapshot(), 0});
    const auto before_next = [&] { moments.back().acknowledged = machine.acknowledged().size(); };
    machine.disk().set_observer([&] {
        before_next();
        moments.push_back({machine.disk().snapshot(), 0});
    });
    Status status = machine.run(script);
    machine.close();
    before_next();
    machine.disk().set_observer({});
    return status;
}

class PowerCuts {
public:
    PowerCuts(const CrashScript& script, const CrashOptions& options)
        : script_(script), options_(options) {}

    CrashReport sweep() {
        Machine machine(options_);
        std::vector<Moment> moments;
        const Status status = record(script_, machine, moments);
        report_.operations = moments.size() - 1;
        report_.acknowledged = machine.acknowledged().size();
        if (!status.ok()) violation("without any fault", status.error());
        if (report_.operations > kMaxOperations) {
            violation("the script", {ErrorCode::too_large, "more operations than kMaxOperations"});
            return std::move(report_);
        }
        for (std::size_t i = 0; i < moments.size() && !enough(); ++i) {
            const auto end = machine.acknowledged().begin() +
                             static_cast<std::ptrdiff_t>(moments[i].acknowledged);
            check_moment(i, moments[i], Acknowledged(machine.acknowledged().begin(), end));
        }
        return std::move(report_);
    }

private:
    bool enough() const { return report_.violations.size() >= kMaxViolations; }

    void violation(const std::string& where, const Error& error) {
        report_.violations.push_back(where + ": " + error.message());
    }

    void check_moment(std::size_t index, const Moment& moment, const Acknowledged& acknowledged) {
        for (Survival survival : survivals()) {
            if (enough()) return;
            // Other subsets at each operation, and other ones with another seed.
            survival.seed += options_.seed * 1'000'003 + index * kSubsets;
            const SimDisk::Image image = SimDisk::image_of(moment.disk, survival);
            ++report_.images;
            if (!seen_.emplace(image.hash(), acknowledged.size()).second) continue;
            ++report_.distinct;
            const Status status = check_image(image, acknowledged);
            if (status.ok()) continue;
            violation("after operation " + std::to_string(index) + ", image " + survival.text(),
                      status.error());
        }
    }

    Status check_image(const SimDisk::Image& image, const Acknowledged& acknowledged) {
        Machine machine(options_, image);
        XF_TRY(machine.check(script_, acknowledged));
        if (report_.distinct % options_.recover_every == 0) {
            XF_TRY(check_recovery(image, acknowledged));
        }
        if (report_.distinct % options_.resume_every != 0) return {};
        ++report_.resumed;
        XF_TRY(machine.run(script_));
        machine.close();
        return machine.check(script_, acknowledged);
    }

    /// Cuts power at each operation of opening and closing (which checkpoints), and checks what
    /// that leaves.
    Status check_recovery(const SimDisk::Image& image, const Acknowledged& acknowledged) {
        for (std::uint64_t operation = 0;; ++operation) {
            Machine machine(options_, image);
            machine.disk().set_fault(Fault::power_cut, operation);
            static_cast<void>(machine.open());
            machine.close();
            if (!machine.disk().power_is_off()) return {};
            ++report_.recut;
            machine.disk().cut_power({Survival::Kind::subset, report_.recut});
            XF_TRY(machine.check(script_, acknowledged));
        }
    }

    const CrashScript& script_;
    CrashOptions options_;
    CrashReport report_;
    std::set<std::pair<std::uint64_t, std::size_t>> seen_;
};

/// Error of the script itself where the fault struck.
ErrorCode code_of(Fault fault) {
    return fault == Fault::disk_full ? ErrorCode::storage_full : ErrorCode::storage_failed;
}

/// From the fault on: what is there is right, the script reaches its end, and that lasts.
Status go_on(const CrashScript& script, Machine& machine, Fault fault) {
    machine.disk().clear_faults();
    // With space again, even the same connection goes on.
    if (fault != Fault::disk_full) machine.close();
    XF_TRY(machine.check(script, {}));
    XF_TRY(machine.run(script));
    machine.disk().cut_power({Survival::Kind::none, 0});
    machine.close();
    return machine.check(script, {});
}

}  // namespace

CrashReport sweep_power_cuts(const CrashScript& script, const CrashOptions& options) {
    return PowerCuts(script, options).sweep();
}

FaultReport sweep_fault(const CrashScript& script, Fault fault, const CrashOptions& options) {
    FaultReport report;
    for (std::uint64_t operation = 0; operation <= kMaxOperations; ++operation) {
        if (report.violations.size() >= kMaxViolations) break;
        Machine machine(options);
        machine.disk().set_fault(fault, operation);
        const Status status = machine.run(script);
        if (machine.disk().fired(fault) == 0) break;  // beyond the script's end
        ++report.runs;
        const std::string where = "fault at operation " + std::to_string(operation) + ": ";
        if (!status.ok()) {
            ++report.reported;
            if (status.error().code != code_of(fault)) {
                report.violations.push_back(where + "reported as " + status.error().message());
            }
        }
        const Status after = go_on(script, machine, fault);
        if (!after.ok()) report.violations.push_back(where + after.error().message());
    }
    return report;
}

std::string CrashReport::text() const {
    std::string text = std::to_string(operations) + " operations, " + std::to_string(acknowledged) +
                       " acknowledged, " + std::to_string(images) + " images, " +
                       std::to_string(distinct) + " distinct, " + std::to_string(resumed) +
                       " resumed, " + std::to_string(recut) + " cut again, " +
                       std::to_string(violations.size()) + " violations";
    for (const std::string& violation : violations) text += "\n  " + violation;
    return text;
}

std::string FaultReport::text() const {
    std::string text = std::to_string(runs) + " runs, " + std::to_string(reported) +
                       " reported the fault, " + std::to_string(violations.size()) + " violations";
    for (const std::string& violation : violations) text += "\n  " + violation;
    return text;
}

}  // namespace xf::test
