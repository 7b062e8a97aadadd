// POST /v1/blob as the hub sees it: from whom it takes a picture, and to whom it gives one.
#include "shared/base/limits.hpp"
#include "shared/disclosure/events.hpp"
#include "shared/store/migrations.hpp"
#include "shared/sync/hub_blobs.hpp"
#include "tests/support/jpeg.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::sync {
namespace {

using blobs::BlobRef;
using test::error_of;
using test::jpeg_frame;
using test::jpeg_of;
using test::need;

/// A village whose desk has handed in something with `picture`.
struct Album : Village {
    explicit Album(const Bytes& content = jpeg_of(jpeg_frame(800, 600), 70'000))
        : picture(content), blob(blobs::reference_to(content)) {
        const store::Schema schemas[] = {{"blobs", blobs::BlobStore::kSchema}};
        need(store::migrate(db, schemas));
        hand_in(*desk);
        need(desk->sync(world.hub));
    }

    void hand_in(sim::Client& client) { hand_in(client, blob); }
    void hand_in(sim::Client& client, const BlobRef& named) {
        disclosure::Submitted what;
        what.matter.bytes[0] = static_cast<std::uint8_t>(++matters);
        what.kind = disclosure::LeafKind::village_affairs;
        what.due = disclosure::DueMonth{2026, matters};
        disclosure::SubmittedText text{
            "十月村务公开", "", {}, "# 十月村务公开\n\n清理沟渠。\n", {named}};
        need(client.submit({disclosure::kSubmittedType, what.data(), need(text.content()),
                            store::Actor::of(sim::kStaff), store::AuthMethod::staff_pin}));
    }

    BlobRequest request(sim::Client& from) {
        BlobRequest out;
        out.shard = sim::kShard;
        out.device = from.log().own().uuid;
        out.epoch = from.log().own().epoch;
        out.nonce[0] = ++nonces;
        out.blob = blob;
        return out;
    }
    Result<BlobReply> send(sim::Client& from, const BlobRequest& request) {
        return send_signed(request, encode(request, from.identity().key));
    }
    Result<BlobReply> send_signed(const BlobRequest& request, const Bytes& body) {
        HubBlobs hub(world.hub.shard(), db, world.hub.identity(), world.hub.machine.clock,
                     app::hub_hooks());
        XF_ASSIGN(const Bytes answer, hub.answer(body));
        XF_ASSIGN(const BlobReply reply,
                  decode_blob_reply(answer, world.hub.identity().key.public_key()));
        CHECK(reply.nonce == request.nonce);
        return reply;
    }
    Result<BlobReply> put(sim::Client& from, std::uint32_t offset, ByteView piece) {
        BlobRequest out = request(from);
        out.offset = offset;
        out.piece = Bytes(piece.begin(), piece.end());
        return send(from, out);
    }
    Result<BlobReply> get(sim::Client& from, std::uint32_t offset) {
        BlobRequest out = request(from);
        out.offset = offset;
        return send(from, out);
    }
    ByteView piece(std::size_t from, std::size_t size = limits::kBlobPieceBytes) const {
        return ByteView(picture).subspan(from, std::min(size, picture.size() - from));
    }
    /// Sends the whole as a client does: to where the hub says it is.
    void send_all(sim::Client& from) {
        std::uint32_t have = need(put(from, 0, {})).have;
        while (have < blob.size) have = need(put(from, have, piece(have))).have;
    }
    bool kept() { return need(blobs::BlobStore(db).read(blob.hash)).has_value(); }

    Bytes picture;
    BlobRef blob;
    store::Database db = need(store::Database::open_in_memory());
    std::uint8_t matters = 0, nonces = 0;
};

}  // namespace

TEST_CASE("blob: goes up in pieces, from where the hub has it, and comes down whole") {
    Album album;
    CHECK(need(album.put(*album.desk, 0, {})).have == 0);
    const auto first = static_cast<std::uint32_t>(limits::kBlobPieceBytes);
    CHECK(need(album.put(*album.desk, 0, album.piece(0))).have == first);
    CHECK(need(album.get(*album.desk, 0)).have == 0);                          // not whole yet
    CHECK(need(album.put(*album.desk, 0, album.piece(0))).have == first);      // sent twice
    CHECK(need(album.put(*album.desk, 999, album.piece(999))).have == first);  // out of order
    album.send_all(*album.desk);
    CHECK(album.kept());
    Bytes down;
    while (down.size() < album.blob.size) {
        const BlobReply reply =
            need(album.get(*album.desk, static_cast<std::uint32_t>(down.size())));
        REQUIRE(reply.have == album.blob.size);
        REQUIRE(!reply.piece.empty());
        down.insert(down.end(), reply.piece.begin(), reply.piece.end());
    }
    CHECK(down == album.picture);
}

TEST_CASE("blob: seen by whoever may see the event, and by nobody else") {
    Album album;
    album.send_all(*album.desk);
    sim::Client* other = need(album.world.add_client("工作台二", store::capability::kDesk));
    CHECK(need(album.get(*other, 0)).have == album.blob.size);
    for (sim::Client* client : {album.kiosk, album.counter})
        CHECK(error_of(album.get(*client, 0)) == ErrorCode::not_found);
    BlobRequest unknown = album.request(*album.desk);
    unknown.blob = blobs::reference_to(Bytes{1, 2, 3});
    CHECK(error_of(album.send(*album.desk, unknown)) == ErrorCode::not_found);
}

TEST_CASE("blob: taken only from the device whose event names it") {
    Album album;
    sim::Client* other = need(album.world.add_client("工作台二", store::capability::kDesk));
    CHECK(error_of(album.put(*other, 0, album.piece(0))) == ErrorCode::unknown_reference);
    BlobRequest longer = album.request(*album.desk);
    ++longer.blob.size;
    longer.piece = Bytes(10, 1);
    CHECK(error_of(album.send(*album.desk, longer)) == ErrorCode::unknown_reference);
    BlobRequest foreign = album.request(*album.desk);
    foreign.piece.emplace();
    CHECK(error_of(album.send_signed(foreign, encode(foreign, other->identity().key))) ==
          ErrorCode::bad_signature);
    foreign.epoch = Epoch{foreign.epoch.value + 1};
    CHECK(error_of(album.send(*album.desk, foreign)) == ErrorCode::stale_epoch);
    foreign.shard = ShardNo{99};
    CHECK(error_of(album.send(*album.desk, foreign)) == ErrorCode::foreign_scope);
    CHECK(need(album.db.integer("SELECT count(*) FROM blob")) == 0);
}

TEST_CASE("blob: other bytes than were named are dropped, and no picture is refused") {
    Album album;
    Bytes other = album.picture;
    other[100] ^= 1;
    std::uint32_t have = 0;
    Result<BlobReply> last = BlobReply{};
    while (have < album.blob.size) {
        last = album.put(
            *album.desk, have,
            ByteView(other).subspan(
                have, std::min<std::size_t>(limits::kBlobPieceBytes, other.size() - have)));
        if (!last.ok()) break;
        have = last->have;
    }
    CHECK(error_of(last) == ErrorCode::wrong_hash);
    CHECK(need(album.put(*album.desk, 0, {})).have == 0);
    album.send_all(*album.desk);
    CHECK(album.kept());

    Album text(Bytes(500, 'x'));
    CHECK(error_of(text.put(*text.desk, 0, text.piece(0))) == ErrorCode::bad_picture);
    CHECK_FALSE(text.kept());
}

TEST_CASE("blob: who names it with another size neither destroys it nor keeps it out") {
    Album album;
    sim::Client* other = need(album.world.add_client("工作台二", store::capability::kDesk));
    need(other->sync(album.world.hub));
    BlobRef longer = album.blob;
    ++longer.size;
    album.hand_in(*other, longer);
    need(other->sync(album.world.hub));
    const auto put_longer = [&](std::uint32_t offset, ByteView piece) {
        BlobRequest out = album.request(*other);
        out.blob = longer;
        out.offset = offset;
        out.piece = Bytes(piece.begin(), piece.end());
        return album.send(*other, out);
    };
    CHECK(need(put_longer(0, Bytes(10, 1))).have == 10);
    album.send_all(*album.desk);
    CHECK(album.kept());
    for (const std::uint32_t offset : {0u, 10u, album.blob.size})
        CHECK(error_of(put_longer(offset, Bytes(1, 1))) == ErrorCode::wrong_hash);
    CHECK(album.kept());
}

TEST_CASE("blob: every message cut, changed or too long is refused") {
    Album album;
    BlobRequest request = album.request(*album.desk);
    request.piece = Bytes(20, 7);
    const Bytes good = encode(request, album.desk->identity().key);
    for (std::size_t size = 0; size < good.size(); size += 3)
        CHECK_FALSE(
            album
                .send_signed(request,
                             Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)))
                .ok());
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes changed = good;
        changed[i] ^= 0x40;
        CHECK_FALSE(album.send_signed(request, changed).ok());
    }
    request.piece = Bytes(limits::kBlobPieceBytes + 1, 7);
    CHECK(error_of(album.send(*album.desk, request)) == ErrorCode::too_large);
    request.piece.reset();
    request.blob.size = static_cast<std::uint32_t>(limits::kPictureBytes + 1);
    CHECK(error_of(album.send(*album.desk, request)) == ErrorCode::too_large);
    request.blob.size = 5;
    request.offset = 6;
    CHECK(error_of(album.send(*album.desk, request)) == ErrorCode::malformed);
}

TEST_CASE("blob: what no event names any more is swept out of the hub") {
    Album album;
    album.send_all(*album.desk);
    HubBlobs hub(album.world.hub.shard(), album.db, album.world.hub.identity(),
                 album.world.hub.machine.clock, app::hub_hooks());
    need(hub.sweep());
    CHECK(album.kept());
    const EventKey event{album.desk->no(), album.desk->log().own().epoch, Seq{1}};
    need(blobs::unlink(album.world.hub.shard().log().place(), event));
    need(hub.sweep());
    CHECK_FALSE(album.kept());
}

}  // namespace xf::sync
