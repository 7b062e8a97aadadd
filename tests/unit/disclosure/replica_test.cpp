#include "shared/disclosure/replica.hpp"

#include <sqlite3.h>

#include <catch_amalgamated.hpp>

#include "shared/disclosure/queries.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/unit/disclosure/log_server.hpp"

namespace xf::disclosure {
namespace {

using test::FileTransport;
using test::LogServer;
using test::need;
using Verdict = LogState::Verdict;

constexpr ShardNo kShard{3};

/// A client's device: its database outlives the program.
struct Device {
    explicit Device(LogServer& server)
        : transport([&server](const ports::HttpRequest& request) { return server.serve(request); }),
          key(server.key()) {
        need(store::migrate(db, {&kReplicaSchema, 1}));
    }

    Replica open() {
        return need(Replica::open(db, transport, clock, {kShard, "/log/hedong", key}));
    }

    /// One whole round.
    static void round(Replica& replica, FileTransport& transport) {
        replica.refresh();
        while (replica.busy()) {
            need(replica.step());
            while (const auto answer = transport.poll()) REQUIRE(need(replica.on_answer(*answer)));
        }
    }
    LogState look() {
        Replica replica = open();
        round(replica, transport);
        return replica.state();
    }

    std::vector<NoticeItem> notices() { return need(list_notices(db, kShard)); }
    std::size_t readable() {
        std::size_t count = 0;
        for (const NoticeItem& item : notices()) count += item.readable ? 1 : 0;
        return count;
    }

    FileTransport transport;
    test::FakeClock clock;
    store::Database db = need(store::Database::open_in_memory());
    std::optional<tlog::VerifierKey> key;
};

TEST_CASE("a replica follows a growing log", "[disclosure]") {
    LogServer server;
    Device device(server);
    CHECK(need(read_log_state(device.db, kShard)).verdict == Verdict::none_yet);
    for (const std::uint64_t size : {0u, 1u, 3u, 255u, 256u, 257u, 600u}) {
        server.grow(size);
        const LogState state = device.look();
        CHECK(state.verdict == Verdict::verified);
        CHECK(state.size == size);
        CHECK(state.root == to_hex(server.head().root));
        CHECK(state.checked_at == device.clock.now());
        CHECK_FALSE(state.first_use);
        CHECK(need(read_log_state(device.db, kShard)).root == state.root);
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
    Device device(server);
    device.look();
    const Document document = need(read_notice(device.db, kShard, 1));
    CHECK(document.item.title == "第1号通知");
    REQUIRE(document.blocks.size() == 2);
    CHECK(text_of(document.blocks[0]) == "第1号通知");
    CHECK(document.hash.size() == 64);
    CHECK(test::error_of(read_notice(device.db, kShard, 2)) == ErrorCode::not_found);
    CHECK(test::error_of(read_notice(device.db, kShard, UINT64_MAX)) == ErrorCode::not_found);
    CHECK(test::error_of(read_notice(device.db, ShardNo{4}, 1)) == ErrorCode::not_found);
    // Someone edits the device's database.
    need(device.db.run(
        "UPDATE log_body SET file = CAST(replace(CAST(file AS TEXT), '1', '2') AS BLOB)"));
    CHECK(test::error_of(read_notice(device.db, kShard, 1)) == ErrorCode::log_changed);
    need(device.db.run("UPDATE log_leaf SET bytes = x'00' WHERE leaf = 0"));
    CHECK(test::error_of(Replica::open(device.db, device.transport, device.clock,
                                       {kShard, "/log/hedong", device.key})) ==
          ErrorCode::database_corrupt);
}

TEST_CASE("a round may end after any answer, and the program with it", "[disclosure]") {
    LogServer server;
    server.grow(20);
    Device device(server);
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
    Device device(server);
    Replica replica = device.open();
    CHECK_FALSE(need(replica.on_answer({99, {200, {}, {}}})));
    replica.refresh();
    need(replica.step());
    CHECK_FALSE(need(replica.on_answer({99, {200, {}, {}}})));
    CHECK(replica.busy());
}

// ---- What contradicts ----------------------------------------------------------------------------

/// The device has seen three leaves; then the log grows to five, and a file of it is another one.
/// Returns what the device makes of that.
struct Attack {
    LogServer server;
    Device device{server};

    Attack() {
        server.grow(3);
        CHECK(device.look().verdict == Verdict::verified);
    }

    /// The verdict stays, nothing more is asked for, and what was verified before can be read.
    void require_changed() {
        REQUIRE(device.look().verdict == Verdict::changed);
        device.transport.between = nullptr;
        device.transport.paths.clear();
        const LogState later = device.look();
        CHECK(later.verdict == Verdict::changed);
        CHECK(later.size == 3);
        CHECK(device.transport.paths.empty());
        CHECK(device.readable() == 3);
        CHECK(device.notices().size() == 3);
        CHECK(need(read_notice(device.db, kShard, 2)).blocks.size() == 2);
        CHECK_FALSE(device.open().evidence().empty());
        CHECK_FALSE(device.open().evidence_why().empty());
    }

    /// After a technician looked, and the files are as they should be.
    void require_recovery() {
        Replica replica = device.open();
        need(replica.look_again());
        Device::round(replica, device.transport);
        CHECK(replica.state().verdict == Verdict::verified);
        CHECK(replica.state().size == server.head().size.value);
        CHECK(device.readable() == replica.state().size);
    }
};

bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

TEST_CASE("one flipped byte in any file of the log", "[disclosure]") {
    for (const std::string_view part : {"/checkpoint", "/tile/entries/000.p/5", "/body/"}) {
        for (std::size_t at = 0; at < 400; at += 7) {
            Attack attack;
            attack.server.grow(5);
            bool hit = false;
            attack.device.transport.between = [&](const ports::HttpRequest& request,
                                                  ports::HttpReply reply) {
                const bool body = part == "/body/" && request.path.find(part) != std::string::npos;
                if ((!body && !ends_with(request.path, part)) || at >= reply.body.size())
                    return reply;
                reply.body[at] ^= 0x10;
                hit = true;
                return reply;
            };
            const LogState state = attack.device.look();
            if (!hit) continue;
            INFO(part << " byte " << at);
            // A checkpoint that is none any more can't accuse the log; everything else does.
            const bool no_checkpoint =
                part == "/checkpoint" && state.verdict == Verdict::incomplete;
            if (no_checkpoint) {
                CHECK(state.size == 3);
                continue;
            }
            REQUIRE(state.verdict == Verdict::changed);
            CHECK(attack.device.readable() >= 3);
            attack.device.transport.between = nullptr;
            attack.require_recovery();
        }
    }
}

/// Serves this checkpoint instead of the log's own.
void replace_checkpoint(FileTransport& transport, std::string note) {
    transport.between = [note](const ports::HttpRequest& request, ports::HttpReply reply) {
        if (ends_with(request.path, "/checkpoint")) reply.body = Bytes(note.begin(), note.end());
        return reply;
    };
}

TEST_CASE("a log that signs two roots", "[disclosure]") {
    const Hash other = sha256(as_bytes("another history"));
    for (const std::uint64_t size : {0u, 1u, 2u, 3u}) {
        Attack attack;
        replace_checkpoint(attack.device.transport,
                           sign_checkpoint(attack.server.signer(), {{size}, other}));
        attack.require_changed();
        attack.require_recovery();
    }
}

TEST_CASE("a log with another history, well signed", "[disclosure]") {
    Attack attack;
    LogServer fork;  // the same key, other leaves, longer
    fork.publish(test::publication(200));
    fork.grow(9);
    attack.device.transport.between = [&](const ports::HttpRequest& request, ports::HttpReply) {
        return fork.serve(request);
    };
    attack.require_changed();
    CHECK(as_text(attack.device.open().evidence()) == sign_checkpoint(fork.signer(), fork.head()));
    attack.require_recovery();
}

TEST_CASE("a checkpoint by someone else", "[disclosure]") {
    Attack attack;
    const tlog::NoteSigner stranger = test::log_signer(8);
    replace_checkpoint(attack.device.transport, sign_checkpoint(stranger, attack.server.head()));
    attack.require_changed();
    attack.require_recovery();
}

TEST_CASE("a smaller tree that an unfinished checkpoint contradicts", "[disclosure]") {
    Attack attack;
    // The device learns of a checkpoint of size 5, but not yet of its entries …
    attack.server.grow(5);
    attack.device.transport.between = [](const ports::HttpRequest& request,
                                         ports::HttpReply reply) {
        return request.path.find("entries") != std::string::npos ? ports::HttpReply{} : reply;
    };
    CHECK(attack.device.look().size == 3);
    // … and then the log has other leaves, and is larger.
    LogServer fork;
    fork.grow(3);
    fork.publish(test::publication(200));
    fork.grow(9);
    attack.device.transport.between = [&](const ports::HttpRequest& request, ports::HttpReply) {
        return fork.serve(request);
    };
    // The first checkpoint is held on to: its partial tile is not this log's.
    CHECK(attack.device.look().verdict == Verdict::changed);
}

// ---- What is only missing ------------------------------------------------------------------------

TEST_CASE("an older checkpoint is no contradiction, but nothing new either", "[disclosure]") {
    Attack attack;
    const std::string old = sign_checkpoint(attack.server.signer(), attack.server.head());
    attack.server.grow(5);
    CHECK(attack.device.look().size == 5);
    replace_checkpoint(attack.device.transport, old);
    LogState state = attack.device.look();
    CHECK(state.verdict == Verdict::incomplete);
    CHECK(state.size == 5);
    attack.device.transport.between = nullptr;
    CHECK(attack.device.look().verdict == Verdict::verified);
}

TEST_CASE("missing files are asked for again", "[disclosure]") {
    for (const std::string_view part : {"/checkpoint", "/tile/entries/", "/body/"}) {
        INFO(part);
        Attack attack;
        attack.server.grow(5);
        for (const int status : {404, 410}) {
            attack.device.transport.between = [&](const ports::HttpRequest& request,
                                                  ports::HttpReply reply) {
                if (request.path.find(part) == std::string::npos) return reply;
                return ports::HttpReply{status, "text/plain", {}};
            };
            const LogState state = attack.device.look();
            CHECK(state.verdict == Verdict::incomplete);
            CHECK(state.size == (part == "/body/" ? 5u : 3u));
            CHECK(attack.device.readable() == 3);
        }
        attack.device.transport.between = nullptr;
        CHECK(attack.device.look().verdict == Verdict::verified);
        CHECK(attack.device.readable() == 5);
    }
}

TEST_CASE("one missing body keeps no other from coming", "[disclosure]") {
    LogServer server;
    server.grow(5);
    Device device(server);
    int bodies = 0;
    device.transport.between = [&](const ports::HttpRequest& request, ports::HttpReply reply) {
        if (request.path.find("/body/") == std::string::npos || ++bodies != 2) return reply;
        return ports::HttpReply{404, {}, {}};
    };
    CHECK(device.look().verdict == Verdict::incomplete);
    CHECK(device.readable() == 4);
    const auto items = device.notices();
    CHECK_FALSE(items[1].readable);
    CHECK(test::error_of(read_notice(device.db, kShard, items[1].leaf)) ==
          ErrorCode::log_incomplete);
}

TEST_CASE("no network, a hub in trouble and a login page change nothing", "[disclosure]") {
    Attack attack;
    attack.server.grow(5);
    const ports::HttpReply replies[] = {{},
                                        {500, {}, {}},
                                        {503, "text/plain", {}},
                                        {304, {}, {}},
                                        {302, {}, {}},
                                        {200, "text/html; charset=utf-8", Bytes(3, 'x')}};
    for (const ports::HttpReply& bad : replies) {
        for (const std::string_view part : {"/checkpoint", "/tile/entries/", "/body/"}) {
            attack.device.transport.between = [&](const ports::HttpRequest& request,
                                                  ports::HttpReply reply) {
                return request.path.find(part) == std::string::npos ? reply : bad;
            };
            CHECK(attack.device.look().verdict == Verdict::verified);
        }
    }
}

TEST_CASE("a partial tile that is gone is read from the whole one", "[disclosure]") {
    LogServer server;
    server.grow(250);
    Device device(server);
    device.transport.between = [](const ports::HttpRequest& request, ports::HttpReply reply) {
        return request.path.find("entries") != std::string::npos ? ports::HttpReply{} : reply;
    };
    device.look();  // holds the checkpoint of 250 now
    server.grow(300);
    server.files.remove("tile/entries/000.p/250");
    device.transport.between = nullptr;
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(need(read_log_state(device.db, kShard)).size == 300);
}

TEST_CASE("bounds of what a log may claim", "[disclosure]") {
    Attack attack;
    const auto claim = [&](std::uint64_t size) {
        replace_checkpoint(attack.device.transport,
                           sign_checkpoint(attack.server.signer(), {{size}, Hash{}}));
        attack.device.transport.paths.clear();
        return attack.device.look().verdict;
    };
    CHECK(claim(kReplicaLeaves + 1) == Verdict::incomplete);
    CHECK(attack.device.transport.paths.size() == 1);
    CHECK(claim(UINT64_C(999'999'999'999'999'999)) == Verdict::incomplete);
    // The bound itself is taken up; its entries are not there.
    CHECK(claim(kReplicaLeaves) == Verdict::incomplete);
    CHECK(attack.device.transport.paths.back() == "/log/hedong/tile/entries/000");
    // Too long for a checkpoint: the transport cuts it off.
    Attack other;
    replace_checkpoint(other.device.transport, std::string(limits::kCheckpointBytes + 1, 'x'));
    CHECK(other.device.look().verdict == Verdict::verified);
}

// ---- Keys ----------------------------------------------------------------------------------------

TEST_CASE("first use takes the key that comes with the log", "[disclosure]") {
    LogServer server;
    server.grow(2);
    Device device(server);
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
    Device device(wrong);
    device.key.reset();
    CHECK(device.look().size == 2);
    device.key = right.key();
    CHECK(device.look().verdict == Verdict::changed);
    device.transport.between = [&](const ports::HttpRequest& request, ports::HttpReply) {
        return right.serve(request);
    };
    Replica replica = device.open();
    CHECK(replica.state().verdict == Verdict::changed);
    need(replica.look_again());
    Device::round(replica, device.transport);
    CHECK(replica.state().verdict == Verdict::verified);
    CHECK(replica.state().size == 4);
    CHECK(device.readable() == 4);
}

TEST_CASE("without a key nothing is asked but the key", "[disclosure]") {
    LogServer server;
    Device device(server);
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

TEST_CASE("replaced and withdrawn notices are no longer shown", "[disclosure]") {
    LogServer server;
    server.publish(test::publication(0));
    server.publish(test::publication(1));
    server.publish(test::publication(2));
    Device device(server);
    device.look();
    CHECK(device.readable() == 3);

    Publication second = test::publication(0);
    second.manifest.version = 2;
    second.manifest.supersedes = 0;
    server.publish(second);
    Publication withdrawal = test::publication(1);
    withdrawal.manifest.kind = LeafKind::withdrawal;
    withdrawal.manifest.version = 2;
    withdrawal.manifest.supersedes = 1;
    server.publish(withdrawal);
    // Of another matter: replaces nothing.
    Publication stranger = test::publication(5);
    stranger.manifest.version = 9;
    stranger.manifest.supersedes = 2;
    server.publish(stranger);

    const LogState state = device.look();
    CHECK(state.verdict == Verdict::verified);
    CHECK(state.size == 6);
    std::vector<std::uint64_t> leaves;
    for (const NoticeItem& item : device.notices()) leaves.push_back(item.leaf);
    CHECK(leaves == std::vector<std::uint64_t>{5, 3, 2});
    CHECK(test::error_of(read_notice(device.db, kShard, 0)) == ErrorCode::gone);
    CHECK(test::error_of(read_notice(device.db, kShard, 1)) == ErrorCode::gone);
    // Their texts are gone from the device too.
    CHECK(need(device.db.integer("SELECT count(*) FROM log_body")) == 3);
}

TEST_CASE("kinds of later versions are kept and not shown", "[disclosure]") {
    LogServer server;
    Publication later = test::publication(0);
    later.manifest.kind = static_cast<LeafKind>(77);
    server.publish(later);
    later = test::publication(1);
    later.manifest.media = static_cast<MediaType>(9);
    server.publish(later);
    server.publish(test::publication(2));
    Device device(server);
    CHECK(device.look().verdict == Verdict::verified);
    const auto items = device.notices();
    REQUIRE(items.size() == 2);
    CHECK(items[0].readable);
    CHECK_FALSE(items[1].readable);
}

// ---- Storage and networks that fail --------------------------------------------------------------

TEST_CASE("every commit of the client's database fails once", "[disclosure]") {
    LogServer server;
    server.grow(12);
    bool failed = true;
    for (int commits = 0; failed; ++commits) {
        Device device(server);
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
        Device::round(replica, device.transport);
        REQUIRE(replica.state().verdict == Verdict::verified);
        REQUIRE(replica.state().size == 12);
        REQUIRE(device.readable() == 12);
    }
}

}  // namespace
}  // namespace xf::disclosure
