// What people do: redeem, file, answer. Each act is one event, judged here by the same rules as at
// the hub, and durable before the screen says so.

#include "shared/app/client.hpp"
#include "shared/app/presenter.hpp"
#include "shared/base/limits.hpp"
#include "shared/points/rules.hpp"
#include "shared/requests/feature.hpp"
#include "shared/shop/feature.hpp"

namespace xf::app {

/// Commits one own event of whoever is signed in.
Result<EventKey> Client::act(std::uint32_t type, ByteView data, std::optional<store::Body> body) {
    if (!village() || !visit_.signed_in()) return ErrorCode::not_signed_in;
    store::Header header;
    header.type = type;
    header.time = {std::max<std::int64_t>(ports_.clock.now().seconds, 0)};
    header.data = data;
    if (visit_.staff) {
        header.actor = store::Actor::of(visit_.staff->no);
        header.auth = store::AuthMethod::staff_pin;
    } else {
        header.actor = store::Actor::of(*visit_.person);
        header.auth = store::AuthMethod::card_and_pin;
    }
    XF_ASSIGN(store::Transaction transaction, storage_->db().begin());
    XF_ASSIGN(const EventKey key, village()->log.submit(header, std::move(body)));
    XF_TRY(transaction.commit());
    village()->driver.soon();
    changed();
    return key;
}

store::Body Client::new_body(Bytes content) {
    store::Body body;
    ports_.random.fill(body.salt);
    body.content = std::move(content);
    return body;
}

// ---- At the counter -----------------------------------------------------------------------------

void Client::on(const AddGoods& command) { check(adjust_basket(command.no, +1)); }
void Client::on(const RemoveGoods& command) { check(adjust_basket(command.no, -1)); }

Status Client::adjust_basket(GoodsNo no, int change) {
    if (visit_.page != Page::counter || !visit_.household || visit_.waiting_for_hub) return {};
    visit_.message.reset();
    changed();
    XF_ASSIGN(const shop::Goods goods, shop::find(village()->place(), no));
    const auto chosen = visit_.basket.find(no);
    const std::uint32_t now = chosen == visit_.basket.end() ? 0 : chosen->second;
    if (change < 0) {
        if (now <= 1)
            visit_.basket.erase(no);
        else
            visit_.basket[no] = now - 1;
        return {};
    }
    if (!goods.service && goods.stock <= static_cast<std::int64_t>(now))
        return ErrorCode::out_of_stock;
    if (now == limits::kQuantity || (now == 0 && visit_.basket.size() == limits::kLines))
        return ErrorCode::too_large;
    visit_.basket[no] = now + 1;

    XF_ASSIGN(const Points total, basket_total(*village(), visit_));
    XF_ASSIGN(const Spendable points, spendable(*village(), visit_.household->no));
    if (total <= points.here) return {};
    if (total <= points.available && village()->driver.online()) {
        // The household has them, only not here: while the hub can be reached, ask for more.
        village()->driver.wish({visit_.household->no, total});
        village()->driver.soon();
        return {};
    }
    visit_.message = Message{ErrorCode::over_lease, 0, points.here};
    return {};
}

void Client::on(const ConfirmRedemption&) { check(redeem()); }

Status Client::redeem() {
    if (visit_.page != Page::counter || visit_.waiting_for_hub) return {};
    if (visit_.basket.empty()) return ErrorCode::nothing_entered;
    // Where nobody promises to keep what is saved, the hub has to have it before goods are handed
    // out. The demo on its own machine is exempt, under a visible warning.
    const bool kept = config_.persistence == Persistence::durable || config_.demo.has_value();
    if (!kept && !village()->driver.online()) return ErrorCode::not_kept;

    points::Redemption redemption{visit_.household->no, {}};
    for (const auto& [no, quantity] : visit_.basket) {
        XF_ASSIGN(const shop::Goods goods, shop::find(village()->place(), no));
        redemption.lines.push_back({no, quantity, goods.price});
    }
    const auto key = act(points::kRedemptionType, redemption.data(), std::nullopt);
    if (!key.ok()) {
        if (key.error().code != ErrorCode::over_lease) return key.error();
        XF_ASSIGN(const Spendable points, spendable(*village(), visit_.household->no));
        visit_.message = Message{ErrorCode::over_lease, 0, points.here};
        return changed(), Status{};
    }
    visit_.basket.clear();
    visit_.redemption = *key;
    if (kept)
        visit_page(Page::receipt);
    else
        visit_.waiting_for_hub = true;
    return {};
}

Status Client::settle_redemption() {
    if (!visit_.waiting_for_hub || !visit_.redemption) return {};
    XF_ASSIGN(const auto stored, village()->log.store().find(*visit_.redemption));
    if (stored && stored->position) {
        visit_.waiting_for_hub = false;
        visit_page(Page::receipt);
    } else if (!village()->driver.online()) {
        visit_.message = Message{ErrorCode::no_network, 0, std::nullopt};
        changed();
    }
    return {};
}

// ---- Requests -----------------------------------------------------------------------------------

void Client::on(const ChooseCategory& command) {
    if (visit_.page != Page::request_form) return;
    visit_.category = command.category;
    changed();
}

void Client::on(const FileRequest& command) { check(file_request(command.text)); }

Status Client::file_request(const std::string& text) {
    if (visit_.page != Page::request_form || !visit_.category || !visit_.person) return {};
    if (text.empty()) return ErrorCode::nothing_entered;
    if (text.size() > limits::kTextBytes) return ErrorCode::too_large;
    const requests::Filed filed{*visit_.person, static_cast<std::uint32_t>(*visit_.category)};
    XF_ASSIGN(const EventKey key,
              act(requests::kFiledType, filed.data(), new_body(requests::text_content(text))));
    visit_.request = key;
    visit_page(Page::request);
    return {};
}

void Client::on(const OpenRequest& command) {
    if (visit_.page != Page::requests) return;
    visit_.request = command.id;
    visit_page(Page::request);
}

void Client::on(const AcceptRequest&) { check(request_step(requests::kAcceptedType, nullptr)); }

void Client::on(const FinishRequest& command) {
    check(request_step(requests::kFinishedType, &command.text));
}

void Client::on(const CloseRequest&) { check(request_step(requests::kClosedType, nullptr)); }

void Client::on(const ReopenRequest& command) {
    check(request_step(requests::kReopenedType, &command.reason));
}

/// `text`: for steps that say something.
Status Client::request_step(std::uint32_t type, const std::string* text) {
    if (visit_.page != Page::request || !visit_.request) return {};
    if (text && text->empty()) return ErrorCode::nothing_entered;
    if (text && text->size() > limits::kTextBytes) return ErrorCode::too_large;
    XF_ASSIGN(const requests::Request request, requests::find(village()->place(), *visit_.request));
    const requests::Step step{request.person, request.id};
    std::optional<store::Body> body;
    if (text) body = new_body(requests::text_content(*text));
    XF_ASSIGN(const EventKey key, act(type, step.data(), std::move(body)));
    static_cast<void>(key);
    return {};
}

}  // namespace xf::app
