#include "shared/disclosure/publisher.hpp"

#include <sqlite3.h>

#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"
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
        const auto leaf = publisher->publish(publication(i), disk.random);
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
    const auto again = publisher->publish(publication(3), disk.random);
    REQUIRE(again.ok());
    CHECK(*again == 3);
    CHECK(observer.look(disk.files) == 5);
}

/// A village's day: publishes with a picture, corrects it, keeping the picture and adding another,
/// publishes once more, and withdraws both versions. Each step gives its leaf.
using Step = Result<std::uint64_t> (*)(Publisher&, std::uint64_t, ports::Random&);
constexpr Step kDay[] = {
    [](Publisher& publisher, std::uint64_t, ports::Random& random) {
        Publication first = publication(0);
        first.pictures = {test::picture(1)};
        return publisher.publish(first, random);
    },
    [](Publisher& publisher, std::uint64_t before, ports::Random& random) -> Result<std::uint64_t> {
        Publication corrected = publication(100);
        XF_ASSIGN(const Manifest first, publisher.manifest(before));
        corrected.manifest.papers = first.papers;
        corrected.pictures = {test::picture(2)};
        return publisher.supersede(before, corrected, random);
    },
    [](Publisher& publisher, std::uint64_t, ports::Random& random) {
        return publisher.publish(publication(1), random);
    },
    [](Publisher& publisher, std::uint64_t before, ports::Random&) {
        return publisher.withdraw(before, "写错了名字", day_of({2026, 5, 7}));
    },
    [](Publisher& publisher, std::uint64_t before, ports::Random&) {
        return publisher.withdraw(before + 1, "", day_of({2026, 5, 7}));
    },
};
constexpr std::size_t kSteps = std::size(kDay);

/// Lives that day; opens anew after every failure, as a hub would be restarted, and begins again with
/// the step that failed, or with all of them. Returns how often it had to.
std::size_t live(Disk& disk, test::Observer& observer, std::uint64_t before, bool repeat_all) {
    std::size_t restarts = 0, first = 0;
    for (bool done = false; !done;) {
        REQUIRE(restarts < 10);
        auto publisher = disk.open();
        done = publisher.ok();
        if (done) observer.look_at_rest(disk.files);
        for (std::size_t i = first; done && i < kSteps; ++i) {
            // What was withdrawn can't be said again; its withdrawal can.
            if (i < 2 && publisher->head().size.value > before + 3) continue;
            const auto leaf = kDay[i](*publisher, before, disk.random);
            done = leaf.ok();
            if (done) REQUIRE(*leaf == before + i);
            if (done) observer.look_at_rest(disk.files);
            if (!repeat_all) first = i;
            // After a failure nothing may be done but to open anew.
            if (!done) REQUIRE_FALSE(publisher->publish(publication(9), disk.random).ok());
        }
        // What a client sees between the crash and the restart is a valid log.
        observer.look(disk.files);
        if (done) break;
        ++restarts;
        disk.files.power_on();
        sqlite3_commit_hook(disk.db.handle(), nullptr, nullptr);
    }
    REQUIRE(observer.look_at_rest(disk.files) == before + kSteps);
    REQUIRE(observer.leaves()[before + 2].title == publication(1).manifest.title);
    REQUIRE(observer.leaves()[before + 3].title == "写错了名字");
    return restarts;
}

TEST_CASE("power cut at every change of a file", "[disclosure]") {
    // A new log, and one in which the second leaf fills a tile.
    for (const std::size_t before : {std::size_t{0}, std::size_t{254}}) {
        for (const auto cut : {MemoryPublicFiles::Cut::before, MemoryPublicFiles::Cut::after}) {
            for (const bool repeat_all : {false, true}) {
                std::size_t cuts = 0;
                for (bool reached = true; reached; ++cuts) {
                    Disk disk;
                    if (before > 0) disk.grow(before);
                    test::Observer observer;
                    disk.files.cut_power_at(cuts, cut);
                    reached = live(disk, observer, before, repeat_all) > 0;
                }
                // vkey, checkpoint; entries, hashes, checkpoint for each leaf; three bodies, two
                // papers; two bodies and two papers withdrawn; one more tile on a second level.
                CHECK(cuts - 1 == 2 + kSteps * 3 + 3 + 2 + 4 + (before == 0 ? 0 : 1));
            }
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
        reached = live(disk, observer, 0, commits % 2 == 0) > 0;
    }
    // The head; doomed, pending and head for each publication; pending, head and what is no longer
    // doomed for each withdrawal.
    CHECK(commits - 1 == 1 + 3 * 3 + 2 * 3);
}

TEST_CASE("a log whose files were changed is not continued", "[disclosure]") {
    Disk disk;
    {
        auto publisher = disk.open();
        REQUIRE(publisher.ok());
        for (std::uint8_t i = 0; i < 3; ++i)
            REQUIRE(publisher->publish(publication(i), disk.random).ok());
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

TEST_CASE("a database from a backup does not sign a second root", "[disclosure]") {
    Disk disk;
    test::need(test::need(disk.open()).publish(publication(0), disk.random));
    Disk older;  // from before, or with another history of the same length
    test::need(test::need(older.open()).publish(publication(1), older.random));
    Disk none;
    const auto at_disk = [&](store::Database& db) {
        return test::error_of(Publisher::open(db, disk.files, log_signer()));
    };
    CHECK(at_disk(older.db) == ErrorCode::hub_restored);
    CHECK(at_disk(none.db) == ErrorCode::hub_restored);
    CHECK(disk.open().ok());
    test::need(test::need(disk.open()).publish(publication(2), disk.random));
    CHECK(at_disk(older.db) == ErrorCode::hub_restored);
    test::Observer observer;
    CHECK(observer.look_at_rest(disk.files) == 2);
}

TEST_CASE("what can't be published leaves nothing behind", "[disclosure]") {
    Disk disk;
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    const auto code = [&](const Publication& bad) {
        return test::error_of(publisher->publish(bad, disk.random));
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
    bad = publication(1);
    bad.manifest.kind = LeafKind::withdrawal;
    CHECK(code(bad) == ErrorCode::malformed);
    bad = publication(1);
    bad.manifest.supersedes = 0;
    CHECK(code(bad) == ErrorCode::not_found);
    bad = publication(1);
    bad.manifest.papers = {Hash{}};
    CHECK(code(bad) == ErrorCode::unknown_reference);
    bad = publication(1);
    bad.pictures = {test::picture(1), Bytes(100, 'x')};
    CHECK(code(bad) == ErrorCode::malformed);
    CHECK(disk.files.files().size() == 2);
    CHECK(publisher->publish(publication(1), disk.random).ok());
}

TEST_CASE("bounds of a publication's pictures", "[disclosure]") {
    test::SeededRandom random(1);
    const auto fits = [&](std::vector<Bytes> pictures) {
        Publication what = publication(1);
        what.pictures = std::move(pictures);
        const auto made = draft(what, random);
        if (!made.ok()) CHECK(made.error().code == ErrorCode::too_large);
        return made.ok();
    };
    const Bytes largest = test::picture(1, limits::kPaperBytes);
    CHECK(fits({largest}));
    CHECK_FALSE(fits({test::picture(1, limits::kPaperBytes + 1)}));
    std::vector<Bytes> pictures(limits::kPapersBytes / limits::kPaperBytes, largest);
    CHECK(fits(pictures));
    pictures.push_back(test::picture(1));
    CHECK_FALSE(fits(pictures));
    CHECK(fits(std::vector<Bytes>(kPapers, test::picture(1))));
    CHECK_FALSE(fits(std::vector<Bytes>(kPapers + 1, test::picture(1))));
}

TEST_CASE("superseding: one text takes the place of another", "[disclosure]") {
    Disk disk;
    test::Observer observer;
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    CHECK(test::need(publisher->publish(publication(0), disk.random)) == 0);
    const auto supersede = [&](std::uint64_t leaf, std::uint8_t by) {
        return publisher->supersede(leaf, publication(by), disk.random);
    };
    CHECK(test::need(supersede(0, 1)) == 1);
    CHECK(test::need(supersede(0, 1)) == 1);  // again: the same leaf
    CHECK(test::error_of(supersede(0, 2)) == ErrorCode::wrong_state);
    CHECK(test::need(supersede(1, 2)) == 2);
    CHECK(test::error_of(supersede(3, 3)) == ErrorCode::not_found);
    CHECK(test::error_of(supersede(UINT64_MAX, 3)) == ErrorCode::not_found);
    CHECK(observer.look_at_rest(disk.files) == 3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Manifest& leaf = observer.leaves()[i];
        CHECK(leaf.matter == publication(0).manifest.matter);
        CHECK(leaf.version == i + 1);
        CHECK(leaf.supersedes == (i == 0 ? std::nullopt : std::optional<std::uint64_t>(i - 1)));
    }
}

TEST_CASE("withdrawing takes text and papers away, and says why", "[disclosure]") {
    Disk disk;
    test::Observer observer;
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    const Day today = day_of({2026, 6, 1});
    Publication what = publication(0);
    what.pictures = {test::picture(1), test::picture(1)};
    test::need(publisher->publish(what, disk.random));
    const Manifest first = test::need(publisher->manifest(0));
    REQUIRE(first.papers.size() == 2);
    CHECK(first.papers[0] != first.papers[1]);  // each has its own salt
    // The second version names one of the papers again.
    Publication next = publication(1);
    next.manifest.papers = {first.papers[1]};
    test::need(publisher->supersede(0, next, disk.random));

    CHECK(test::need(publisher->withdraw(0, "含有个人信息", today)) == 2);
    CHECK(observer.look_at_rest(disk.files) == 3);
    const auto gone = [&](const std::string& path) {
        const auto file = disk.files.read(path);
        return !file.ok() && file.error().code == ErrorCode::gone;
    };
    CHECK(gone(body_path(first.body)));
    CHECK(gone(paper_path(first.papers[0])));
    CHECK_FALSE(gone(paper_path(first.papers[1])));
    const Manifest& withdrawal = observer.leaves()[2];
    CHECK(withdrawal.kind == LeafKind::withdrawal);
    CHECK(withdrawal.matter == first.matter);
    CHECK(withdrawal.version == 3);
    CHECK(withdrawal.supersedes == 0);
    CHECK(withdrawal.title == "含有个人信息");
    CHECK(withdrawal.published == today);
    CHECK(withdrawal.body == first.body);

    CHECK(test::need(publisher->withdraw(0, "又一个理由", today)) == 2);  // again: the same leaf
    CHECK(test::error_of(publisher->withdraw(2, "", today)) == ErrorCode::wrong_state);
    CHECK(test::error_of(publisher->withdraw(9, "", today)) == ErrorCode::not_found);
    CHECK(test::error_of(publisher->withdraw(1, "两\n行", today)) == ErrorCode::malformed);
    CHECK(test::error_of(publisher->withdraw(1, std::string(kTitleBytes + 1, 'a'), today)) ==
          ErrorCode::too_large);
    CHECK(publisher->head().size.value == 3);

    CHECK(test::need(publisher->withdraw(1, "", today)) == 3);
    CHECK(gone(paper_path(first.papers[1])));
    // Nothing that was withdrawn comes back.
    CHECK(test::error_of(publisher->publish(what, disk.random)) == ErrorCode::gone);
    CHECK(test::error_of(publisher->supersede(1, next, disk.random)) == ErrorCode::gone);
    Publication like_withdrawal = publication(0);
    like_withdrawal.manifest.version = 3;
    CHECK(test::error_of(publisher->publish(like_withdrawal, disk.random)) ==
          ErrorCode::wrong_state);
    CHECK(observer.look_at_rest(disk.files) == 4);
}

TEST_CASE("a leaf is proven before it is acted upon", "[disclosure]") {
    Disk disk;
    disk.grow(300);
    auto publisher = disk.open();
    REQUIRE(publisher.ok());
    CHECK(test::need(publisher->manifest(3)).version == 4);
    Bytes bad = disk.files.files().find("tile/entries/000")->second;
    bad[100] ^= 1;
    disk.files.tamper("tile/entries/000", bad);
    CHECK(test::error_of(publisher->manifest(0)) == ErrorCode::log_changed);
    disk.files.remove("tile/entries/000");
    CHECK(test::error_of(publisher->manifest(0)) == ErrorCode::log_incomplete);
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
