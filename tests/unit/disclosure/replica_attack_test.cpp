// What a replica makes of a log that was tampered with, and of one that is only out of reach.
#include <catch_amalgamated.hpp>

#include "tests/unit/disclosure/replica_device.hpp"

namespace xf::disclosure {
namespace {

using test::FileTransport;
using test::LogServer;
using test::need;
using Verdict = LogState::Verdict;

// ---- What contradicts ----------------------------------------------------------------------------

/// The device has seen three leaves; then the log grows to five, and a file of it is another one.
/// Returns what the device makes of that.
struct Attack {
    LogServer server;
    test::LogDevice device{server};

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
        CHECK(need(read_notice(device.db, test::kLogShard, 2)).blocks.size() == 2);
        CHECK_FALSE(device.open().evidence().empty());
        CHECK_FALSE(device.open().evidence_why().empty());
    }

    /// After a technician looked, and the files are as they should be.
    void require_recovery() {
        Replica replica = device.open();
        need(replica.look_again());
        test::LogDevice::round(replica, device.transport);
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
void replace_checkpoint(FileTransport& transport, const std::string& note) {
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
    attack.device.transport.between = [&](const ports::HttpRequest& request,
                                          const ports::HttpReply&) { return fork.serve(request); };
    attack.require_changed();
    CHECK(as_text(attack.device.open().evidence()) == sign_checkpoint(fork.signer(), fork.head()));
    attack.require_recovery();
}

/// A fork's entries, but for those that the device has seen: they are as it knows them.
Bytes spliced(const LogServer& fork, const LogServer& seen, std::size_t known) {
    const auto entries_of = [](const LogServer& server) {
        const std::uint64_t size = server.head().size.value;
        const tlog::Tile tile = tlog::entries_tile({0}, {size});
        const Bytes& file = server.files.files().find(tlog::tile_path(tile))->second;
        std::vector<Bytes> out;
        for (const ByteView entry : need(tlog::decode_entries(file, tile.width, kManifestBytes)))
            out.emplace_back(entry.begin(), entry.end());
        return out;
    };
    std::vector<Bytes> entries = entries_of(fork);
    std::copy_n(entries_of(seen).begin(), known, entries.begin());
    return tlog::encode_entries(entries);
}

TEST_CASE("a fork that grows, from any leaf on", "[disclosure]") {
    constexpr std::uint64_t kSeen = 6;
    for (std::uint64_t at = 0; at <= kSeen; ++at) {
        for (const bool splice : {false, true}) {
            INFO("fork at " << at << (splice ? ", spliced" : ""));
            LogServer server, fork;  // the same key, and the same leaves before `at`
            test::LogDevice device(server);
            for (const std::uint64_t size : {1u, 3u, 4u, 6u}) {  // each a checkpoint that was seen
                server.grow(size);
                CHECK(device.look().size == size);
            }
            fork.grow(at);
            fork.publish(test::publication(200));
            fork.grow(9);
            device.transport.between = [&](const ports::HttpRequest& request,
                                           const ports::HttpReply&) {
                ports::HttpReply reply = fork.serve(request);
                if (splice && request.path.find("/entries/") != std::string::npos)
                    reply.body = spliced(fork, server, kSeen);
                return reply;
            };
            const LogState state = device.look();
            const bool honest = at == kSeen;  // then it is no fork, but the log itself
            CHECK(state.verdict == (honest ? Verdict::verified : Verdict::changed));
            CHECK(state.size == (honest ? 9 : kSeen));
        }
    }
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
                                         const ports::HttpReply& reply) {
        return request.path.find("entries") != std::string::npos ? ports::HttpReply{} : reply;
    };
    CHECK(attack.device.look().size == 3);
    // … and then the log has other leaves, and is larger.
    LogServer fork;
    fork.grow(3);
    fork.publish(test::publication(200));
    fork.grow(9);
    attack.device.transport.between = [&](const ports::HttpRequest& request,
                                          const ports::HttpReply&) { return fork.serve(request); };
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
                                                  const ports::HttpReply& reply) {
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
    test::LogDevice device(server);
    int bodies = 0;
    device.transport.between = [&](const ports::HttpRequest& request,
                                   const ports::HttpReply& reply) {
        if (request.path.find("/body/") == std::string::npos || ++bodies != 2) return reply;
        return ports::HttpReply{404, {}, {}};
    };
    CHECK(device.look().verdict == Verdict::incomplete);
    CHECK(device.readable() == 4);
    const auto items = device.notices();
    CHECK_FALSE(items[1].readable);
    CHECK(test::error_of(read_notice(device.db, test::kLogShard, items[1].leaf)) ==
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
                                                  const ports::HttpReply& reply) {
                return request.path.find(part) == std::string::npos ? reply : bad;
            };
            CHECK(attack.device.look().verdict == Verdict::verified);
        }
    }
}

TEST_CASE("a partial tile that is gone is read from the whole one", "[disclosure]") {
    LogServer server;
    server.grow(250);
    test::LogDevice device(server);
    device.transport.between = [](const ports::HttpRequest& request,
                                  const ports::HttpReply& reply) {
        return request.path.find("entries") != std::string::npos ? ports::HttpReply{} : reply;
    };
    device.look();  // holds the checkpoint of 250 now
    server.grow(300);
    server.files.remove("tile/entries/000.p/250");
    device.transport.between = nullptr;
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(need(read_log_state(device.db, test::kLogShard)).size == 300);
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

}  // namespace
}  // namespace xf::disclosure
