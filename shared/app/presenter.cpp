#include "shared/app/presenter.hpp"

#include <algorithm>

#include "shared/devices/feature.hpp"
#include "shared/disclosure/queries.hpp"
#include "shared/points/queries.hpp"
#include "shared/requests/feature.hpp"
#include "shared/shop/feature.hpp"

namespace xf::app {
namespace {

using store::Actor;
using store::Header;
using store::is_fault;
using store::Verdict;

constexpr std::size_t kLinesShown = 200;
constexpr std::size_t kRequestsShown = 200;
constexpr std::size_t kSummaryBytes = 60;

RecordState state_of(const std::optional<Verdict>& verdict) {
    if (!verdict) return RecordState::saved;
    return verdict->counts() ? RecordState::reported : RecordState::rejected;
}

std::optional<ErrorCode> reason_of(const std::optional<Verdict>& verdict) {
    return verdict ? verdict->reason() : std::nullopt;
}

/// "2-1-17": device, epoch, sequence; short enough to read out over the telephone.
std::string number_of(const EventKey& key) {
    return std::to_string(key.device.value) + "-" + std::to_string(key.epoch.value) + "-" +
           std::to_string(key.seq.value);
}

/// The name behind a number, or nothing where it is not known here: a screen still shows the rest.
template <typename T>
Result<std::string> name_or_empty(const Result<T>& found) {
    if (found.ok()) return found->name;
    if (is_fault(found.error().code)) return found.error();
    return std::string();
}

Result<std::string> actor_name(const store::Place& place, const Actor& actor) {
    if (const auto no = actor.staff()) return name_or_empty(people::staff(place, *no));
    if (const auto no = actor.person()) return name_or_empty(people::person(place, *no));
    return std::string();
}

Result<std::string> goods_list(const store::Place& place, const points::Redemption& redemption) {
    std::string out;
    for (const points::RedemptionLine& line : redemption.lines) {
        XF_ASSIGN(const std::string name, name_or_empty(shop::find(place, line.goods)));
        if (!out.empty()) out += "、";
        out += name;
        if (line.quantity > 1) out += "×" + std::to_string(line.quantity);
    }
    return out;
}

// ---- Home and identification --------------------------------------------------------------------

View present_home(const PresentContext& context) {
    HomeView view;
    switch (context.village.role()) {
        case DeviceRole::kiosk:
            view.tiles = {Tile::points, Tile::notices, Tile::requests};
            break;
        case DeviceRole::counter:
            view.tiles = {Tile::shop, Tile::points, Tile::notices};
            break;
        case DeviceRole::desk:
            view.tiles = {Tile::staff_desk, Tile::notices};
            break;
    }
    view.demo = context.demo.has_value();
    return view;
}

Result<View> present_identify(const PresentContext& context) {
    const Visit& visit = context.visit;
    IdentifyView view;
    view.step = visit.step;
    view.digits = static_cast<std::uint8_t>(visit.pin.size());
    if (visit.household) view.for_whom = visit.household->name;
    if (visit.staff_asked) view.for_whom = visit.staff_asked->name;
    for (const people::Person& person : visit.persons)
        view.persons.push_back({person.no, person.name});
    if (visit.step == IdentifyView::Step::card && context.demo)
        for (const DemoHousehold& card : context.demo->households)
            view.demo_cards.push_back({card.household, card.pin});
    if (visit.step != IdentifyView::Step::staff) return View(view);

    XF_ASSIGN(const auto everyone, people::all_staff(context.village.place()));
    for (const people::Staff& staff : everyone) {
        DemoStaff shown{staff.no, staff.name, {}};
        if (context.demo)
            for (const DemoStaff& demo : context.demo->staff)
                if (demo.no == staff.no) shown.pin = demo.pin;
        view.staff.push_back(std::move(shown));
    }
    return View(view);
}

// ---- Points -------------------------------------------------------------------------------------

Result<LineView> present_award(const store::Place& place, const points::Line& line, LineView view) {
    XF_ASSIGN(const points::Award award, points::Award::parse(line.header));
    view.kind = LineView::Kind::award;
    view.points = award.points;
    XF_ASSIGN(view.title, points::rule_text(place, award.rule));
    XF_ASSIGN(view.who, actor_name(place, line.header.actor));
    XF_ASSIGN(view.person, name_or_empty(people::person(place, award.person)));
    return view;
}

Result<LineView> present_redemption(const store::Place& place, const points::Line& line,
                                    LineView view) {
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(line.header));
    view.kind = LineView::Kind::redemption;
    view.points = -redemption.total();
    XF_ASSIGN(view.title, goods_list(place, redemption));
    XF_ASSIGN(view.who, name_or_empty(devices::find(place, line.key.device)));
    XF_ASSIGN(view.person, actor_name(place, line.header.actor));
    return view;
}

Result<View> present_balance(const PresentContext& context) {
    const store::Place place = context.village.place();
    const HouseholdNo household = context.visit.household->no;
    XF_ASSIGN(const points::Standing standing, points::standing(place, household));
    BalanceView view;
    view.available = standing.posted;
    view.score = standing.score;
    XF_ASSIGN(const auto lines, points::history(place, household, kLinesShown));
    for (const points::Line& line : lines) {
        LineView shown;
        shown.at = line.header.time;
        shown.state = state_of(line.verdict);
        shown.reason = reason_of(line.verdict);
        const bool award = line.header.type == points::kAwardType;
        XF_ASSIGN(shown, award ? present_award(place, line, std::move(shown))
                               : present_redemption(place, line, std::move(shown)));
        view.lines.push_back(std::move(shown));
    }
    return View(std::move(view));
}

// ---- Counter ------------------------------------------------------------------------------------

Result<View> present_counter(const PresentContext& context) {
    const store::Place place = context.village.place();
    CounterView view;
    XF_ASSIGN(const auto catalogue, shop::catalogue(place));
    for (const shop::Goods& goods : catalogue) {
        const auto chosen = context.visit.basket.find(goods.no);
        const std::uint32_t quantity = chosen == context.visit.basket.end() ? 0 : chosen->second;
        view.goods.push_back(
            {goods.no, goods.name, goods.unit, goods.price, goods.stock, goods.service, quantity});
    }
    XF_ASSIGN(const Spendable points, spendable(context.village, context.visit.household->no));
    view.available = points.available;
    view.spendable_here = points.here;
    XF_ASSIGN(view.total, basket_total(context.village, context.visit));
    view.waiting_for_hub = context.visit.waiting_for_hub;
    view.can_confirm = view.total > Points{} && view.total <= points.here && !view.waiting_for_hub;
    return View(std::move(view));
}

Result<View> present_receipt(const PresentContext& context, const DeviceIdentity& identity) {
    const store::Place place = context.village.place();
    const EventKey key = *context.visit.redemption;
    XF_ASSIGN(const auto stored, context.village.log.store().find(key));
    if (!stored) return Error{ErrorCode::internal, "a receipt without its event"};
    XF_ASSIGN(const Header header, stored->event.parsed());
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(header));
    ReceiptView view;
    view.number = number_of(key);
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
    XF_ASSIGN(view.qr, receipt_qr(context.village, identity, key));
    return View(std::move(view));
}

// ---- Requests -----------------------------------------------------------------------------------

/// The first characters, cut at a character's end.
std::string summary_of(const std::string& text) {
    if (text.size() <= kSummaryBytes) return text;
    std::size_t end = kSummaryBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

RequestState state_of(requests::State state) { return static_cast<RequestState>(state); }
static_assert(static_cast<int>(requests::State::reopened) ==
              static_cast<int>(RequestState::reopened));
static_assert(requests::kCategories == kRequestCategories);

Result<RequestItem> present_item(const store::Place& place, const requests::Request& request) {
    RequestItem item;
    item.id = request.id;
    item.number = number_of(request.id);
    item.category = static_cast<RequestCategory>(request.category);
    item.state = state_of(request.state);
    item.record = RecordState::reported;
    if (!request.steps.empty()) {
        item.summary = summary_of(request.steps.front().text);
        item.at = request.steps.front().at;
        item.record = state_of(request.steps.back().verdict);
    }
    XF_ASSIGN(item.person, name_or_empty(people::person(place, request.person)));
    return item;
}

Result<View> present_requests(const PresentContext& context) {
    const store::Place place = context.village.place();
    std::optional<PersonNo> person;
    if (!context.visit.staff) person = context.visit.person;
    XF_ASSIGN(const auto found, requests::list(place, person, kRequestsShown));
    RequestsView view;
    for (const requests::Request& request : found) {
        XF_ASSIGN(RequestItem item, present_item(place, request));
        view.items.push_back(std::move(item));
    }
    return View(std::move(view));
}

Result<View> present_request(const PresentContext& context) {
    const store::Place place = context.village.place();
    XF_ASSIGN(const requests::Request request, requests::find(place, *context.visit.request));
    RequestView view;
    XF_ASSIGN(view.item, present_item(place, request));
    for (const requests::StepRow& step : request.steps) {
        XF_ASSIGN(std::string who, actor_name(place, step.actor));
        view.steps.push_back({state_of(step.state), std::move(who), step.at, step.text,
                              state_of(step.verdict), reason_of(step.verdict)});
    }
    const bool staff = context.visit.staff.has_value();
    const auto allows = [&](std::uint32_t type) {
        return requests::next_state(request.state, type).ok();
    };
    view.can_accept = staff && allows(requests::kAcceptedType);
    view.can_finish = staff && allows(requests::kFinishedType);
    view.can_close = context.visit.person == request.person && allows(requests::kClosedType);
    return View(std::move(view));
}

// ---- Notices ------------------------------------------------------------------------------------

Result<View> present_notices(const PresentContext& context) {
    Village& village = context.village;
    NoticesView view;
    view.log = village.replica.state();
    XF_ASSIGN(view.items,
              disclosure::list_notices(village.log.store().db(), village.log.shard().no));
    return View(std::move(view));
}

Result<View> present_document(const PresentContext& context) {
    Village& village = context.village;
    XF_ASSIGN(disclosure::Document document,
              disclosure::read_notice(village.log.store().db(), village.log.shard().no,
                                      context.visit.leaf));
    DocumentView view;
    view.item = std::move(document.item);
    view.log = village.replica.state();
    view.document_hash = std::move(document.hash);
    view.withdrawn = std::move(document.withdrawn);
    view.blocks = std::move(document.blocks);
    return View(std::move(view));
}

}  // namespace

Result<Spendable> spendable(Village& village, HouseholdNo household) {
    const store::Place place = village.place();
    XF_ASSIGN(const points::Standing standing, points::standing(place, household));
    XF_ASSIGN(const Points held,
              points::holding(place, household, village.log.own().no, village.log.own().epoch));
    return Spendable{standing.posted, held};
}

Result<Points> basket_total(Village& village, const Visit& visit) {
    Points total;
    for (const auto& [no, quantity] : visit.basket) {
        XF_ASSIGN(const shop::Goods goods, shop::find(village.place(), no));
        total += goods.price * quantity;
    }
    return total;
}

Result<std::string> receipt_qr(Village& village, const DeviceIdentity& identity,
                               const EventKey& key) {
    XF_ASSIGN(const auto stored, village.log.store().find(key));
    if (!stored) return ErrorCode::unknown_reference;
    XF_ASSIGN(const Hash previous, village.log.chain_before(key.seq));
    cbor::Writer signed_part;
    signed_part.uint(village.log.shard().no.value)
        .uint(key.device.value)
        .uint(key.epoch.value)
        .uint(key.seq.value)
        .bytes(stored->event.header)
        .bytes(previous);
    Bytes message;
    append(message, as_bytes("xinfeng/receipt/1"));
    message.push_back(0);
    append(message, signed_part.out());
    cbor::Writer out;
    out.array(7).raw(signed_part.out()).bytes(identity.key.sign(message).bytes);
    return "XFR1:" + to_base32(out.out());
}

Result<View> present(const PresentContext& context, const DeviceIdentity& identity) {
    switch (context.visit.page) {
        case Page::home:
            return present_home(context);
        case Page::identify:
            return present_identify(context);
        case Page::balance:
            return present_balance(context);
        case Page::counter:
            return present_counter(context);
        case Page::receipt:
            return present_receipt(context, identity);
        case Page::requests:
            return present_requests(context);
        case Page::request_form:
            return View(RequestFormView{context.visit.category});
        case Page::request:
            return present_request(context);
        case Page::notices:
            return present_notices(context);
        case Page::document:
            return present_document(context);
    }
    return present_home(context);
}

}  // namespace xf::app
