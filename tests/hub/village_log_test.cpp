// A village's public log at the hub, asked by strangers.
#include "native/hub/village_log.hpp"

#include <filesystem>

#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::hub {

using test::error_of;
using test::need;

TEST_CASE("village log: what strangers ask in vain does not open its database anew", "[hub]") {
    namespace fs = std::filesystem;
    const test::DemoFolder data;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[0];
    const auto log = need(VillageLog::open(folder, village));
    const std::uint64_t size = need(log->size());
    // Whoever opens it now finds another one.
    fs::rename(folder.log_file(village.slug), folder.log_file("aside"));
    disclosure::ReturnedLeaves forged;
    forged.shard = village.no;
    forged.checkpoint = "xinfeng.example/x\n43\nAAAA\n\n\u2014 x AAAA\n";
    CHECK_FALSE(log->take_back(forged).ok());
    disclosure::ReturnedFile unknown;
    unknown.file = {1, 2, 3};
    CHECK(error_of(log->take_back(unknown)) == ErrorCode::unknown_reference);
    CHECK_FALSE(fs::exists(folder.log_file(village.slug)));
    CHECK(need(log->size()) == size);
}

TEST_CASE("village log: a backup has what there was, and what is withdrawn meanwhile may lack",
          "[hub]") {
    namespace fs = std::filesystem;
    const test::DemoFolder data;
    const test::TempFolder files;
    const DataFolder folder = need(DataFolder::open(data.path()));
    const VillageConfig village = need(folder.load_config()).villages[0];
    const auto log = need(VillageLog::open(folder, village));
    BackupWriter backup = need(BackupWriter::begin(files / "backup"));
    fs::create_directories(files / "backup/logs");
    need(log->back_up(backup));
    const std::string from = folder.public_folder(village.slug);
    const auto there = need(files_below(from));
    CHECK(there.size() > 10);
    for (const std::string& file : there)
        CHECK(fs::exists(files / "backup/public/" + village.slug + "/" + file));

    need(backup.add_copy_if_there(from + "/body/none", "public/none"));
    CHECK_FALSE(fs::exists(files / "backup/public/none"));
    need(backup.finish("示例镇", {}, 1));
    CHECK(open_backup(files / "backup").ok());
}

}  // namespace xf::hub
