// A photo in the real program: handed in, waited for, published, and in the backup.
#include "shared/base/limits.hpp"
#include "shared/blobs/blob_store.hpp"
#include "shared/disclosure/events.hpp"
#include "shared/sync/blob_wire.hpp"
#include "tests/hub/device.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/jpeg.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

/// The desk hands in a month whose text names the picture.
void hand_in(Device& desk, const RunningHub& hub, const blobs::BlobRef& picture) {
    disclosure::Submitted what;
    what.matter.bytes[1] = 5;
    what.kind = disclosure::LeafKind::village_affairs;
    what.due = disclosure::DueMonth{2025, 1};
    const disclosure::SubmittedText text{
        "一月村务公开", "", {}, "# 一月村务公开\n\n清理沟渠。\n", {picture}};
    const Bytes data = what.data();
    store::Header header;
    header.type = disclosure::kSubmittedType;
    header.time = UnixTime{1'795'219'200};
    header.actor = store::Actor::of(StaffNo{1});
    header.auth = store::AuthMethod::staff_pin;
    header.data = data;
    need(desk.submit(header, store::Body{{}, need(text.content())}));
    need(desk.sync(hub));
}

Answer send(Device& desk, const RunningHub& hub, const blobs::BlobRef& blob, ByteView content,
            std::uint32_t offset) {
    sync::BlobRequest request;
    request.shard = desk.certificate().shard.no;
    request.device = desk.certificate().device.uuid;
    request.epoch = desk.certificate().device.epoch;
    request.blob = blob;
    request.offset = offset;
    const ByteView piece =
        content.subspan(offset, std::min(limits::kBlobPieceBytes, content.size() - offset));
    request.piece = Bytes(piece.begin(), piece.end());
    const Bytes body = sync::encode(request, desk.key());
    return post(hub.port(), "/v1/blob", sync::kBlobContentType, as_text(body));
}

/// As the checkpoint says: its second line.
int leaves(const RunningHub& hub, const LogListing& log) {
    const std::string note = get(hub.port(), log.path + "checkpoint").body;
    return std::stoi(note.substr(note.find('\n') + 1));
}

}  // namespace

TEST_CASE("what was handed in with a photo is published once that has come, and is backed up",
          "[hub]") {
    const DemoFolder data;
    const TempFolder backups;
    const RunningHub hub(data.path());
    Device desk;
    desk.enrol_in_demo(hub, app::DeviceRole::desk);
    while (need(desk.sync(hub)).more) {
    }
    const LogListing log = log_list(data.path()).at(0);
    const int before = leaves(hub, log);
    const Bytes picture = jpeg_of(jpeg_frame(1600, 1200), 60'000);
    const blobs::BlobRef blob = blobs::reference_to(picture);
    hand_in(desk, hub, blob);
    CHECK(leaves(hub, log) == before);
    const auto piece = static_cast<std::uint32_t>(limits::kBlobPieceBytes);
    CHECK(send(desk, hub, blob, picture, 0).status == 200);
    CHECK(leaves(hub, log) == before);
    CHECK(send(desk, hub, blob, picture, piece).status == 200);
    CHECK(leaves(hub, log) == before + 1);
    blobs::BlobRef unnamed = blob;
    unnamed.hash.bytes[0] ^= 1;
    CHECK(send(desk, hub, unnamed, picture, 0).error() == "unknown_reference");

    const std::string to = backups / "one";
    const Finished backup = run_hub({"backup", "--data", data.path(), "--to", to});
    INFO(backup.err);
    REQUIRE(backup.exit_code == 0);
    const std::string slug = log.path.substr(5, log.path.size() - 6);  // of /log/<slug>/
    const std::string file = to + "/shards/" + slug + ".blobs.db";
    store::Database db = need(store::Database::open(file, store::OpenOptions{}));
    CHECK(need(blobs::BlobStore(db).read(blob.hash)) == picture);
}

}  // namespace xf::test
