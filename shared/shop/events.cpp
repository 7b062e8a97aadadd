#include "shared/shop/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::shop {

Bytes GoodsSet::data() const {
    cbor::Writer out;
    out.array(5).uint(goods.value).text(name).text(unit).integer(price.value()).boolean(service);
    return out.take();
}

Result<GoodsSet> GoodsSet::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(5));
    GoodsSet out;
    XF_ASSIGN(out.goods, in.number<GoodsNo>());
    XF_ASSIGN(out.name, in.text(limits::kNameBytes));
    XF_ASSIGN(out.unit, in.text(limits::kNameBytes));
    XF_ASSIGN(const std::int64_t price, in.integer());
    if (price < 1 || price > limits::kAmount) return ErrorCode::bad_amount;
    out.price = Points(price);
    XF_ASSIGN(out.service, in.boolean());
    XF_TRY(in.finish());
    return out;
}

Bytes StockReceived::data() const {
    cbor::Writer out;
    out.array(2).uint(goods.value).uint(quantity);
    return out.take();
}

Result<StockReceived> StockReceived::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    StockReceived out;
    XF_ASSIGN(out.goods, in.number<GoodsNo>());
    XF_ASSIGN(out.quantity, in.uint32());
    if (out.quantity == 0 || out.quantity > limits::kAmount) return ErrorCode::bad_amount;
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::shop
