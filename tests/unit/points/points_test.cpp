// The ledger of points: what each event posts, what is refused, and that nothing appears or vanishes.
#include "shared/base/limits.hpp"
#include "shared/points/feature.hpp"
#include "shared/points/ledger.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::points {
namespace {

using store::Verdict;
using sync::Village;
using test::error_of;
using test::need;

store::Header header_with(const Bytes& data) {
    store::Header header;
    header.data = data;
    return header;
}

Bytes array_of(std::initializer_list<std::int64_t> items) {
    cbor::Writer out;
    out.array(items.size());
    for (const std::int64_t item : items) out.integer(item);
    return out.take();
}

template <typename T>
Result<T> parsed(const Bytes& data) {
    return T::parse(header_with(data));
}

}  // namespace

TEST_CASE("points events: come back as they were written") {
    const Redemption redemption{{5}, {{{1}, 2, Points(3)}, {{4}, 999, Points(1)}}};
    const Redemption back = need(parsed<Redemption>(redemption.data()));
    CHECK(back.household == HouseholdNo{5});
    REQUIRE(back.lines.size() == 2);
    CHECK(back.lines[1].quantity == 999);
    CHECK(back.total() == Points(1005));
    CHECK(to_hex(redemption.data()) == "8705010203041903e701");

    const Award award{{5}, {2}, Points(15), {9}};
    CHECK(need(parsed<Award>(award.data())).person == PersonNo{9});
    CHECK(to_hex(award.data()) == "8405020f09");
    const LeaseChange change{{7}, {2}, {{{5}, Points(-3)}, {{6}, Points(4)}}};
    CHECK(need(parsed<LeaseChange>(change.data())).shares[1].points == Points(4));
    CHECK(to_hex(change.data()) == "86070205220604");
    CHECK(need(parsed<RuleSet>(RuleSet{{1}, "拾金不昧", Points(-5)}.data())).points == Points(-5));
    CHECK(need(parsed<BudgetGranted>(BudgetGranted{Points(9)}.data())).points == Points(9));
}

TEST_CASE("points events: amounts, counts and shapes at the bound and beyond") {
    constexpr std::int64_t kMost = limits::kAmount;
    CHECK(parsed<Award>(array_of({1, 1, kMost, 0})).ok());
    CHECK(error_of(parsed<Award>(array_of({1, 1, kMost + 1, 0}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<Award>(array_of({1, 1, 0, 0}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<Award>(array_of({1, 1, -1, 0}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<Award>(array_of({1, 1, 1}))) == ErrorCode::malformed);
    CHECK(error_of(parsed<Award>(array_of({1, 1, 1, 0, 0}))) == ErrorCode::malformed);
    CHECK(parsed<BudgetGranted>(array_of({kMost * 1000})).ok());
    CHECK(error_of(parsed<BudgetGranted>(array_of({kMost * 1000 + 1}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<BudgetGranted>(array_of({0}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<BudgetGranted>(array_of({INT64_MIN}))) == ErrorCode::bad_amount);
    CHECK(parsed<LeaseChange>(array_of({1, 1, 1, kMost})).ok());
    CHECK(error_of(parsed<LeaseChange>(array_of({1, 1, 1, kMost + 1}))) == ErrorCode::bad_amount);
    CHECK(parsed<LeaseChange>(array_of({1, 1, 1, -kMost})).ok());
    CHECK(error_of(parsed<LeaseChange>(array_of({1, 1, 1, -kMost - 1}))) == ErrorCode::bad_amount);
    CHECK(error_of(parsed<LeaseChange>(array_of({1, 1}))) == ErrorCode::malformed);
    CHECK(error_of(parsed<LeaseChange>(array_of({1, 1, 1}))) == ErrorCode::malformed);
    LeaseChange change{{1}, {1}, std::vector<LeaseShare>(1024, {{1}, Points(1)})};
    CHECK(parsed<LeaseChange>(change.data()).ok());
    change.shares.push_back({{1}, Points(1)});
    CHECK(error_of(parsed<LeaseChange>(change.data())) == ErrorCode::too_large);
    const auto rule = [](std::size_t text_bytes) {
        return parsed<RuleSet>(RuleSet{{1}, std::string(text_bytes, 'x'), Points(1)}.data());
    };
    CHECK(rule(limits::kNameBytes).ok());
    CHECK(error_of(rule(limits::kNameBytes + 1)) == ErrorCode::too_large);
    // The total of a redemption is an amount too.
    CHECK(parsed<Redemption>(array_of({1, 1, 999, 1001})).ok());
    CHECK(error_of(parsed<Redemption>(array_of({1, 1, 999, 1002}))) == ErrorCode::bad_amount);
}

TEST_CASE("points: an award moves points from the budget to household and score") {
    Village village;
    const store::Place place = village.world.hub.shard().log().place();
    const Points budget = need(balance(place, Account::budget));
    need(village.world.hub.append({sim::award(village.family.no, Points(15))}));
    CHECK(need(balance(place, Account::budget)) == budget - Points(15));
    CHECK(village.posted(village.family.no) == Points(115));
    CHECK(need(village.world.hub.shard().db().integer(
              "SELECT score FROM points_household WHERE household = 1")) == 115);
    CHECK(need(holding(place, village.family.no, kHubDevice, Epoch{0})) == Points(35));
    village.check_hub();
}

TEST_CASE("points: a redemption moves points to the shop and leaves the score") {
    Village village;
    need(village.counter->submit(village.tens(village.family, 2)));
    need(village.counter->sync(village.world.hub));
    const store::Place place = village.world.hub.shard().log().place();
    CHECK(need(balance(place, Account::shop)) == Points(20));
    CHECK(need(village.world.hub.shard().db().integer(
              "SELECT score FROM points_household WHERE household = 1")) == 100);
    village.check_hub();
}

TEST_CASE("points: nobody awards more than the budget") {
    sim::World world(1);
    need(world.hub.start());
    const auto family = *need(world.add_family(1));
    CHECK_FALSE(world.hub.append({sim::award(family.no, Points(1))}).ok());
    need(world.hub.append({sim::budget_of(Points(10)), sim::award(family.no, Points(10))}));
    CHECK_FALSE(world.hub.append({sim::award(family.no, Points(1))}).ok());
    need(sim::check_conservation(world.hub.shard().db()));
    need(sim::check_holdings(world.hub));
}

TEST_CASE(
    "points: what is recalled is given back with the next sync, as far as it is still there") {
    Village village;
    // The first counter takes everything that can be had, then the second one is in need.
    village.wish(*village.counter, Points(100));
    CHECK(village.held(*village.counter, village.family.no) == Points(60));
    need(village.counter->submit(village.tens(village.family, 5)));
    need(village.second->submit(village.tens(village.family, 4)));
    village.wish(*village.second, Points(10));
    CHECK(village.held(*village.second, village.family.no) == Points(0));
    for (int round = 0; round < 4; ++round) {
        village.sync_all();
        village.check_hub();
    }
    CHECK(village.posted(village.family.no) == Points(10));
    // Ten are left: two in reserve, four for each.
    CHECK(village.held(*village.counter, village.family.no) == Points(4));
    CHECK(village.held(*village.second, village.family.no) == Points(4));
    village.check_all();
    CHECK(need(village.world.hub.shard().db().integer("SELECT count(*) FROM points_recall")) == 0);
}

TEST_CASE("points: what a counter held before it was enrolled anew comes back after a week") {
    constexpr std::uint64_t kDayMs = 86'400'000;
    Village village;
    const Points before = village.held(*village.counter, village.family.no);
    REQUIRE(before > Points(0));
    const auto at_hub = [&](Epoch epoch) {
        return need(holding(village.world.hub.shard().log().place(), village.family.no,
                            village.counter->no(), epoch));
    };
    need(village.counter->enrol(village.world.hub, need(village.world.hub.new_code(
                                                       store::capability::kCounter, "柜台一"))));
    need(village.counter->sync(village.world.hub));
    CHECK(at_hub(Epoch{1}) == before);

    village.world.hub.machine.clock.advance_ms(7 * kDayMs - 60'000);
    need(village.counter->sync(village.world.hub));
    CHECK(at_hub(Epoch{1}) == before);
    village.world.hub.machine.clock.advance_ms(60'000);
    need(village.counter->sync(village.world.hub));
    CHECK(at_hub(Epoch{1}) == Points(0));
    need(village.counter->sync(village.world.hub));
    CHECK(village.held(*village.counter, village.family.no) == before);
    village.sync_all();
    village.check_all();
}

TEST_CASE("points: a counter that was silent for two weeks takes no share of what is lent out") {
    Village village;
    village.world.hub.machine.clock.advance_ms(15ull * 86'400'000);
    need(village.counter->sync(village.world.hub));
    need(village.world.hub.append({sim::award(village.family.no, Points(100))}));
    need(village.counter->sync(village.world.hub));
    // Of 200: a fifth stays at the hub, and the silent one keeps its 40.
    CHECK(village.held(*village.counter, village.family.no) == Points(120));
    need(village.second->sync(village.world.hub));  // back again, it is owed its share
    village.check_hub();
}

TEST_CASE("points: a household's history has a line for each movement, in the hub's order") {
    Village village;
    need(village.counter->submit(village.tens(village.family, 1)));
    need(village.world.hub.append({sim::award(village.family.no, Points(5))}));
    const std::string_view lines =
        "SELECT count(*) FROM points_line WHERE household = 1 AND position > 4000000000000";
    CHECK(need(village.counter->db().integer(lines)) == 1);  // its own, pending, after all others
    for (int round = 0; round < 2; ++round) village.sync_all();
    CHECK(need(village.counter->db().integer(lines)) == 0);
    CHECK(need(village.counter->db().integer(
              "SELECT count(*) FROM points_line WHERE household = 1")) == 3);
    village.check_all();
}

TEST_CASE("points: with random spending everywhere, no household is ever below zero") {
    Village village(test::seed_of("spending", 4));
    test::SeededRandom random(village.world.random.next());
    for (int i = 0; i < 300; ++i) {
        sim::Client& counter = random.chance(1, 2) ? *village.counter : *village.second;
        switch (random.below(4)) {
            case 0:
                need(village.world.hub.append({sim::award(
                    village.family.no, Points(static_cast<std::int64_t>(1 + random.below(40))))}));
                break;
            case 1: {
                const Points wish(static_cast<std::int64_t>(random.below(120)));
                village.wish(counter, wish);
                break;
            }
            default: {
                const Points held = village.held(counter, village.family.no);
                const auto pieces = static_cast<std::uint32_t>(1 + random.below(30));
                const auto key = counter.submit(
                    sim::redemption(village.family, {{GoodsNo{1}, pieces, Points(1)}}));
                CHECK(key.ok() == (Points(pieces) <= held));
            }
        }
        village.check_hub();
        need(sim::check_conservation(counter.db()));
    }
    for (int round = 0; round < 6; ++round) village.sync_all();
    village.check_all();
}

}  // namespace xf::points
