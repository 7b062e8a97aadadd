#include "tests/support/sim_disk.hpp"

#include <set>

#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"

namespace xf::test {
namespace {

constexpr const char* kName = "file";

using Device = std::unique_ptr<ports::BlockDevice>;

Bytes content(const SimDisk::Image& image) {
    const auto found = image.files.find(kName);
    if (found == image.files.end()) return {};
    Bytes bytes(found->second.size());
    found->second.read(0, bytes);
    return bytes;
}

Bytes image(const SimDisk& disk, Survival::Kind kind, std::uint64_t seed = 0) {
    return content(SimDisk::image_of(disk.snapshot(), {kind, seed}));
}

/// All images that many subsets give.
std::set<Bytes> subsets(const SimDisk& disk) {
    std::set<Bytes> found;
    for (std::uint64_t i = 0; i < 500; ++i) found.insert(image(disk, Survival::Kind::subset, i));
    return found;
}

}  // namespace

TEST_CASE("sim disk: only what was flushed survives without fail") {
    SimDisk disk(1);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(600, 1)));
    need(device->flush());
    need(device->write(0, Bytes(600, 2)));
    CHECK(disk.operations() == 3);
    CHECK(image(disk, Survival::Kind::none) == Bytes(600, 1));
    CHECK(image(disk, Survival::Kind::all) == Bytes(600, 2));
    // Two sectors, each old or new.
    CHECK(subsets(disk).size() == 4);
}

TEST_CASE("sim disk: a sector keeps the order of what was written to it") {
    SimDisk disk(1);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(512, 0)));
    need(device->flush());
    need(device->write(0, Bytes(1, 1)));
    need(device->write(1, Bytes(1, 2)));
    const std::set<Bytes> found = subsets(disk);
    CHECK(found.size() == 3);
    for (const Bytes& bytes : found) CHECK((bytes[1] == 0 || bytes[0] == 1));
}

TEST_CASE("sim disk: a truncate is lost or kept, whatever becomes of later writes") {
    SimDisk disk(1);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(1024, 1)));
    need(device->flush());
    need(device->truncate(0));
    SECTION("alone") { CHECK(subsets(disk) == std::set<Bytes>{{}, Bytes(1024, 1)}); }
    SECTION("before a write") {
        need(device->write(0, Bytes(512, 2)));
        const std::set<Bytes> found = subsets(disk);
        Bytes lost_but_written(1024, 1);
        std::fill_n(lost_but_written.begin(), 512, std::uint8_t{2});
        CHECK(found.contains(lost_but_written));
        CHECK(found.contains(Bytes(512, 2)));
        CHECK(found.contains(Bytes(512, 0)));  // the new size without the new bytes
        CHECK(found.contains(Bytes{}));
        CHECK(found.contains(Bytes(1024, 1)));
        CHECK(found.size() == 5);
    }
}

TEST_CASE("sim disk: a snapshot stays as it was") {
    SimDisk disk(1);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(10'000, 1)));
    const SimDisk::Snapshot before = disk.snapshot();
    need(device->write(5000, Bytes(10, 2)));
    need(device->truncate(6000));
    CHECK(content(SimDisk::image_of(before, {Survival::Kind::all, 0})) == Bytes(10'000, 1));
}

TEST_CASE("sim disk: equal images have equal hashes, others have others") {
    SeededRandom random(seed_of("image hashes", 1));
    std::set<std::uint64_t> hashes;
    std::set<Bytes> contents;
    for (int i = 0; i < 300; ++i) {
        SimDisk disk(1);
        const Device device = need(disk.open(kName));
        need(device->write(random.below(3) * 4000, Bytes(1 + random.below(2), 1)));
        if (random.chance(1, 2)) need(device->truncate(random.below(3) * 4096));
        hashes.insert(SimDisk::image_of(disk.snapshot(), {Survival::Kind::all, 0}).hash());
        contents.insert(image(disk, Survival::Kind::all));
    }
    CHECK(hashes.size() == contents.size());
}

TEST_CASE("sim disk: power goes at the operation that was named, and devices stay dead") {
    SimDisk disk(1);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(10, 1)));
    need(device->flush());
    disk.set_fault(Fault::power_cut, 2);
    CHECK(error_of(device->write(0, Bytes(10, 2))) == ErrorCode::storage_failed);
    CHECK(disk.power_is_off());
    CHECK(error_of(device->size()) == ErrorCode::storage_failed);
    CHECK(error_of(disk.open(kName)) == ErrorCode::storage_failed);
    disk.cut_power({Survival::Kind::all, 0});
    CHECK_FALSE(disk.power_is_off());
    CHECK(error_of(device->size()) == ErrorCode::storage_failed);
    CHECK(disk.fired(Fault::power_cut) == 1);
    // What was under way may have arrived.
    CHECK(image(disk, Survival::Kind::none) == Bytes(10, 2));
}

TEST_CASE("sim disk: a lying flush makes nothing durable") {
    SimDisk disk(1);
    disk.set_lying_flush(true);
    const Device device = need(disk.open(kName));
    need(device->write(0, Bytes(10, 1)));
    need(device->flush());
    CHECK(image(disk, Survival::Kind::none).empty());
}

}  // namespace xf::test
