// What a device's damaged database still holds comes back to its village.
#include <filesystem>

#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "native/platform/posix_disk.hpp"
#include "shared/app/registry.hpp"
#include "shared/rescue/sealed_file.hpp"

namespace xf::hub {
namespace {

/// Two files on the hub's disk without a name: whatever becomes of this process, they are gone.
struct Nameless {
    std::unique_ptr<ports::BlockDevice> database;
    std::unique_ptr<ports::BlockDevice> wal;

    static Result<Nameless> make(const std::string& folder) {
        XF_ASSIGN(const auto disk, native::PosixDisk::open_folder(folder));
        Nameless out;
        XF_ASSIGN(out.database, disk->open("database"));
        XF_ASSIGN(out.wal, disk->open("wal"));
        std::error_code failed;
        std::filesystem::remove_all(folder, failed);
        if (failed) return Error{ErrorCode::storage_failed, folder + ": " + failed.message()};
        return out;
    }
};

}  // namespace

Result<HubApp::Rescue> HubApp::rescue(const std::string& file, bool device_gone) {
    XF_ASSIGN(const Nameless plain, Nameless::make(folder_->in("rescue")));
    rescue::SealedReader reader(identity_.key, *plain.database, *plain.wal);
    XF_TRY(each_piece(file, [&](ByteView piece) { return reader.take(piece); }));
    XF_ASSIGN(const rescue::Sealed sealed, reader.finish());
    const sync::Certificate& whose = sealed.identity.certificate;
    XF_ASSIGN(Shard* const shard, find(whose.shard.no));
    // Before the village stands still for it.
    XF_ASSIGN(const auto pages, rescue::PageFile::open(*plain.database, *plain.wal));
    XF_ASSIGN(const rescue::Pieces pieces, rescue::collect(pages, whose));
    auto report = with(*shard, [&](sync::HubShard& open) {
        return rescue::take_rescued(open, app::hub_hooks(), *clock_, pieces, sealed.identity,
                                    device_gone);
    });
    if (!report.ok()) return report.error();
    publish_accepted(*shard);
    return Rescue{shard->village.slug, *std::move(report), sealed.unread_bytes};
}

}  // namespace xf::hub
