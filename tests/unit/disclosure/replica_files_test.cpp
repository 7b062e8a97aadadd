// The texts and pictures that a replica keeps.
#include "shared/disclosure/replica_files.hpp"

#include <catch_amalgamated.hpp>

#include "tests/unit/disclosure/replica_device.hpp"

namespace xf::disclosure {
namespace {

using test::LogServer;
using test::need;
using Verdict = LogState::Verdict;

/// Publishes with pictures of these sizes.
void publish(LogServer& server, std::uint8_t number, const std::vector<std::size_t>& sizes) {
    Publication what = test::publication(number);
    for (std::size_t i = 0; i < sizes.size(); ++i)
        what.pictures.push_back(test::picture(
            static_cast<std::uint8_t>(std::size_t{number} * 10 + i), sizes[i] - kSaltBytes));
    server.publish(what);
}

/// Which papers of the notices in force are here: "5:10 4:1" is both of leaf 5 but the second.
std::string kept(test::LogDevice& device) {
    std::string out;
    for (const std::uint64_t leaf : device.leaves()) {
        const Document document = need(read_notice(device.db, test::kLogShard, leaf));
        if (document.papers.empty()) continue;
        out += (out.empty() ? "" : " ") + std::to_string(leaf) + ":";
        for (const Paper& paper : document.papers) out += paper.readable ? '1' : '0';
    }
    return out;
}

TEST_CASE("papers come with their notices, and are read offline", "[disclosure]") {
    LogServer server;
    publish(server, 0, {100, 200});
    test::LogDevice device(server);
    CHECK(device.look().verdict == Verdict::verified);
    const Document document = need(read_notice(device.db, test::kLogShard, 0));
    REQUIRE(document.papers.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(document.papers[i].readable);
        const Bytes picture = need(read_paper(device.db, test::kLogShard, document.papers[i].hash));
        CHECK(picture == test::picture(static_cast<std::uint8_t>(i), 100 * (i + 1) - kSaltBytes));
    }
    CHECK(test::error_of(read_paper(device.db, test::kLogShard, Hash{})) ==
          ErrorCode::log_incomplete);
    // Nothing is fetched twice.
    device.transport.paths.clear();
    device.look();
    CHECK(device.transport.paths.size() == 1);
    // Someone edits the device's database.
    need(device.db.run("UPDATE log_file SET file = zeroblob(length(file)) WHERE sort = 1"));
    CHECK(test::error_of(read_paper(device.db, test::kLogShard, document.papers[0].hash)) ==
          ErrorCode::log_changed);
}

TEST_CASE("another picture under a paper's name", "[disclosure]") {
    LogServer server;
    publish(server, 0, {100});
    test::LogDevice device(server);
    device.transport.between = [](const ports::HttpRequest& request, ports::HttpReply reply) {
        if (request.path.find("/paper/") != std::string::npos) reply.body[50] ^= 1;
        return reply;
    };
    CHECK(device.look().verdict == Verdict::changed);
    CHECK(device.readable() == 1);
    CHECK(kept(device) == "0:0");
    device.transport.between = nullptr;
    Replica replica = device.open();
    need(replica.look_again());
    test::LogDevice::round(replica, device.transport);
    CHECK(replica.state().verdict == Verdict::verified);
    CHECK(kept(device) == "0:1");
}

TEST_CASE("a missing paper keeps neither text nor other papers from coming", "[disclosure]") {
    LogServer server;
    publish(server, 0, {100, 200});
    publish(server, 1, {300});
    test::LogDevice device(server);
    int papers = 0;
    device.transport.between = [&](const ports::HttpRequest& request,
                                   const ports::HttpReply& reply) {
        if (request.path.find("/paper/") == std::string::npos || ++papers != 2) return reply;
        return ports::HttpReply{404, {}, {}};
    };
    CHECK(device.look().verdict == Verdict::incomplete);
    CHECK(kept(device) == "1:1 0:01");
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(kept(device) == "1:1 0:11");
}

TEST_CASE("papers of the newest notices, within a number of bytes", "[disclosure]") {
    LogServer server;
    test::LogDevice device(server);
    device.papers = {3, 1000, 400};
    const auto bytes = [&] {
        return need(device.db.integer(
            "SELECT coalesce(sum(length(file)), 0) FROM log_file WHERE sort = 1"));
    };
    /// One round, then one that has nothing to fetch.
    const auto look = [&] {
        CHECK(device.look().verdict == Verdict::verified);
        std::string now = kept(device);
        device.transport.paths.clear();
        CHECK(device.look().verdict == Verdict::verified);
        CHECK(device.transport.paths.size() == 1);
        CHECK(kept(device) == now);
        CHECK(bytes() <= 1000);
        return now;
    };
    publish(server, 0, {400});
    publish(server, 1, {200, 200});
    CHECK(look() == "1:11 0:1");
    // The oldest makes room.
    publish(server, 2, {300});
    CHECK(look() == "2:1 1:11 0:0");
    CHECK(bytes() == 700);
    // It would not fit again, so it is not asked for.
    publish(server, 3, {400});
    CHECK(look() == "3:1 2:1 1:10 0:0");
    // Only the three newest count, whatever is free; what is here stays.
    publish(server, 4, {});
    publish(server, 5, {});
    publish(server, 6, {100});
    CHECK(look() == "6:1 3:1 2:1 1:10 0:0");
    server.withdraw(3, "");
    server.withdraw(2, "");
    CHECK(look() == "6:1 1:10 0:0");
    // A device that starts now takes the newest that fit.
    test::LogDevice late(server);
    late.papers = {10, 800, 400};
    CHECK(late.look().verdict == Verdict::verified);
    CHECK(kept(late) == "6:1 1:11 0:0");
}

TEST_CASE("bodies of the newest notices, within a number of bytes", "[disclosure]") {
    LogServer server;
    server.grow(12);
    const std::uint64_t last = server.files.files().lower_bound("body/")->second.size() + 2;
    test::LogDevice device(server);
    device.bodies = {400, 4 * last, last};
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(device.readable() == 4);
    CHECK(device.notices()[3].readable);
    server.grow(14);
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(device.notices()[0].readable);
    CHECK(device.notices()[3].readable);
    CHECK(device.readable() == 4);
}

TEST_CASE("a withdrawn paper leaves the device, one that is named again stays", "[disclosure]") {
    LogServer server;
    publish(server, 0, {100, 200});
    test::LogDevice device(server);
    device.look();
    const Document first = need(read_notice(device.db, test::kLogShard, 0));
    Publication second = test::publication(1);
    second.manifest.papers = {first.papers[1].hash};
    server.supersede(0, second);
    server.withdraw(0, "");
    device.transport.paths.clear();
    CHECK(device.look().verdict == Verdict::verified);
    CHECK(kept(device) == "1:1");
    CHECK(test::error_of(read_paper(device.db, test::kLogShard, first.papers[0].hash)) ==
          ErrorCode::log_incomplete);
    for (const std::string& path : device.transport.paths)
        CHECK(path.find("/paper/") == std::string::npos);  // it was here already
}

}  // namespace
}  // namespace xf::disclosure
