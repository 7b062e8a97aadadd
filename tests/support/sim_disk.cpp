#include "tests/support/sim_disk.hpp"

#include <algorithm>

namespace xf::test {
namespace {

/// Draws, for each sector, how many of the changes it has seen.
class Moments {
public:
    Moments(std::uint64_t changes, SeededRandom& random)
        : changes_(changes), random_(random), percent_kept_(random.below(101)) {}

    std::uint64_t draw() {
        if (random_.chance(percent_kept_, 100)) return changes_;
        return random_.chance(1, 2) ? 0 : random_.below(changes_ + 1);
    }

    std::uint64_t of_sector(std::uint64_t sector) {
        const auto [found, fresh] = seen_.try_emplace(sector, 0);
        if (fresh) found->second = draw();
        return found->second;
    }

private:
    std::uint64_t changes_;
    SeededRandom& random_;
    std::uint64_t percent_kept_;
    std::map<std::uint64_t, std::uint64_t> seen_;
};

/// Calls `use(sector, begin, end)` for each sector's part of the range.
template <typename Use>
void for_sectors(std::uint64_t begin, std::uint64_t end, Use use) {
    while (begin < end) {
        const std::uint64_t sector = begin / kSectorBytes;
        const std::uint64_t stop = std::min(end, (sector + 1) * kSectorBytes);
        use(sector, begin, stop);
        begin = stop;
    }
}

Blocks subset_of(const SimDisk::File& file, SeededRandom& random) {
    Moments moments(file.unsynced.size(), random);
    // Sizes are metadata: truncates up to one moment have happened, and none after it.
    const std::uint64_t moment_of_size = moments.draw();
    Blocks image = file.durable;
    std::uint64_t size = image.size();
    std::uint64_t final_size = size;
    for (std::size_t i = 0; i < file.unsynced.size(); ++i) {
        const SimDisk::Change& change = file.unsynced[i];
        if (change.truncate) {
            size = change.offset;
            if (i < moment_of_size) image.clear(size, image.size());
        } else {
            const std::uint64_t end = change.offset + change.data->size();
            size = std::max(size, end);
            const ByteView data(*change.data);
            for_sectors(change.offset, end, [&](auto sector, auto from, auto to) {
                if (i >= moments.of_sector(sector)) return;
                const auto begin = static_cast<std::size_t>(from - change.offset);
                image.write(from, data.subspan(begin, static_cast<std::size_t>(to - from)));
            });
        }
        if (i < moment_of_size) final_size = size;
    }
    image.resize(final_size);
    return image;
}

Blocks survivor(const SimDisk::File& file, const Survival& survival, SeededRandom& random) {
    switch (survival.kind) {
        case Survival::Kind::none:
            return file.durable;
        case Survival::Kind::all:
            return file.current;
        case Survival::Kind::subset:
            break;
    }
    return subset_of(file, random);
}

}  // namespace

std::string Survival::text() const {
    switch (kind) {
        case Kind::none:
            return "none";
        case Kind::all:
            return "all";
        case Kind::subset:
            break;
    }
    return "subset " + std::to_string(seed);
}

std::uint64_t SimDisk::Image::hash() const {
    std::uint64_t hash = 0;
    for (const auto& [name, blocks] : files) {
        if (blocks.size() == 0) continue;
        for (const char c : name) hash = mix(hash, static_cast<std::uint8_t>(c));
        hash = mix(hash, blocks.hash());
    }
    return hash;
}

// ---- One open file

class SimDisk::Device final : public ports::BlockDevice {
public:
    Device(SimDisk& disk, File& file)
        : disk_(disk), file_(file), power_cycle_(disk.power_cycles_) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (dead()) return refusal();
        return file_.current.read(offset, out);
    }
    Status write(std::uint64_t offset, ByteView data) override {
        if (dead()) return refusal();
        return disk_.write(file_, offset, data);
    }
    Status truncate(std::uint64_t size) override {
        if (dead()) return refusal();
        return disk_.truncate(file_, size);
    }
    Result<std::uint64_t> size() override {
        if (dead()) return refusal();
        return file_.current.size();
    }
    Status flush() override {
        if (dead()) return refusal();
        failed_ = !disk_.flush(file_);
        if (failed_) return Error{ErrorCode::storage_failed, "simulated: flush failed"};
        return {};
    }
    void close() override { failed_ = true; }

private:
    bool dead() const { return failed_ || disk_.power_off_ || power_cycle_ != disk_.power_cycles_; }
    static Error refusal() {
        return {ErrorCode::storage_failed, "simulated: no power, closed, or a flush failed"};
    }

    SimDisk& disk_;
    File& file_;  // map nodes stay where they are
    std::uint64_t power_cycle_;
    bool failed_ = false;
};

// ---- The disk

SimDisk::SimDisk(std::uint64_t seed, const Image& start) : random_(seed) {
    for (const auto& [name, blocks] : start.files) files_[name] = {blocks, blocks, {}};
}

Result<std::unique_ptr<ports::BlockDevice>> SimDisk::open(std::string_view name) {
    if (power_off_) return Error{ErrorCode::storage_failed, "simulated: no power"};
    File& file = files_[std::string(name)];
    return std::unique_ptr<ports::BlockDevice>(std::make_unique<Device>(*this, file));
}

void SimDisk::set_fault(Fault fault, std::uint64_t operation) { set_[fault] = operation; }

void SimDisk::clear_faults() { set_.clear(); }

std::uint64_t SimDisk::fired(Fault fault) const {
    const auto found = fired_.find(fault);
    return found == fired_.end() ? 0 : found->second;
}

SimDisk::Verdict SimDisk::begin(std::optional<Fault> may_strike) {
    const std::uint64_t operation = operations_++;
    const auto due = [&](Fault fault) {
        const auto found = set_.find(fault);
        return found != set_.end() && operation >= found->second;
    };
    if (due(Fault::power_cut)) {
        ++fired_[Fault::power_cut];
        power_off_ = true;
        return Verdict::refuse;
    }
    if (!may_strike || !due(*may_strike)) return Verdict::carry_out;
    ++fired_[*may_strike];
    if (*may_strike == Fault::failed_flush) set_.erase(Fault::failed_flush);
    return Verdict::strike;
}

void SimDisk::end() {
    if (observer_) observer_();
}

Status SimDisk::write(File& file, std::uint64_t offset, ByteView data) {
    const Verdict verdict = begin(Fault::disk_full);
    if (verdict == Verdict::strike) {
        data = data.first(static_cast<std::size_t>(random_.below(data.size() + 1)));
    }
    // Also what was under way when power went may have reached the disk.
    file.current.write(offset, data);
    file.unsynced.push_back({false, offset, std::make_shared<Bytes>(data.begin(), data.end())});
    if (verdict == Verdict::refuse) return Error{ErrorCode::storage_failed, "simulated: no power"};
    end();
    if (verdict == Verdict::strike) return Error{ErrorCode::storage_full, "simulated: disk full"};
    return {};
}

Status SimDisk::truncate(File& file, std::uint64_t size) {
    const Verdict verdict = begin(std::nullopt);
    file.current.resize(size);
    file.unsynced.push_back({true, size, nullptr});
    if (verdict == Verdict::refuse) return Error{ErrorCode::storage_failed, "simulated: no power"};
    end();
    return {};
}

bool SimDisk::flush(File& file) {
    const Verdict verdict = begin(Fault::failed_flush);
    if (verdict == Verdict::refuse) return false;
    if (verdict == Verdict::strike) {
        file.durable = subset_of(file, random_);
        file.current = file.durable;
        file.unsynced.clear();
    } else if (!lying_flush_) {
        file.durable = file.current;
        file.unsynced.clear();
    }
    end();
    return verdict == Verdict::carry_out;
}

SimDisk::Image SimDisk::image_of(const Snapshot& snapshot, const Survival& survival) {
    Image image;
    SeededRandom random(survival.seed);
    for (const auto& [name, file] : snapshot) {
        SeededRandom of_file = random.fork();
        image.files[name] = survivor(file, survival, of_file);
    }
    return image;
}

void SimDisk::put_in(const Image& image) {
    files_.clear();
    for (const auto& [name, blocks] : image.files) files_[name] = File{blocks, blocks, {}};
}

void SimDisk::cut_power(const Survival& survival) {
    const Image image = image_of(files_, survival);
    for (auto& [name, file] : files_) {
        const Blocks& left = image.files.find(name)->second;
        file = {left, left, {}};
    }
    ++power_cycles_;
    power_off_ = false;
    set_.erase(Fault::power_cut);
}

void SimDisk::damage(std::string_view name, std::uint64_t offset, ByteView bytes) {
    File& file = files_[std::string(name)];
    XF_ASSERT(file.unsynced.empty());
    file.durable.write(offset, bytes);
    file.current = file.durable;
}

}  // namespace xf::test
