#include "shared/shop/feature.hpp"

#include "shared/points/events.hpp"

namespace xf::shop {
namespace {

using namespace store;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE shop_goods(
  shard INTEGER NOT NULL, goods INTEGER NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
  price INTEGER NOT NULL, service INTEGER NOT NULL,
  PRIMARY KEY(shard, goods)) STRICT, WITHOUT ROWID;
CREATE TABLE shop_stock(
  shard INTEGER NOT NULL, goods INTEGER NOT NULL, quantity INTEGER NOT NULL,
  PRIMARY KEY(shard, goods)) STRICT, WITHOUT ROWID;
)sql";

Status judge_any(const Place& place, const Arrival& arrival) {
    if (arrival.header.type == kGoodsSetType) {
        XF_TRY(GoodsSet::parse(arrival.header));
        return {};
    }
    XF_ASSIGN(const StockReceived received, StockReceived::parse(arrival.header));
    XF_TRY(find(place, received.goods));
    return {};
}

Result<Verdict> judge(const Place& place, const Arrival& arrival) {
    XF_TRY(judge_any(place, arrival));
    return Verdict::accepted();
}

Status add_stock(const Place& place, GoodsNo goods, std::int64_t quantity) {
    return place.db.run(
        "INSERT INTO shop_stock VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET"
        " quantity = quantity + ?3",
        place.shard, goods, quantity);
}

Status apply_goods(const Place& place, const Arrival& arrival) {
    XF_ASSIGN(const GoodsSet goods, GoodsSet::parse(arrival.header));
    return place.db.run(
        "INSERT INTO shop_goods VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " name = excluded.name, unit = excluded.unit, price = excluded.price,"
        " service = excluded.service",
        place.shard, goods.goods, goods.name, goods.unit, goods.price, goods.service);
}

Status apply(const Place& place, const Arrival& arrival) {
    if (!arrival.counts()) return {};
    switch (arrival.header.type) {
        case kGoodsSetType:
            return apply_goods(place, arrival);
        case kStockReceivedType: {
            XF_ASSIGN(const StockReceived received, StockReceived::parse(arrival.header));
            return add_stock(place, received.goods, received.quantity);
        }
        case points::kRedemptionType: {
            XF_ASSIGN(const points::Redemption redemption,
                      points::Redemption::parse(arrival.header));
            for (const points::RedemptionLine& line : redemption.lines)
                XF_TRY(add_stock(place, line.goods, -std::int64_t{line.quantity}));
            return {};
        }
        default:
            return {};
    }
}

Goods read_goods(const Row& row) {
    Goods goods{row.number<GoodsNo>(0),
                std::string(row.column_text(1)),
                std::string(row.column_text(2)),
                row.column_points(3),
                row.column_bool(4),
                row.column_int(5)};
    if (goods.service) goods.stock = 0;
    return goods;
}

constexpr std::string_view kSelect =
    "SELECT g.goods, g.name, g.unit, g.price, g.service, ifnull(s.quantity, 0) FROM shop_goods g"
    " LEFT JOIN shop_stock s ON s.shard = g.shard AND s.goods = g.goods WHERE g.shard = ?1"
    " AND (?2 IS NULL OR g.goods = ?2) ORDER BY g.goods";

}  // namespace

const Feature& feature() {
    static const Feature kFeature{
        .name = "shop",
        .types =
            {
                {kGoodsSetType, "goods_set", ScopeKind::village, false, capability::kHub},
                {kStockReceivedType, "stock_received", ScopeKind::village, false, capability::kHub},
            },
        .tables = {"shop_goods", "shop_stock"},
        .schema = kSchema,
        .judge = judge,
        .apply = apply,
    };
    return kFeature;
}

Result<std::vector<Goods>> catalogue(const Place& place) {
    XF_ASSIGN(Statement rows, place.db.prepare(kSelect, place.shard, nullptr));
    std::vector<Goods> out;
    XF_TRY(rows.each([&](const Row& row) { out.push_back(read_goods(row)); }));
    return out;
}

Result<Goods> find(const Place& place, GoodsNo no) {
    XF_ASSIGN(Statement rows, place.db.prepare(kSelect, place.shard, no));
    XF_ASSIGN(auto goods, rows.first(read_goods));
    if (!goods) return ErrorCode::unknown_reference;
    return *std::move(goods);
}

}  // namespace xf::shop
