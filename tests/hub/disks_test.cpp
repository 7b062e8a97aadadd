// What a backup's folder is on: the kernel's word for it, as it writes it down.
#include "native/hub/disks.hpp"

#include <catch_amalgamated.hpp>
#include <filesystem>

#include "tests/support/require.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;
using test::need;

/// A kernel's tree: devices, and the links to them by number.
struct Devices {
    void add(const std::string& path, const std::string& number) {
        fs::create_directories(root() / "devices" / path);
        fs::create_directories(root() / "dev/block");
        fs::create_directory_symlink(root() / "devices" / path, root() / "dev/block" / number);
    }
    void add_partition(const std::string& path, const std::string& number) {
        add(path, number);
        fs::create_directory(root() / "devices" / path / "partition");
    }
    void build_on(const std::string& path, const std::string& lower) {
        const fs::path slaves = root() / "devices" / path / "slaves";
        fs::create_directories(slaves);
        fs::create_directory_symlink(root() / "devices" / lower,
                                     slaves / fs::path(lower).filename());
    }
    fs::path root() const { return folder / ""; }
    std::set<std::string> names(unsigned major, unsigned minor) const {
        std::set<std::string> out;
        for (const std::string& disk : disks_of(root(), major, minor))
            out.insert(fs::path(disk).filename());
        return out;
    }

    test::TempFolder folder;
};

}  // namespace

TEST_CASE("disks: partitions, arrays and volumes are as safe as the disks below them", "[hub]") {
    using Names = std::set<std::string>;
    Devices at;
    at.add("sda", "8:0");
    at.add_partition("sda/sda1", "8:1");
    at.add_partition("sda/sda2", "8:2");
    at.add("sdb", "8:16");
    at.add_partition("sdb/sdb1", "8:17");
    at.add("md0", "9:0");
    at.build_on("md0", "sda/sda2");
    at.build_on("md0", "sdb/sdb1");
    at.add("dm-0", "253:0");
    at.build_on("dm-0", "md0");
    CHECK(at.names(8, 0) == Names{"sda"});
    CHECK(at.names(8, 1) == Names{"sda"});
    CHECK(at.names(8, 17) == Names{"sdb"});
    CHECK(at.names(253, 0) == Names{"sda", "sdb"});
    CHECK(at.names(0, 42) == Names{"0:42"});  // no block device: a network's
}

TEST_CASE("disks: memory is no other disk, and a folder is on its own", "[hub]") {
    const test::TempFolder here;
    CHECK_FALSE(need(is_on_other_disk(here / "", here / "")));
    CHECK_FALSE(need(is_on_other_disk("/dev/shm", here / "")));
    CHECK(test::error_of(is_on_other_disk(here / "none", here / "")) == ErrorCode::storage_failed);
}

}  // namespace xf::hub
