// A village whose hub was restored from a backup, and what its devices do about it.
#pragma once

#include "tests/unit/sync/village.hpp"

namespace xf::sync {

using namespace store;
using Outcome = ClientRecovery::Outcome;
using test::error_of;
using test::need;

/// Reports until the hub has everything of this device.
inline Outcome report(Village& village, sim::Client& client) {
    for (int parts = 0; parts < 100; ++parts) {
        const Outcome outcome = need(client.recover(village.world.hub));
        if (outcome != Outcome::more) return outcome;
    }
    FAIL("a report without end");
    return Outcome::more;
}

/// Everybody reports, then asks again.
inline void recover_all(Village& village) {
    for (sim::Client* client : village.clients()) report(village, *client);
    for (sim::Client* client : village.clients()) CHECK(report(village, *client) == Outcome::done);
}

/// What the hub and a counter think that the counter holds.
inline void check_same_holding(Village& village, sim::Client& counter) {
    for (const sim::Family* family : {&village.family, &village.neighbour}) {
        const Points at_hub =
            need(points::holding(village.world.hub.shard().log().place(), family->no, counter.no(),
                                 counter.log().own().epoch));
        CHECK(at_hub == village.held(counter, family->no));
    }
}

inline Points loss(Village& village) {
    return need(points::balance(village.world.hub.shard().log().place(), points::Account::loss));
}

/// A day's work after the backup: both counters redeem, points are awarded and move between counters,
/// a resident files a request.
struct DayAfter {
    explicit DayAfter(Village& village) {
        redeemed = need(village.counter->submit(village.tens(village.family, 2)));
        need(village.counter->sync(village.world.hub));
        need(village.world.hub.append({sim::award(village.family.no, Points(50))}));
        village.wish(*village.second, Points(40));
        need(village.counter->sync(village.world.hub));  // gives back
        need(village.counter->sync(village.world.hub));
        village.wish(*village.second, Points(40));
        second = need(village.second->submit(village.tens(village.family, 3)));
        filed = need(village.kiosk->submit(sim::filing(village.family.persons[0], 1, "水管漏水")));
        village.sync_all();
        village.sync_all();
        posted = village.posted(village.family.no);
    }
    EventKey redeemed, second, filed;
    Points posted;
};

/// A counter that is enrolled, and redeems, after the backup.
struct LateCounter {
    explicit LateCounter(Village& village)
        : client(need(village.world.add_client("柜台三", capability::kCounter))) {
        need(client->sync(village.world.hub));
        village.wish(*client, Points(30));
        redeemed = need(client->submit(village.tens(village.family, 1)));
        need(client->sync(village.world.hub));
        village.sync_all();
    }
    sim::Client* client;
    EventKey redeemed;
};

}  // namespace xf::sync
