#include <sys/resource.h>

#include <catch_amalgamated.hpp>
#include <csignal>
#include <filesystem>
#include <string>

#include "native/platform/posix_disk.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/store/vfs.hpp"
#include "tests/contract/block_device_contract.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/require.hpp"
#include "tests/support/sim_disk.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::contract {
namespace {

using native::PosixDisk;
using test::error_of;
using test::need;

class FaultySimDisk final : public FaultyDisk {
public:
    ports::Disk& disk() override { return disk_; }
    void fail_flush() override { disk_.set_fault(test::Fault::failed_flush, 0); }
    void fill_up() override { disk_.set_fault(test::Fault::disk_full, 0); }
    void make_space() override { disk_.clear_faults(); }

private:
    test::SimDisk disk_{1};
};

}  // namespace

TEST_CASE("block device: the simulated disk keeps the contract") {
    for (const auto& clause : block_device_clauses()) {
        INFO(clause.name);
        test::SimDisk disk(1);
        need(clause.check(disk));
    }
    for (const auto& clause : block_device_fault_clauses()) {
        INFO(clause.name);
        FaultySimDisk disk;
        need(clause.check(disk));
    }
}

TEST_CASE("block device: POSIX files keep the contract") {
    for (const auto& clause : block_device_clauses()) {
        INFO(clause.name);
        const test::TempFolder folder;
        const auto disk = need(PosixDisk::open_folder(folder.path()));
        need(clause.check(*disk));
    }
}

TEST_CASE("block device: POSIX errors get the right codes") {
    const test::TempFolder folder;
    const auto disk = need(PosixDisk::open_folder(folder.path()));
    SECTION("no space left") {
        std::filesystem::create_symlink("/dev/full", folder / "full");
        const auto device = need(disk->open("full"));
        CHECK(error_of(device->write(0, Bytes(10))) == ErrorCode::storage_full);
    }
    SECTION("a flush that fails, and the device after it") {
        std::filesystem::create_symlink("/dev/null", folder / "null");
        const auto device = need(disk->open("null"));
        need(device->write(0, Bytes(10)));
        CHECK(error_of(device->flush()) == ErrorCode::storage_failed);
        CHECK(error_of(device->write(0, Bytes(10))) == ErrorCode::storage_failed);
    }
    SECTION("a read that fails") {
        std::filesystem::create_symlink("/proc/self/mem", folder / "mem");
        const auto device = need(disk->open("mem"));
        Bytes buffer(10);
        CHECK(error_of(device->read(0, buffer)) == ErrorCode::storage_failed);
    }
    SECTION("an offset beyond any file") {
        const auto device = need(disk->open("file"));
        CHECK(error_of(device->write(UINT64_MAX, Bytes(1))) == ErrorCode::storage_full);
        CHECK(error_of(device->truncate(UINT64_MAX)) == ErrorCode::storage_full);
    }
    SECTION("names that lead elsewhere") {
        for (const char* name : {"", ".", "..", "../escape", "a/b", "/etc/passwd"}) {
            CHECK(error_of(disk->open(name)) == ErrorCode::storage_failed);
        }
    }
}

TEST_CASE("block device: a POSIX write is cut short by the limit in its middle") {
    const test::TempFolder folder;
    const auto disk = need(PosixDisk::open_folder(folder.path()));
    const auto device = need(disk->open("file"));
    rlimit old{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{5000, old.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    // The system takes 5000 bytes, says so, and gives the reason at the next call.
    const Status written = device->write(0, Bytes(8000, 1));
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &old) == 0);
    std::signal(SIGXFSZ, old_handler);
    CHECK(error_of(written) == ErrorCode::storage_full);
    need(device->write(0, Bytes(8000, 1)));
}

TEST_CASE("block device: a folder belongs to one program at a time") {
    const test::TempFolder folder;
    const std::string path = folder / "store";
    {
        const auto first = need(PosixDisk::open_folder(path));
        CHECK(error_of(PosixDisk::open_folder(path)) == ErrorCode::busy);
    }
    need(PosixDisk::open_folder(path));
    CHECK(error_of(PosixDisk::open_folder(folder / "no/such/parent")) == ErrorCode::storage_failed);
}

TEST_CASE("block device: what the VFS writes over POSIX files any SQLite reads") {
    const test::TempFolder folder;
    {
        const auto disk = need(PosixDisk::open_folder(folder.path()));
        const test::FakeClock clock;
        test::SeededRandom random(1);
        const store::Vfs vfs("posix-contract", *disk, clock, random);
        auto db = need(store::Database::open("app.db", {.vfs = vfs.name(), .client = true}));
        need(db.script("CREATE TABLE t (v); INSERT INTO t VALUES (42)"));
    }
    auto db = need(store::Database::open(folder / "app.db", {.vfs = "unix"}));
    CHECK(need(db.integer("SELECT v FROM t")) == 42);
    need(db.check_integrity());
}

TEST_CASE("block device: on SQLite's own VFS the hub's readers do not wait for its writer") {
    const test::TempFolder folder;
    const store::OpenOptions options{.vfs = "unix", .busy_timeout_ms = 1};
    auto writer = need(store::Database::open(folder / "hub.db", options));
    need(writer.script("CREATE TABLE t (v)"));
    auto reader = need(store::Database::open(folder / "hub.db", options));
    auto transaction = need(writer.begin());
    need(writer.run("INSERT INTO t VALUES (1)"));
    CHECK(need(reader.integer("SELECT count(*) FROM t")) == 0);
    CHECK(error_of(reader.begin()) == ErrorCode::busy);
    need(transaction.commit());
    CHECK(need(reader.integer("SELECT count(*) FROM t")) == 1);
}

}  // namespace xf::contract
