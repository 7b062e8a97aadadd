#include "shared/app/counter_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/receipt_qr.hpp"
#include "shared/app/wording.hpp"
#include "shared/base/limits.hpp"
#include "shared/points/queries.hpp"
#include "shared/shop/feature.hpp"

namespace xf::app {
namespace {

/// What a household has, and what of it this device may spend.
struct Spendable {
    Points available;
    Points here;
};

Result<Spendable> spendable(const Context& context) {
    const HouseholdNo household = context.visit.household->no;
    const store::OwnDevice& own = context.village.log.own();
    XF_ASSIGN(const points::Standing standing, points::standing(context.place(), household));
    XF_ASSIGN(const Points held, points::holding(context.place(), household, own.no, own.epoch));
    return Spendable{standing.posted, held};
}

/// A basket at today's prices.
Result<points::Redemption> redemption_of(const Context& context, const CounterPage& page) {
    points::Redemption out{context.visit.household->no, {}};
    for (const auto& [no, quantity] : page.basket) {
        XF_ASSIGN(const shop::Goods goods, shop::find(context.place(), no));
        out.lines.push_back({no, quantity, goods.price});
    }
    return out;
}

std::uint32_t in_basket(const CounterPage& page, GoodsNo no) {
    const auto chosen = page.basket.find(no);
    return chosen == page.basket.end() ? 0 : chosen->second;
}

/// The household may have the points, only not here: while the hub can be reached, ask for more.
Status cover(Context& context, const CounterPage& page) {
    XF_ASSIGN(const points::Redemption wanted, redemption_of(context, page));
    XF_ASSIGN(const Spendable points, spendable(context));
    const Points total = wanted.total();
    if (total <= points.here) return {};
    if (total <= points.available && context.village.driver.online()) {
        context.village.driver.wish({wanted.household, total});
        context.village.driver.soon();
        return {};
    }
    context.visit.message = Message{ErrorCode::over_lease, 0, points.here};
    return {};
}

/// A redemption of the household that was made here and that the hub does not have yet, where it has
/// to have it first. It is in the log, so it is found again when the household comes back.
Result<std::optional<EventKey>> unreported(const Context& context) {
    if (context.kept) return std::optional<EventKey>{};
    const DeviceNo own = context.village.log.own().no;
    XF_ASSIGN(const auto lines,
              points::history(context.place(), context.visit.household->no, limits::kPushEvents));
    for (const points::Line& line : lines)
        if (!line.verdict && line.key.device == own && line.header.type == points::kRedemptionType)
            return std::optional<EventKey>{line.key};
    return std::optional<EventKey>{};
}

/// The page, unless a redemption is under way already.
Result<CounterPage*> open_basket(Context& context) {
    auto* page = context.page<CounterPage>();
    if (!page) return page;
    XF_ASSIGN(const auto waiting, unreported(context));
    return waiting ? nullptr : page;
}

}  // namespace

Status handle(Context& context, const AddGoods& command) {
    XF_ASSIGN(CounterPage* const page, open_basket(context));
    if (!page) return {};
    context.visit.message.reset();
    XF_ASSIGN(const shop::Goods goods, shop::find(context.place(), command.no));
    const std::uint32_t now = in_basket(*page, command.no);
    if (!goods.service && goods.stock <= static_cast<std::int64_t>(now))
        return ErrorCode::out_of_stock;
    if (now == limits::kQuantity || (now == 0 && page->basket.size() == limits::kLines))
        return ErrorCode::too_large;
    page->basket[command.no] = now + 1;
    return cover(context, *page);
}

Status handle(Context& context, const RemoveGoods& command) {
    XF_ASSIGN(CounterPage* const page, open_basket(context));
    if (!page) return {};
    context.visit.message.reset();
    const std::uint32_t now = in_basket(*page, command.no);
    if (now <= 1)
        page->basket.erase(command.no);
    else
        page->basket[command.no] = now - 1;
    return {};
}

Status handle(Context& context, const ConfirmRedemption&) {
    XF_ASSIGN(CounterPage* const page, open_basket(context));
    if (!page) return {};
    if (page->basket.empty()) return ErrorCode::nothing_entered;
    if (!context.kept && !context.village.driver.online()) return ErrorCode::not_kept;

    XF_ASSIGN(const points::Redemption redemption, redemption_of(context, *page));
    const auto key = context.act(points::kRedemptionType, redemption.data(), std::nullopt);
    if (!key.ok()) {
        if (key.error().code != ErrorCode::over_lease) return key.error();
        XF_ASSIGN(const Spendable points, spendable(context));
        context.visit.message = Message{ErrorCode::over_lease, 0, points.here};
        return {};
    }
    page->basket.clear();
    if (context.kept)
        context.go(ReceiptPage{*key});
    else
        page->waiting = *key;
    return {};
}

Status settle_redemption(Context& context) {
    auto* page = context.page<CounterPage>();
    if (!page) return {};
    XF_ASSIGN(const auto waiting, unreported(context));
    if (waiting) {
        page->waiting = waiting;
        if (!context.village.driver.online() && !std::exchange(page->told, true))
            context.visit.message = Message{ErrorCode::not_reported, 0, std::nullopt};
        return {};
    }
    if (!page->waiting) return {};
    const EventKey key = *std::exchange(page->waiting, std::nullopt);
    XF_ASSIGN(const auto stored, context.village.log.store().find(key));
    if (!stored || !stored->position) return {};
    const store::Verdict verdict = stored->position->verdict;
    if (verdict.counts())
        context.go(ReceiptPage{key});
    else
        context.visit.message = Message{*verdict.reason(), 0, std::nullopt};
    return {};
}

Result<View> present(const Context& context, const CounterPage& page) {
    CounterView view;
    XF_ASSIGN(const auto catalogue, shop::catalogue(context.place()));
    for (const shop::Goods& goods : catalogue)
        view.goods.push_back({goods.no, goods.name, goods.unit, goods.price, goods.stock,
                              goods.service, in_basket(page, goods.no)});
    XF_ASSIGN(const Spendable points, spendable(context));
    XF_ASSIGN(const points::Redemption chosen, redemption_of(context, page));
    view.available = points.available;
    view.spendable_here = points.here;
    view.total = chosen.total();
    XF_ASSIGN(const auto waiting, unreported(context));
    view.waiting_for_hub = waiting.has_value();
    view.can_confirm = view.total > Points{} && view.total <= points.here && !view.waiting_for_hub;
    return View(std::move(view));
}

Result<View> present(const Context& context, const ReceiptPage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(const auto stored, context.village.log.store().find(page.redemption));
    if (!stored) return Error{ErrorCode::internal, "a receipt without its event"};
    XF_ASSIGN(const store::Header header, stored->event.parsed());
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(header));
    ReceiptView view;
    view.number = number_of(page.redemption);
    view.household = context.visit.household->name;
    view.counter = context.village.device_name;
    view.at = header.time;
    for (const points::RedemptionLine& line : redemption.lines) {
        XF_ASSIGN(std::string name, name_or_empty(shop::find(place, line.goods)));
        view.lines.push_back({std::move(name), line.quantity, line.price * line.quantity});
    }
    view.total = redemption.total();
    XF_ASSIGN(const points::Standing standing, points::standing(place, redemption.household));
    view.left = standing.posted;
    if (stored->position) view.state = state_of(stored->position->verdict);
    XF_ASSIGN(view.qr, receipt_qr(context.village.log, context.identity, page.redemption));
    view.print = state_of(page.print, context.prints.receipts);
    return View(std::move(view));
}

}  // namespace xf::app
