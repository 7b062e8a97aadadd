// A client's device with a replica of the log of a LogServer: its database outlives the program.
#pragma once

#include "shared/disclosure/queries.hpp"
#include "shared/disclosure/replica.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/unit/disclosure/log_server.hpp"

namespace xf::test {

inline constexpr ShardNo kLogShard{3};

class LogDevice {
public:
    explicit LogDevice(LogServer& server)
        : transport([&server](const ports::HttpRequest& request) { return server.serve(request); }),
          key(server.key()) {
        need(store::migrate(db, {&disclosure::kReplicaSchema, 1}));
    }

    disclosure::Replica open() {
        return need(disclosure::Replica::open(db, transport, clock,
                                              {kLogShard, "/log/hedong", key, bodies, papers}));
    }

    /// One whole round.
    static void round(disclosure::Replica& replica, FileTransport& transport) {
        replica.refresh();
        while (replica.busy()) {
            need(replica.step());
            while (const auto answer = transport.poll()) REQUIRE(need(replica.on_answer(*answer)));
        }
    }
    disclosure::LogState look() {
        disclosure::Replica replica = open();
        round(replica, transport);
        return replica.state();
    }

    std::vector<disclosure::NoticeItem> notices(const disclosure::NoticeFilter& filter = {}) {
        return need(disclosure::list_notices(db, kLogShard, filter));
    }
    std::vector<std::uint64_t> leaves(const disclosure::NoticeFilter& filter = {}) {
        std::vector<std::uint64_t> out;
        for (const disclosure::NoticeItem& item : notices(filter)) out.push_back(item.leaf);
        return out;
    }
    std::size_t readable() {
        std::size_t count = 0;
        for (const disclosure::NoticeItem& item : notices()) count += item.readable ? 1 : 0;
        return count;
    }

    FileTransport transport;
    FakeClock clock;
    store::Database db = need(store::Database::open_in_memory());
    std::optional<tlog::VerifierKey> key;
    disclosure::ReplicaBudget bodies = disclosure::kReplicaBodies;
    disclosure::ReplicaBudget papers = disclosure::kReplicaPapers;
};

}  // namespace xf::test
