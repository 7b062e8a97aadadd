// A client gives a restored hub the end of its public log back, whatever comes in between.
#include "shared/disclosure/log_return.hpp"

#include "shared/tlog/tile.hpp"
#include "tests/unit/disclosure/replica_device.hpp"

namespace xf::test {
namespace {

using disclosure::LogReturn;

/// A device that has seen a whole log, and the hub that has nothing of it any more.
struct Returning {
    Returning() {
        for (std::uint8_t i = 1; i <= 4; ++i) {
            disclosure::Publication next = publication(i);
            if (i % 2 == 0) next.pictures.push_back(picture(i));
            before.publish(next);
        }
        CHECK(device.look().size == 4);
        device.transport.between = [this](const ports::HttpRequest& request,
                                          const ports::HttpReply&) { return answer(request); };
    }

    ports::HttpReply answer(const ports::HttpRequest& request) {
        if (request.path != "/v1/return-log") return hub.serve(request);
        if (busy_at && --*busy_at == 0) return {503, "application/json", {}};
        const auto reply = take(need(disclosure::decode_returned(request.body)));
        if (!reply.ok()) return {http_status_of(reply.error().code), "application/json", {}};
        return {200, std::string(disclosure::kLogReturnContentType), encode(*reply)};
    }
    Result<disclosure::ReturnReply> take(const disclosure::Returned& returned) {
        disclosure::Publisher& publisher = hub.publisher();
        disclosure::ReturnReply reply;
        if (const auto* const file = std::get_if<disclosure::ReturnedFile>(&returned)) {
            XF_TRY(publisher.take_back_file(file->sort, file->file));
        } else {
            const auto& leaves = std::get<disclosure::ReturnedLeaves>(returned);
            XF_TRY(publisher.take_back(leaves.checkpoint, leaves.from, leaves.leaves));
            XF_ASSIGN(reply.missing, publisher.missing_files());
            reply.missing.resize(std::min(reply.missing.size(), named));
        }
        reply.size = publisher.head().size.value;
        return reply;
    }

    /// One look at the log, and what follows from it; each time as after a restart.
    void look() {
        disclosure::Replica replica = device.open();
        LogDevice::round(replica, device.transport);
        LogReturn back(device.db, device.transport, kLogShard);
        need(back.begin(replica.hub_behind()));
        while (back.busy()) {
            need(back.step());
            while (const auto reply = device.transport.poll()) need(back.on_answer(*reply));
        }
    }
    bool hub_has_all() const { return hub.files.files() == before.files.files(); }
    std::size_t asked() const { return device.transport.paths.size(); }

    LogServer before, hub;
    LogDevice device{before};
    std::optional<int> busy_at;  ///< request that finds no answer
    std::size_t named = disclosure::kMissingNamed;
};

/// Counts what is read from its files.
class CountingFiles final : public disclosure::PublicFiles {
public:
    Status write_durable(std::string_view path, ByteView bytes) override {
        return files.write_durable(path, bytes);
    }
    Status withdraw_durable(std::string_view path) override { return files.withdraw_durable(path); }
    Result<Bytes> read(std::string_view path) override {
        ++reads;
        return files.read(path);
    }
    Status find(std::string_view path) override { return files.find(path); }

    disclosure::MemoryPublicFiles files;
    std::size_t reads = 0;
};

}  // namespace

TEST_CASE("a restored hub gets leaves and files back, though it is busy at any moment",
          "[disclosure]") {
    constexpr int kFiles = 6;
    for (int moment = 1; moment <= kFiles + 2; ++moment) {  // the leaves, and whether that was all
        Returning at;
        at.busy_at = moment;
        at.look();
        CHECK(at.hub_has_all() == (moment == kFiles + 2));
        at.look();
        CHECK(at.hub_has_all());
        // Nothing more is to be done.
        at.look();
        const std::size_t asked = at.asked();
        at.look();
        CHECK(at.asked() == asked + 1);  // the checkpoint
    }
}

TEST_CASE("a restored hub that names some missing files at a time gets all", "[disclosure]") {
    Returning at;
    at.named = 2;
    at.look();
    CHECK(at.hub_has_all());
}

TEST_CASE("what another device has brought before keeps the rest from nobody", "[disclosure]") {
    Returning at;
    bool first = true;
    at.device.transport.between = [&](const ports::HttpRequest& request, const ports::HttpReply&) {
        ports::HttpReply reply = at.answer(request);
        const bool leaves = reply.body.size() > 40 && request.path == "/v1/return-log";
        if (!leaves || !std::exchange(first, false)) return reply;
        for (const auto& [path, bytes] : at.before.files.files())
            if (path.starts_with("paper/"))
                need(at.hub.publisher().take_back_file(disclosure::FileSort::paper, bytes));
        return reply;
    };
    at.look();
    CHECK(at.hub_has_all());
    CHECK_FALSE(first);
}

TEST_CASE("a text that was withdrawn is not asked back", "[disclosure]") {
    Returning at;
    at.before.withdraw(3, "不应公开");
    at.device.transport.between = {};
    CHECK(at.device.look().size == 5);
    at.device.transport.between = [&](const ports::HttpRequest& request, const ports::HttpReply&) {
        return at.answer(request);
    };
    at.look();
    CHECK(at.hub_has_all());
    CHECK(need(at.hub.publisher().missing_files()).empty());
}

TEST_CASE("who hands something back costs the hub no reading of what is there", "[disclosure]") {
    LogServer before;
    before.grow(40);
    CountingFiles counting;
    store::Database db = need(store::Database::open_in_memory());
    need(store::migrate(db, {&disclosure::kPublisherSchema, 1}));
    auto publisher = need(disclosure::Publisher::open(db, counting, before.signer()));
    const tlog::Tile tile = tlog::entries_tile({0}, before.head().size);
    const Bytes file = need(before.files.read(tlog::tile_path(tile)));
    std::vector<Bytes> leaves;
    for (const ByteView leaf : need(tlog::decode_entries(file, tile.width, limits::kLeafBytes)))
        leaves.emplace_back(leaf.begin(), leaf.end());
    const Bytes note = need(before.files.read(disclosure::kCheckpointPath));
    need(publisher.take_back(as_text(note), 0, leaves));
    CHECK(need(publisher.missing_files()).size() == 40);

    constexpr std::size_t kAnyRequest = 2;  // key and checkpoint, which may have to be written anew
    const auto costs = [&](auto ask) {
        counting.reads = 0;
        static_cast<void>(ask());
        return counting.reads;
    };
    using disclosure::FileSort;
    CHECK(costs([&] { return publisher.take_back_file(FileSort::body, as_bytes("?")).ok(); }) <=
          kAnyRequest);
    CHECK(costs([&] { return publisher.missing_files().ok(); }) <= kAnyRequest);
    CHECK(costs([&] { return publisher.take_back(as_text(note), 40, {}).ok(); }) <= kAnyRequest);
}

}  // namespace xf::test
