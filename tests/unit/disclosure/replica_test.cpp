#include "shared/disclosure/replica.hpp"

#include <sqlite3.h>

#include <catch_amalgamated.hpp>
#include <utility>

#include "tests/unit/disclosure/fixtures.hpp"
#include "tests/unit/disclosure/replica_device.hpp"

namespace xf::disclosure {
namespace {

using test::LogServer;
using test::need;
using Verdict = LogState::Verdict;

TEST_CASE("a replica follows a growing log", "[disclosure]") {
    LogServer server;
    test::LogDevice device(server);
    CHECK(need(read_log_state(device.db, test::kLogShard)).verdict == Verdict::none_yet);
    for (const std::uint64_t size : {0u, 1u, 3u, 255u, 256u, 257u, 600u}) {
        server.grow(size);
        const LogState state = device.look();
        CHECK(state.verdict == Verdict::verified);
        CHECK(state.size == size);
        CHECK(state.root == to_hex(server.head().root));
        CHECK(state.checked_at == device.clock.now());
        CHECK_FALSE(state.first_use);
        CHECK(need(read_log_state(device.db, test::kLogShard)).root == state.root);
        CHECK(device.notices().size() == std::min<std::uint64_t>(size, kListedNotices));
        CHECK(device.readable() == device.notices().size());
    }
    const NoticeItem newest = device.notices().front();
    CHECK(newest.leaf == 599);
    CHECK(newest.title == "第599号通知");
    CHECK(newest.published == day_of({2026, 5, 6}));
    // Nothing is fetched twice, and nothing at all once everything is here.
    device.transport.paths.clear();
    device.look();
    CHECK(device.transport.paths == std::vector<std::string>{"/log/hedong/checkpoint"});
}

TEST_CASE("a notice is read offline, and proves itself", "[disclosure]") {
    LogServer server;
    server.grow(2);
    test::LogDevice device(server);
    device.look();
    const Document document = need(read_notice(device.db, test::kLogShard, 1));
    CHECK(document.item.title == "第1号通知");
    REQUIRE(document.blocks.size() == 2);
    CHECK(text_of(document.blocks[0]) == "第1号通知");
    CHECK(document.hash.size() == 64);
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, 2)) == ErrorCode::not_found);
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, UINT64_MAX)) ==
          ErrorCode::not_found);
    CHECK(test::error_of(read_notice(device.db, ShardNo{4}, 1)) == ErrorCode::not_found);
    // Someone edits the device's database.
    need(device.db.run(
        "UPDATE log_file SET file = CAST(replace(CAST(file AS TEXT), '1', '2') AS BLOB)"));
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, 1)) == ErrorCode::log_changed);
    need(device.db.run("UPDATE log_leaf SET bytes = x'00' WHERE leaf = 0"));
    CHECK(test::error_of(Replica::open(device.db, device.transport, device.clock,
                                       {test::kLogShard, "/log/hedong", device.key})) ==
          ErrorCode::database_corrupt);
}

TEST_CASE("an official text, from its file to a screen", "[disclosure]") {
    const Imported imported = need(import_notice(test::fixture("notices/plan.txt")));
    LogServer server;
    server.publish(notice(Uuid{}, imported, day_of({2026, 5, 6})));
    test::LogDevice device(server);
    device.look();
    const auto items = device.notices();
    REQUIRE(items.size() == 1);
    CHECK(items[0].title == imported.title);
    CHECK(items[0].document_number == "示发〔2026〕3号");
    const Document document = need(read_notice(device.db, test::kLogShard, items[0].leaf));
    CHECK(document.blocks == need(read_document(imported.markdown)));
}

TEST_CASE("a round may end after any answer, and the program with it", "[disclosure]") {
    LogServer server;
    server.grow(20);
    test::LogDevice device(server);
    // Every second answer is lost, and after each answer the program is started anew.
    for (int turn = 0; turn < 200; ++turn) {
        Replica replica = device.open();
        replica.refresh();
        need(replica.step());
        if (!replica.busy()) continue;
        auto answer = device.transport.poll();
        if (!answer) continue;
        if (turn % 2 == 0) answer->reply = {};
        CHECK(need(replica.on_answer(*answer)));
        // One answer more in the same run, so that entries and bodies are reached.
        for (int more = 0; more < 2 && replica.busy(); ++more) {
            need(replica.step());
            answer = device.transport.poll();
            if (answer) CHECK(need(replica.on_answer(*answer)));
        }
    }
    CHECK(device.look().size == 20);
    CHECK(device.readable() == 20);
    CHECK(device.look().verdict == Verdict::verified);
}

TEST_CASE("answers to others are left to them", "[disclosure]") {
    LogServer server;
    test::LogDevice device(server);
    Replica replica = device.open();
    CHECK_FALSE(need(replica.on_answer({99, {200, {}, {}}})));
    replica.refresh();
    need(replica.step());
    CHECK_FALSE(need(replica.on_answer({99, {200, {}, {}}})));
    CHECK(replica.busy());
}

// ---- Keys ----------------------------------------------------------------------------------------

TEST_CASE("first use takes the key that comes with the log", "[disclosure]") {
    LogServer server;
    server.grow(2);
    test::LogDevice device(server);
    device.key.reset();
    LogState state = device.look();
    CHECK(state.verdict == Verdict::verified);
    CHECK(state.first_use);
    CHECK(state.size == 2);
    // An enrolment that names the same key turns hope into trust.
    device.key = server.key();
    CHECK_FALSE(device.look().first_use);
    device.key.reset();
    CHECK_FALSE(device.look().first_use);
}

TEST_CASE("an enrolment that names another key", "[disclosure]") {
    LogServer wrong(8), right(7);
    wrong.grow(2);
    right.grow(4);
    test::LogDevice device(wrong);
    device.key.reset();
    CHECK(device.look().size == 2);
    device.key = right.key();
    CHECK(device.look().verdict == Verdict::changed);
    device.transport.between = [&](const ports::HttpRequest& request, const ports::HttpReply&) {
        return right.serve(request);
    };
    Replica replica = device.open();
    CHECK(replica.state().verdict == Verdict::changed);
    need(replica.look_again());
    test::LogDevice::round(replica, device.transport);
    CHECK(replica.state().verdict == Verdict::verified);
    CHECK(replica.state().size == 4);
    CHECK(device.readable() == 4);
}

TEST_CASE("without a key nothing is asked but the key", "[disclosure]") {
    LogServer server;
    test::LogDevice device(server);
    device.key.reset();
    for (const char* bad : {"", "not a key\n", "a+b+c\n"}) {
        server.files.tamper("vkey", Bytes(bad, bad + std::strlen(bad)));
        CHECK(device.look().verdict == Verdict::none_yet);
    }
    server.files.remove("vkey");
    CHECK(device.look().verdict == Verdict::none_yet);
    CHECK(device.transport.paths == std::vector<std::string>(4, "/log/hedong/vkey"));
}

// ---- Leaves --------------------------------------------------------------------------------------

TEST_CASE("superseded and withdrawn notices are no longer listed", "[disclosure]") {
    LogServer server;
    server.publish(test::publication(0));
    server.publish(test::publication(1));
    server.publish(test::publication(2));
    test::LogDevice device(server);
    device.look();
    CHECK(device.readable() == 3);

    server.supersede(0, test::publication(100));
    server.withdraw(1, "写错了名字");
    // Of another matter: replaces nothing.
    Publication stranger = test::publication(5);
    stranger.manifest.version = 9;
    stranger.manifest.supersedes = 2;
    server.append(stranger);

    const LogState state = device.look();
    CHECK(state.verdict == Verdict::verified);
    CHECK(state.size == 6);
    CHECK(device.leaves() == std::vector<std::uint64_t>{5, 3, 2});
    // Their texts are gone from the device too.
    CHECK(need(device.db.integer("SELECT count(*) FROM log_file")) == 3);
    // Who still looks at the first one sees what is in force.
    const Document second = need(read_notice(device.db, test::kLogShard, 0));
    CHECK(second.item.leaf == 3);
    CHECK(second.item.version == 2);
    CHECK(text_of(second.blocks[0]) == test::publication(100).manifest.title);
    const Document withdrawn = need(read_notice(device.db, test::kLogShard, 1));
    REQUIRE(withdrawn.withdrawn);
    CHECK(withdrawn.item.title == test::publication(1).manifest.title);
    CHECK(withdrawn.withdrawn->leaf == 4);
    CHECK(withdrawn.withdrawn->reason == "写错了名字");
    CHECK(withdrawn.withdrawn->day == day_of({2026, 6, 1}));
    CHECK(withdrawn.blocks.empty());
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, 4)) == ErrorCode::not_found);

    // The version in force is withdrawn as well: nothing comes back.
    server.withdraw(3, "");
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(device.leaves() == std::vector<std::uint64_t>{5, 2});
    CHECK(need(read_notice(device.db, test::kLogShard, 0)).withdrawn->leaf == 6);
}

TEST_CASE("a body that is withdrawn while it is fetched", "[disclosure]") {
    LogServer server;
    server.publish(test::publication(0));
    server.publish(test::publication(1));
    test::LogDevice device(server);
    bool done = false;
    device.transport.between = [&](const ports::HttpRequest& request,
                                   const ports::HttpReply& reply) {
        const bool body = request.path.find("/body/") != std::string::npos;
        if (!body || std::exchange(done, true)) return reply;
        server.withdraw(1, "");
        return server.serve(request);
    };
    CHECK(device.look().verdict == Verdict::incomplete);  // 410, and no leaf yet that says why
    CHECK(device.readable() == 1);
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(device.leaves() == std::vector<std::uint64_t>{0});
}

TEST_CASE("kinds: lists by kind, matter and month; unknown ones are kept, not shown",
          "[disclosure]") {
    LogServer server;
    const auto publish = [&](std::uint8_t number, LeafKind kind, std::uint32_t version,
                             std::optional<DueMonth> due) {
        Publication what = test::publication(number);
        what.manifest.kind = kind;
        what.manifest.version = version;
        what.manifest.due = due;
        server.publish(what);
    };
    const DueMonth may{2026, 5};
    publish(0, LeafKind::notice, 1, {});
    publish(1, LeafKind::finance, 1, may);
    publish(2, LeafKind::finance, 1, DueMonth{2026, 6});
    publish(3, LeafKind::party_affairs, 1, may);
    publish(4, LeafKind::proposal, 1, {});  // two steps of one matter stand beside each other
    publish(4, LeafKind::result, 2, {});
    publish(5, static_cast<LeafKind>(77), 1, may);
    Publication media = test::publication(6);
    media.manifest.media = static_cast<MediaType>(9);
    server.publish(media);

    test::LogDevice device(server);
    CHECK(device.look().verdict == Verdict::verified);
    const auto leaves = [&](const NoticeFilter& filter) { return device.leaves(filter); };
    using Leaves = std::vector<std::uint64_t>;
    CHECK(leaves({}) == Leaves{7, 5, 4, 3, 2, 1, 0});
    CHECK(leaves({.kind = LeafKind::finance}) == Leaves{2, 1});
    CHECK(leaves({.due = may}) == Leaves{3, 1});
    CHECK(leaves({.kind = LeafKind::finance, .due = may}) == Leaves{1});
    CHECK(leaves({.matter = test::publication(4).manifest.matter}) == Leaves{5, 4});
    CHECK(leaves({.kind = LeafKind::rule_catalogue}).empty());
    CHECK(leaves({.kind = static_cast<LeafKind>(77)}).empty());
    CHECK(leaves({.limit = 2}) == Leaves{7, 5});
    const auto items = device.notices();
    CHECK_FALSE(items[0].readable);  // of a media type that this version can't read
    CHECK(items[1].kind == LeafKind::result);
    CHECK(items[1].version == 2);
    CHECK(items[3].due == may);
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, 6)) == ErrorCode::not_found);
    // What is of no use is not fetched.
    CHECK(need(device.db.integer("SELECT count(*) FROM log_file")) == 6);
}

TEST_CASE("what an earlier version did not show is shown by the next", "[disclosure]") {
    LogServer server;
    server.publish(test::publication(0));
    server.supersede(0, test::publication(1));
    test::LogDevice device(server);
    device.look();
    need(
        device.db.script("DELETE FROM log_notice; DELETE FROM log_part; DELETE FROM log_revealed"));
    CHECK(device.notices().empty());
    device.open();
    CHECK(device.leaves() == std::vector<std::uint64_t>{1});
    CHECK(device.readable() == 1);
}

TEST_CASE("a replica of the first schema is taken over", "[disclosure]") {
    LogServer server;
    server.publish(test::publication(0));
    server.publish(test::publication(1));
    test::LogDevice device(server);
    device.look();
    // What that version had: the state, the leaves, one row for each notice, and the texts.
    store::Database old = need(store::Database::open_in_memory());
    const store::Schema first{kReplicaSchema.component, kReplicaSchema.steps.first(1)};
    need(store::migrate(old, {&first, 1}));
    const ReplicaRecord record = *need(ReplicaStore(device.db, test::kLogShard).load());
    need(ReplicaStore(old, test::kLogShard).save(record));
    for (const std::uint64_t leaf : {0u, 1u}) {
        const auto entries = server.files.files().find("tile/entries/000.p/2")->second;
        const Bytes bytes = [&] {
            const ByteView entry = need(tlog::decode_entries(entries, 2, kManifestBytes))[leaf];
            return Bytes(entry.begin(), entry.end());
        }();
        const Hash body = need(decode_manifest(bytes)).body;
        need(old.run("INSERT INTO log_leaf VALUES (?, ?, ?)", test::kLogShard, leaf, bytes));
        need(old.run("INSERT INTO log_notice VALUES (?, ?, 1, '', '', 0, ?, 1, NULL)",
                     test::kLogShard, leaf, body));
        need(old.run("INSERT INTO log_body VALUES (?, ?, ?)", test::kLogShard, body,
                     need(server.files.read(body_path(body)))));
    }
    need(store::migrate(old, {&kReplicaSchema, 1}));
    device.db = std::move(old);
    device.transport.paths.clear();
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(device.transport.paths.size() == 1);  // nothing is fetched again
    CHECK(device.readable() == 2);
    CHECK(device.notices()[0].title == test::publication(1).manifest.title);
}

// ---- Storage and networks that fail --------------------------------------------------------------

TEST_CASE("every commit of the client's database fails once", "[disclosure]") {
    LogServer server;
    server.grow(12);
    bool failed = true;
    for (int commits = 0; failed; ++commits) {
        test::LogDevice device(server);
        int left = commits;
        Replica replica = device.open();
        sqlite3_commit_hook(
            device.db.handle(),
            [](void* count) { return (*static_cast<int*>(count))-- == 0 ? 1 : 0; }, &left);
        replica.refresh();
        failed = false;
        while (replica.busy()) {
            failed = !replica.step().ok() || failed;
            while (const auto answer = device.transport.poll())
                failed = !replica.on_answer(*answer).ok() || failed;
        }
        sqlite3_commit_hook(device.db.handle(), nullptr, nullptr);
        // The same program goes on, without being started anew.
        test::LogDevice::round(replica, device.transport);
        REQUIRE(replica.state().verdict == Verdict::verified);
        REQUIRE(replica.state().size == 12);
        REQUIRE(device.readable() == 12);
    }
}

}  // namespace
}  // namespace xf::disclosure
