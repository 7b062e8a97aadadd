#include "shared/disclosure/publisher.hpp"

#include <sqlite3.h>

#include <catch_amalgamated.hpp>

#include "shared/disclosure/document.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/disclosure/observer.hpp"

namespace xf::disclosure {
namespace {

using test::log_signer;
using test::publication;

/// A hub's disk: what survives a crash. The publisher and its memory do not.
struct Disk {
    MemoryPublicFiles files;
    store::Database db = *store::Database::open_in_memory();
    test::SeededRandom random{1};

    Disk() { REQUIRE(store::migrate(db, {&kPublisherSchema, 1}).ok()); }

    Result<Publisher> open() { return Publisher::open(db, files, log_signer()); }

    /// As if `leaves` had been published long ago.
    void grow(std::size_t leaves) {
        tlog::TileEdge edge;
        for (std::size_t i = 0; i < leaves; ++i) {
            Publication old = publication(1);
            old.manifest.matter.bytes[0] = 1;
            old.manifest.version = static_cast<std::uint32_t>(i + 1);
            const Bytes body = body_file(Bytes(16, 0), old.text);
            old.manifest.body = sha256(body);
            REQUIRE(files.write_durable(body_path(old.manifest.body), body).ok());
            for (const auto& file : edge.append(*encode_manifest(old.manifest)))
                REQUIRE(files.write_durable(tlog::tile_path(file.tile), file.bytes).ok());
        }
        const tlog::Head head = edge.head();
        REQUIRE(db.run("INSERT INTO log_head VALUES (1, ?, ?, ?, ?)",
                       log_signer().verifier().text(), head.size.value, head.root,
                       sign_checkpoint(log_signer(), head))
                    .ok());
    }
};

TEST_CASE("a log from its first leaf on", "[disclosure]") {
    Disk disk;
    test::Observer observer;
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    CHECK(observer.look(disk.files) == 0);
    CHECK(as_text(disk.files.files().find("vkey")->second) ==
          log_signer().verifier().text() + "\n");
    for (std::uint8_t i = 0; i < 5; ++i) {
        const auto leaf = publisher->publish(publication(i), disk.random.bytes(16));
        REQUIRE(leaf.ok());
        CHECK(*leaf == i);
        CHECK(observer.look(disk.files) == i + 1u);
        CHECK(publisher->head().size.value == i + 1u);
    }
    REQUIRE(observer.leaves().size() == 5);
    const Manifest& third = observer.leaves()[2];
    CHECK(third.title == "关于第2件事的通知");
    CHECK(third.document_number == "示发〔2026〕2号");
    CHECK(third.published == day_of({2026, 5, 6}));
    CHECK(third.kind == LeafKind::notice);
    CHECK(third.media == MediaType::markdown);
    // Publishing the same again, with other salt, is the same publication.
    const auto again = publisher->publish(publication(3), disk.random.bytes(16));
    REQUIRE(again.ok());
    CHECK(*again == 3);
    CHECK(observer.look(disk.files) == 5);
}

/// Publishes three things; opens anew after every failure, as a hub would be restarted. Returns how
/// often it had to.
std::size_t publish_three(Disk& disk, test::Observer& observer, std::uint64_t before) {
    std::size_t restarts = 0;
    for (bool done = false; !done;) {
        REQUIRE(restarts < 10);
        auto publisher = disk.open();
        done = publisher.ok();
        for (std::uint8_t i = 0; done && i < 3; ++i) {
            const auto leaf = publisher->publish(publication(i), disk.random.bytes(16));
            done = leaf.ok();
            if (done) REQUIRE(*leaf == before + i);
            // After a failure nothing may be done but to open anew.
            if (!done) REQUIRE_FALSE(publisher->publish(publication(9), Bytes(16, 1)).ok());
        }
        // What a client sees between the crash and the restart is a valid log.
        observer.look(disk.files);
        if (done) break;
        ++restarts;
        disk.files.power_on();
        sqlite3_commit_hook(disk.db.handle(), nullptr, nullptr);
    }
    REQUIRE(observer.look(disk.files) == before + 3);
    for (std::uint8_t i = 0; i < 3; ++i)
        REQUIRE(observer.leaves()[before + i].title == publication(i).manifest.title);
    return restarts;
}

TEST_CASE("power cut at every write of a file", "[disclosure]") {
    // A new log, and one in which the second leaf fills a tile.
    for (const std::size_t before : {std::size_t{0}, std::size_t{254}}) {
        for (const auto cut : {MemoryPublicFiles::Cut::before, MemoryPublicFiles::Cut::after}) {
            std::size_t cuts = 0;
            for (bool reached = true; reached; ++cuts) {
                Disk disk;
                if (before > 0) disk.grow(before);
                test::Observer observer;
                disk.files.cut_power_at(cuts, cut);
                reached = publish_three(disk, observer, before) > 0;
            }
            // vkey, checkpoint; then body, entries, hashes, checkpoint for each leaf, and one more
            // tile where a second level begins.
            CHECK(cuts - 1 == (before == 0 ? 2 + 3 * 4 : 2 + 3 * 4 + 1));
        }
    }
}

/// Makes the commit with that number fail, and all that follow.
struct FailingCommits {
    int before = 0;

    static int hook(void* self) { return static_cast<FailingCommits*>(self)->before-- <= 0; }
};

TEST_CASE("every commit of the database fails once", "[disclosure]") {
    int commits = 0;
    for (bool reached = true; reached; ++commits) {
        Disk disk;
        test::Observer observer;
        FailingCommits failing{commits};
        sqlite3_commit_hook(disk.db.handle(), FailingCommits::hook, &failing);
        reached = publish_three(disk, observer, 0) > 0;
    }
    CHECK(commits - 1 == 1 + 3 * 2);  // the head; then pending and head for each leaf
}

TEST_CASE("a log whose files were changed is not continued", "[disclosure]") {
    Disk disk;
    {
        auto publisher = disk.open();
        REQUIRE(publisher.ok());
        for (std::uint8_t i = 0; i < 3; ++i)
            REQUIRE(publisher->publish(publication(i), disk.random.bytes(16)).ok());
    }
    const auto refusal = [&] { return disk.open().error().code; };
    for (const char* path : {"tile/entries/000.p/3", "tile/0/000.p/3"}) {
        INFO(path);
        const Bytes good = disk.files.files().find(path)->second;
        Bytes bad = good;
        bad[40] ^= 1;
        disk.files.tamper(path, bad);
        CHECK(refusal() == ErrorCode::log_changed);
        disk.files.remove(path);
        CHECK(refusal() == ErrorCode::log_incomplete);
        disk.files.tamper(path, good);
    }
    CHECK(disk.open().ok());
    CHECK(Publisher::open(disk.db, disk.files, log_signer(8)).error().code ==
          ErrorCode::bad_signature);
    // A lost checkpoint, or an old one from a backup, is written again.
    disk.files.remove("checkpoint");
    CHECK(disk.open().ok());
    test::Observer observer;
    CHECK(observer.look(disk.files) == 3);
}

TEST_CASE("what can't be published leaves nothing behind", "[disclosure]") {
    Disk disk;
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    const auto code = [&](const Publication& bad) {
        return publisher->publish(bad, Bytes(16, 1)).error().code;
    };
    Publication bad = publication(1);
    bad.text = "\xFF";
    CHECK(code(bad) == ErrorCode::malformed);
    bad.text.clear();
    CHECK(code(bad) == ErrorCode::malformed);
    bad = publication(1);
    bad.manifest.title += "\n";
    CHECK(code(bad) == ErrorCode::malformed);
    bad.manifest.title = std::string(kTitleBytes + 1, 'a');
    CHECK(code(bad) == ErrorCode::too_large);
    CHECK(disk.files.files().size() == 2);
    CHECK(publisher->publish(publication(1), Bytes(16, 1)).ok());
}

TEST_CASE("a long title is cut in the leaf only", "[disclosure]") {
    Imported imported;
    imported.markdown = "正文。\n";
    while (imported.title.size() <= kTitleBytes) imported.title += "长";
    const Publication cut = notice(Uuid{}, imported, Day{});
    CHECK(cut.manifest.title.size() <= kTitleBytes);
    CHECK(cut.manifest.title.substr(cut.manifest.title.size() - 3) == "…");
    CHECK(encode_manifest(cut.manifest).ok());
}

}  // namespace
}  // namespace xf::disclosure
