// Goods, prices and book stock.
#include "shared/base/limits.hpp"
#include "shared/shop/feature.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::shop {
namespace {

using sync::Village;
using test::error_of;
using test::need;

sim::Draft by_hub(std::uint32_t type, Bytes data) {
    return {type, std::move(data), std::nullopt, {}, store::AuthMethod::hub};
}

}  // namespace

TEST_CASE("shop: the catalogue is by number, and a price is set anew by setting the goods anew") {
    Village village;
    const store::Place place = village.world.hub.shard().log().place();
    auto goods = need(catalogue(place));
    REQUIRE(goods.size() == sim::kGoods);
    CHECK(goods[2].no == GoodsNo{3});
    CHECK(goods[2].price == Points(10));
    CHECK(goods[2].stock == 1000);
    need(village.world.hub.append({sim::goods(GoodsNo{3}, "洗衣液", Points(12))}));
    CHECK(need(find(place, GoodsNo{3})).price == Points(12));
    CHECK(need(find(place, GoodsNo{3})).name == "洗衣液");
    CHECK(need(find(place, GoodsNo{3})).stock == 1000);
    CHECK(error_of(find(place, GoodsNo{99})) == ErrorCode::unknown_reference);
}

TEST_CASE("shop: the shelf is the truth: the book may go below zero and blocks nothing") {
    Village village;
    const GoodsNo rare{50};
    need(village.world.hub.append({sim::goods(rare, "示例商品", Points(1)), sim::stock(rare, 3)}));
    village.sync_all();
    const EventKey first =
        need(village.counter->submit(sim::redemption(village.family, {{rare, 2, Points(1)}})));
    const EventKey second =
        need(village.second->submit(sim::redemption(village.family, {{rare, 2, Points(1)}})));
    CHECK(need(find(village.counter->log().place(), rare)).stock == 1);
    for (int round = 0; round < 3; ++round) village.sync_all();
    CHECK(village.verdict_of(first) == store::Verdict::accepted());
    CHECK(village.verdict_of(second) == store::Verdict::accepted());
    CHECK(need(find(village.world.hub.shard().log().place(), rare)).stock == -1);
    village.check_all();
}

TEST_CASE("shop: services have no stock") {
    Village village;
    need(village.world.hub.append(
        {by_hub(kGoodsSetType, GoodsSet{{60}, "健康体检", "次", Points(5), true}.data())}));
    village.sync_all();
    need(village.counter->submit(sim::redemption(village.family, {{GoodsNo{60}, 1, Points(5)}})));
    CHECK(need(find(village.counter->log().place(), GoodsNo{60})).service);
    CHECK(need(find(village.counter->log().place(), GoodsNo{60})).stock == 0);
}

TEST_CASE("shop: a rejected redemption takes nothing from the shelf") {
    Village village;
    sim::Forger forger(*village.counter);
    need(forger.push(village.world.hub, {sim::event_of(village.tens(village.family, 50))}));
    CHECK(need(find(village.world.hub.shard().log().place(), GoodsNo{3})).stock == 1000);
}

TEST_CASE("shop: prices and quantities have their bounds, and stock needs its goods") {
    Village village;
    sim::Hub& hub = village.world.hub;
    const auto goods = [&](std::int64_t price) {
        return hub.append(
            {by_hub(kGoodsSetType, GoodsSet{{70}, "示例", "件", Points(price), false}.data())});
    };
    CHECK(goods(1).ok());
    CHECK(goods(limits::kAmount).ok());
    CHECK_FALSE(goods(0).ok());
    CHECK_FALSE(goods(-1).ok());
    CHECK_FALSE(goods(limits::kAmount + 1).ok());
    const auto named = [&](std::size_t name, std::size_t unit) {
        const GoodsSet set{{70}, std::string(name, 'x'), std::string(unit, 'x'), Points(1), false};
        return hub.append({by_hub(kGoodsSetType, set.data())});
    };
    CHECK(named(limits::kNameBytes, limits::kNameBytes).ok());
    CHECK_FALSE(named(limits::kNameBytes + 1, 1).ok());
    CHECK_FALSE(named(1, limits::kNameBytes + 1).ok());
    CHECK(hub.append({sim::stock(GoodsNo{70}, static_cast<std::uint32_t>(limits::kAmount))}).ok());
    CHECK_FALSE(
        hub.append({sim::stock(GoodsNo{70}, static_cast<std::uint32_t>(limits::kAmount + 1))})
            .ok());
    CHECK_FALSE(hub.append({sim::stock(GoodsNo{70}, 0)}).ok());
    CHECK_FALSE(hub.append({sim::stock(GoodsNo{71}, 1)}).ok());
}

}  // namespace xf::shop
