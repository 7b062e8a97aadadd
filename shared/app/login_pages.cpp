#include "shared/app/login_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/login_client.hpp"
#include "shared/base/limits.hpp"

namespace xf::app {
namespace {

using Step = LoginView::Step;

constexpr std::size_t kNumberDigits = 9;  // all of them fit 32 bits

std::string* typed(LoginPage& page) {
    if (page.step == Step::number) return &page.number;
    return page.step == Step::pin ? &page.pin : nullptr;
}

sync::Login login_of(const Context& context, const LoginPage& page) {
    sync::Login out;
    out.shard = context.village.log.shard().no;
    out.browser = context.identity.uuid;
    out.key = context.identity.key.public_key();
    out.remember = page.remember;
    if (page.card) {
        out.card = page.card->number;
        out.card_proof = page.card->proof();
        out.mac = sync::login_mac(page.card->verifier(page.pin), out.key);
    } else {
        for (const char digit : page.number)
            out.card = out.card * 10 + static_cast<std::uint32_t>(digit - '0');
        out.pin = page.pin;
    }
    return out;
}

}  // namespace

std::variant<HomePage, LoginPage> LoginPage::parent() const {
    if (step != Step::pin || card) return HomePage{};
    LoginPage out;
    out.number = number;
    out.remember = remember;
    return out;
}

Result<View> present(const Context& context, const LoginPage& page) {
    LoginView view;
    // Whoever comes back to it once logged in waits for the household's data.
    view.step = context.village.visitor() ? Step::loading : page.step;
    view.number = page.number;
    view.scanned = page.card.has_value();
    view.digits = static_cast<std::uint8_t>(page.pin.size());
    view.remember = page.remember;
    return View(view);
}

Status handle(Context& context, const LoginDigit& command) {
    auto* page = context.page<LoginPage>();
    std::string* const digits = page ? typed(*page) : nullptr;
    if (!digits || command.digit > 9) return {};
    const bool pin = page->step == Step::pin;
    if (digits->size() >= (pin ? limits::kPinDigits : kNumberDigits)) return {};
    context.visit.message.reset();
    *digits += static_cast<char>('0' + command.digit);
    if (!pin || digits->size() < limits::kPinDigits) return {};
    context.login.log_in(login_of(context, *page), context.identity.key);
    page->pin.clear();
    page->step = Step::checking;
    return {};
}

Status handle(Context& context, const LoginErase&) {
    auto* page = context.page<LoginPage>();
    std::string* const digits = page ? typed(*page) : nullptr;
    if (digits && !digits->empty()) digits->pop_back();
    return {};
}

Status handle(Context& context, const LoginNext&) {
    auto* page = context.page<LoginPage>();
    if (!page || page->step != Step::number) return {};
    if (page->number.empty()) return ErrorCode::nothing_entered;
    page->step = Step::pin;
    return {};
}

Status handle(Context& context, const SetRemember& command) {
    if (auto* page = context.page<LoginPage>()) page->remember = command.on;
    return {};
}

}  // namespace xf::app
