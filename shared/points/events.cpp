#include "shared/points/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::points {
namespace {

/// Shares in one lease event: a village's households, far below limits::kEventBytes.
constexpr std::size_t kShares = 1024;

Result<Points> read_amount(cbor::Reader& in, std::int64_t min) {
    XF_ASSIGN(const std::int64_t value, in.integer());
    if (value < min || value > limits::kAmount) return ErrorCode::bad_amount;
    return Points(value);
}

}  // namespace

Points Redemption::total() const {
    Points sum;
    for (const RedemptionLine& line : lines) sum += line.price * line.quantity;
    return sum;
}

Bytes Redemption::data() const {
    cbor::Writer out;
    out.array(1 + 3 * lines.size()).uint(household.value);
    for (const RedemptionLine& line : lines)
        out.uint(line.goods.value).uint(line.quantity).integer(line.price.value());
    return out.take();
}

Result<Redemption> Redemption::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_ASSIGN(const std::size_t items, in.array(1 + 3 * limits::kLines));
    if (items < 4 || items % 3 != 1) return Error{ErrorCode::malformed, "redemption"};
    Redemption out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    for (std::size_t i = 1; i < items; i += 3) {
        RedemptionLine line;
        XF_ASSIGN(line.goods, in.number<GoodsNo>());
        XF_ASSIGN(line.quantity, in.uint32());
        if (line.quantity == 0 || line.quantity > limits::kQuantity) return ErrorCode::bad_amount;
        XF_ASSIGN(line.price, read_amount(in, 1));
        out.lines.push_back(line);
    }
    XF_TRY(in.finish());
    if (out.total() > Points(limits::kAmount)) return ErrorCode::bad_amount;
    return out;
}

Bytes Award::data() const {
    cbor::Writer out;
    out.array(4).uint(household.value).uint(rule.value).integer(points.value()).uint(person.value);
    return out.take();
}

Result<Award> Award::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    Award out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.rule, in.number<RuleNo>());
    XF_ASSIGN(out.points, read_amount(in, 1));
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_TRY(in.finish());
    return out;
}

Bytes LeaseChange::data() const {
    cbor::Writer out;
    out.array(2 + 2 * shares.size()).uint(device.value).uint(epoch.value);
    for (const LeaseShare& share : shares)
        out.uint(share.household.value).integer(share.points.value());
    return out.take();
}

Result<LeaseChange> LeaseChange::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_ASSIGN(const std::size_t items, in.array(2 + 2 * kShares));
    if (items < 4 || items % 2 != 0) return Error{ErrorCode::malformed, "lease"};
    LeaseChange out;
    XF_ASSIGN(out.device, in.number<DeviceNo>());
    XF_ASSIGN(out.epoch, in.number<Epoch>());
    for (std::size_t i = 2; i < items; i += 2) {
        LeaseShare share;
        XF_ASSIGN(share.household, in.number<HouseholdNo>());
        XF_ASSIGN(share.points, read_amount(in, -limits::kAmount));
        out.shares.push_back(share);
    }
    XF_TRY(in.finish());
    return out;
}

Bytes RuleSet::data() const {
    cbor::Writer out;
    out.array(3).uint(rule.value).text(text).integer(points.value());
    return out.take();
}

Result<RuleSet> RuleSet::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(3));
    RuleSet out;
    XF_ASSIGN(out.rule, in.number<RuleNo>());
    XF_ASSIGN(const std::string_view text, in.text(limits::kNameBytes));
    out.text = text;
    XF_ASSIGN(out.points, read_amount(in, -limits::kAmount));
    XF_TRY(in.finish());
    return out;
}

Bytes BudgetGranted::data() const {
    cbor::Writer out;
    out.array(1).integer(points.value());
    return out.take();
}

Result<BudgetGranted> BudgetGranted::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(1));
    BudgetGranted out;
    // A year's budget of a whole town, not one event's amount: bounded a thousand times higher.
    XF_ASSIGN(const std::int64_t value, in.integer());
    if (value < 1 || value > limits::kAmount * 1000) return ErrorCode::bad_amount;
    out.points = Points(value);
    XF_TRY(in.finish());
    return out;
}

Bytes ShortfallCovered::data() const {
    cbor::Writer out;
    out.array(4).uint(household.value).integer(points.value()).uint(holder.value).uint(epoch.value);
    return out.take();
}

Result<ShortfallCovered> ShortfallCovered::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    ShortfallCovered out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.points, read_amount(in, -limits::kAmount));
    XF_ASSIGN(out.holder, in.number<DeviceNo>());
    XF_ASSIGN(out.epoch, in.number<Epoch>());
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::points
