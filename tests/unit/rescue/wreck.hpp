// A kiosk whose hub is out of reach, with a day's events that nobody else has, and its disk in all
// states that one can think of.
#pragma once

#include "shared/app/registry.hpp"
#include "shared/rescue/hub_rescue.hpp"
#include "shared/rescue/sealed_file.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/app/town.hpp"

namespace xf::test {

inline const std::string kApp = kDatabaseName;
inline const std::string kAppWal = kApp + "-wal";

using Image = SimDisk::Image;

inline Bytes content(const Image& image, const std::string& name) {
    const auto found = image.files.find(name);
    if (found == image.files.end()) return {};
    Bytes out(found->second.size());
    found->second.read(0, out);
    return out;
}

/// What the hub takes out of those files. `gone`: the device never comes back.
inline Result<rescue::RescueReport> rescue_image(TestHub& hub, const Image& files,
                                                 bool gone = false) {
    SimDisk disk(1, files);
    XF_ASSIGN(const auto database, disk.open(kApp));
    XF_ASSIGN(const auto wal, disk.open(kAppWal));
    XF_ASSIGN(const Bytes copy, rescue::kept_identity(disk, kApp));
    XF_ASSIGN(const auto identity, rescue::decode_identity(copy));
    XF_ASSIGN(const auto pages, rescue::PageFile::open(*database, *wal));
    XF_ASSIGN(const auto pieces, rescue::collect(pages, identity.certificate));
    return rescue::take_rescued(hub.shard(), app::hub_hooks(), hub.clock(), pieces, identity, gone);
}

struct Wreck {
    /// `number`: of the device.
    explicit Wreck(int requests = 6, std::uint32_t number = 1) : no{number} {
        kiosk.settle(20'000);
        hub.up = false;
        come();
        for (int i = 0; i < requests; ++i) write(i);
        leave();
    }

    /// Somebody comes, and files a request.
    void file(int number) {
        come();
        write(number);
        leave();
    }
    void come() {
        kiosk.client->submit(app::GoTo{app::Place::request_form});
        kiosk.identify(hub.card(1));
    }
    /// Some texts are so long that they overflow their page.
    void write(int number) {
        kiosk.client->submit(app::GoTo{app::Place::request_form});
        kiosk.client->submit(app::ChooseCategory{app::RequestCategory::roads});
        std::string text = "第" + std::to_string(number) + "盏路灯坏了。";
        if (number % 8 == 0) text += std::string(5000, 'x');
        kiosk.client->submit(app::FileRequest{text});
        REQUIRE(kiosk.shows<app::RequestView>());
    }
    /// What was written is then in the database itself: the WAL is emptied behind everybody.
    void leave() {
        kiosk.client->submit(app::SignOff{});
        kiosk.settle();
    }

    Image image() const {
        return SimDisk::image_of(kiosk.store.disk.snapshot(), {Survival::Kind::all});
    }
    /// With everything in the one file, as after an orderly end.
    Image closed() {
        kiosk.client.reset();
        return image();
    }

    Result<rescue::RescueReport> rescue(const Image& files, bool gone = false) {
        return rescue_image(hub, files, gone);
    }

    std::int64_t at_hub() {
        return need(hub.shard().db().integer("SELECT count(*) FROM event WHERE device = ?", no));
    }

    const DeviceNo no;
    TestHub hub;
    TestDevice kiosk{next_is(hub, no), app::DeviceRole::kiosk, "大厅"};

private:
    static TestHub& next_is(TestHub& hub, DeviceNo no) {
        need(hub.shard().devices().leave_out_numbers(no.value - 1));
        return hub;
    }
};

/// The database of an image, as SQLite sees it, whatever state it is in.
struct Opened {
    explicit Opened(const Image& image) : store(1, image) {
        store::OpenOptions options = store.options();
        options.verify = false;
        auto opened = store::Database::open(kDatabaseName, options);
        if (opened.ok()) db.emplace(*std::move(opened));
    }
    StoreFixture store;
    std::optional<store::Database> db;
};

/// An own event as SQLite reads it.
struct Known {
    Bytes header;
    std::optional<Bytes> content;
    bool linked = false;  ///< the hashes before and after it can be read
};

/// What the chain proves of an image, by sequence number, to a hub that has nothing of it.
inline std::map<std::uint32_t, store::Event> proven(const Image& image) {
    SimDisk disk(1, image);
    const auto database = need(disk.open(kApp)), wal = need(disk.open(kAppWal));
    const auto pages = need(rescue::PageFile::open(*database, *wal));
    const auto identity = need(rescue::decode_identity(need(rescue::kept_identity(disk, kApp))));
    const auto& shard = identity.certificate.shard;
    const auto& device = identity.certificate.device;
    const Hash start = store::chain_start(shard.uuid, device.uuid, device.epoch);
    const auto pieces = need(rescue::collect(pages, identity.certificate));
    std::map<std::uint32_t, store::Event> out;
    for (const rescue::Proven& one : rescue::prove(pieces, {Seq{0}, start}).proven)
        out[one.seq.value] = one.event;
    return out;
}

inline Image with_zeros(const Image& image, const std::string& name, std::uint64_t offset,
                        std::size_t count) {
    Image out = image;
    out.files[name].write(offset, Bytes(count));
    return out;
}

/// A device's database with rows that nobody ever wrote.
inline Image forged(const Image& image, const std::string& sql) {
    Opened opened(image);
    need(opened.db->script(sql));
    opened.db.reset();
    return SimDisk::image_of(opened.store.disk.snapshot(), {Survival::Kind::all});
}

/// Own events that the hub does not have, as far as SQLite can read them.
inline std::map<std::uint32_t, Known> read_pending(const Image& image, std::uint32_t most) {
    std::map<std::uint32_t, Known> out;
    Opened opened(image);
    if (!opened.db) return out;
    const auto hash_there = [&](std::uint32_t seq) {
        const auto found = opened.db->integer(
            "SELECT (SELECT count(*) FROM pending WHERE shard = 1 AND epoch = 1 AND seq = ?1"
            " AND length(chain_hash) = 32)",
            seq);
        return found.ok() && *found == 1;
    };
    for (std::uint32_t seq = 1; seq <= most; ++seq) {
        auto rows = opened.db->prepare(
            "SELECT header, content FROM event LEFT JOIN body USING (shard, device, epoch, seq)"
            " WHERE shard = 1 AND device = 1 AND epoch = 1 AND seq = ? AND hub_seq IS NULL",
            seq);
        if (!rows.ok()) return out;
        const auto row = rows->first([](const store::Row& one) {
            const ByteView header = one.column_blob(0), content = one.column_blob(1);
            Known known{Bytes(header.begin(), header.end()), std::nullopt};
            if (!one.column_null(1)) known.content = Bytes(content.begin(), content.end());
            return known;
        });
        if (!row.ok() || !*row) continue;
        out[seq] = **row;
        out[seq].linked = hash_there(seq) && (seq == 1 || hash_there(seq - 1));
    }
    return out;
}

}  // namespace xf::test
