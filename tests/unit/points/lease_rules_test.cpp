// The rules of leases as pure functions: the promises that hold for every household in every
// situation, from seeded random ones.
#include <algorithm>
#include <cstdio>

#include "shared/base/limits.hpp"
#include "shared/points/rules.hpp"
#include "tests/support/require.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/seeded_random.hpp"

namespace xf::points {
namespace {

using test::error_of;

/// One household at the hub and its counters, by the rules alone.
struct Shared {
    Points available;
    std::vector<Points> held;

    Points posted() const {
        Points sum = available;
        for (const Points points : held) sum += points;
        return sum;
    }
    LeaseSituation seen_by(std::size_t counter, Points wish) const {
        return {posted(), available, held[counter], static_cast<std::int64_t>(held.size()), wish};
    }
};

Shared any(test::SeededRandom& random) {
    Shared out;
    const auto amount = [&] {
        return Points(static_cast<std::int64_t>(random.below(random.chance(1, 4) ? 5 : 2000)));
    };
    out.available = amount();
    out.held.resize(1 + random.below(5));
    for (Points& points : out.held) points = amount();
    return out;
}

/// One sync of a counter: what it is granted, and what the others are asked for and give back.
/// True when anything moved.
bool sync(Shared& household, std::size_t counter, Points wish) {
    const LeasePolicy policy;
    const LeaseSituation situation = household.seen_by(counter, wish);
    const LeaseDecision decision = decide_lease(policy, situation);
    household.available -= decision.grant;
    household.held[counter] += decision.grant;
    bool moved = decision.grant > Points{};
    Points missing = decision.missing;
    for (std::size_t other = 0; other < household.held.size(); ++other) {
        if (other == counter) continue;
        const Points back = recall_from(policy, situation, household.held[other], missing);
        household.held[other] -= back;
        household.available += back;
        missing -= back;
        moved = moved || back > Points{};
    }
    return moved;
}

}  // namespace

TEST_CASE("points rules: what is spent is covered by the lease, to the point") {
    CHECK(may_spend(Points(10), Points(10)).ok());
    CHECK(error_of(may_spend(Points(10), Points(11))) == ErrorCode::over_lease);
    CHECK(error_of(may_spend(Points(0), Points(1))) == ErrorCode::over_lease);
    CHECK(error_of(may_spend(Points(10), Points(0))) == ErrorCode::bad_amount);
    CHECK(error_of(may_spend(Points(10), Points(-1))) == ErrorCode::bad_amount);
}

TEST_CASE("points rules: a sole counter gets all but a fifth, rounded up") {
    const auto grant = [](std::int64_t posted) {
        const LeaseSituation fresh{Points(posted), Points(posted), Points(0), 1, Points(0)};
        return decide_lease({}, fresh).grant.value();
    };
    CHECK(grant(100) == 80);
    CHECK(grant(101) == 80);
    CHECK(grant(104) == 83);
    CHECK(grant(1) == 0);
    CHECK(grant(0) == 0);
    CHECK(grant(limits::kAmount) == 800'000);
}

TEST_CASE("points rules: a wish may use the reserve, but nothing that others hold") {
    LeaseSituation situation{Points(100), Points(60), Points(0), 2, Points(100)};
    LeaseDecision decision = decide_lease({}, situation);
    CHECK(decision.grant == Points(60));
    CHECK(decision.missing == Points(40));
    situation.wish = Points(1'000'000);  // more than there is
    decision = decide_lease({}, situation);
    CHECK(decision.grant == Points(60));
    CHECK(decision.missing == Points(40));
}

TEST_CASE("points rules: also a small wish may use the reserve, and no more of it than the wish") {
    // Everything but the reserve is with another device, perhaps a lost one.
    LeaseSituation situation{Points(100), Points(20), Points(0), 2, Points(0)};
    CHECK(decide_lease({}, situation).grant == Points(0));
    situation.wish = Points(5);
    CHECK(decide_lease({}, situation).grant == Points(5));
    situation.held = Points(3);
    CHECK(decide_lease({}, situation).grant == Points(2));
    situation.held = Points(5);
    CHECK(decide_lease({}, situation).grant == Points(0));
}

TEST_CASE("points rules: nothing is lent twice, nothing below zero, for any household") {
    test::SeededRandom random(test::seed_of("leases", 1));
    for (int i = 0; i < 20'000; ++i) {
        Shared household = any(random);
        const Points posted = household.posted();
        for (int step = 0; step < 12; ++step) {
            const std::size_t counter = random.below(household.held.size());
            const Points wish(random.chance(1, 3) ? static_cast<std::int64_t>(random.below(3000))
                                                  : 0);
            sync(household, counter, wish);
            REQUIRE(household.posted() == posted);
            REQUIRE(household.available >= Points{});
            for (const Points points : household.held) REQUIRE(points >= Points{});
        }
    }
}

TEST_CASE("points rules: without wishes, leases come to rest within a few rounds of syncs") {
    test::SeededRandom random(test::seed_of("leases at rest", 2));
    std::size_t most_rounds = 0;
    for (int i = 0; i < 20'000; ++i) {
        Shared household = any(random);
        const std::size_t counters = household.held.size();
        const auto before = household;
        std::size_t rounds = 0;
        for (bool moved = true; moved; ++rounds) {
            REQUIRE(rounds <= 2 * counters + 2);
            moved = false;
            for (std::size_t counter = 0; counter < counters; ++counter)
                moved |= sync(household, counter, Points{});
        }
        most_rounds = std::max(most_rounds, rounds);
        INFO("available " << before.available.value() << ", " << counters << " counters, seed "
                          << i);
        // Everybody has at least an equal share of what the reserve leaves.
        const std::int64_t posted = household.posted().value();
        const std::int64_t share =
            (posted - (posted * 20 + 99) / 100) / static_cast<std::int64_t>(counters);
        for (const Points points : household.held) REQUIRE(points.value() >= share);
    }
    std::printf("leases at rest after at most %zu rounds\n", most_rounds);
}

TEST_CASE("points rules: a recall never cuts into the other's equal share") {
    test::SeededRandom random(test::seed_of("recalls", 3));
    for (int i = 0; i < 20'000; ++i) {
        const Shared household = any(random);
        const LeaseSituation situation = household.seen_by(0, Points{});
        const Points missing(static_cast<std::int64_t>(random.below(3000)));
        const Points held(static_cast<std::int64_t>(random.below(2000)));
        const Points back = recall_from({}, situation, held, missing);
        const std::int64_t posted = household.posted().value();
        const std::int64_t share = (posted - (posted * 20 + 99) / 100) / situation.counters;
        REQUIRE(back >= Points{});
        REQUIRE(back <= missing);
        REQUIRE(back <= held);
        if (held.value() <= share)
            REQUIRE(back == Points{});
        else
            REQUIRE((held - back).value() >= share);
    }
}

}  // namespace xf::points
