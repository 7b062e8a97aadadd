#include "shared/app/claim_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/wording.hpp"
#include "shared/requests/feature.hpp"

namespace xf::app {

static_assert(kClaimCharacters == requests::kClaimAlphabet &&
              kClaimLength == requests::kClaimCodeLength);

Status file_anonymously(Context& context, const AnonymousFormPage& page, const std::string& text) {
    const std::string code = requests::new_claim_code(context.ports.random);
    const auto claim = requests::Claim::from(code, context.village.log.shard().uuid);
    if (!claim) return Error{ErrorCode::internal, "a new claim code is none"};
    const requests::FiledAnonymously filed{claim->pseudonym(),
                                           static_cast<std::uint32_t>(page.category), claim->key(),
                                           claim->proof_check()};
    const Bytes data = filed.data();
    store::Header header;
    header.type = requests::kFiledAnonymouslyType;
    header.time = context.today_only();
    header.data = data;
    const requests::Said said{text, references_to(page.pictures)};
    XF_ASSIGN(const EventKey key,
              context.commit(header, context.new_body(said.content()), page.pictures));
    context.go(ClaimCodePage{code, key});
    return {};
}

Result<std::optional<EventKey>> claimed_request(const store::Place& place,
                                                const requests::Claim& claim) {
    const auto key = requests::claim_key(place, claim.pseudonym());
    if (!key.ok() && store::is_fault(key.error().code)) return key.error();
    if (!key.ok() || *key != claim.key()) return std::optional<EventKey>();
    XF_ASSIGN(const auto found, requests::list(place, claim.pseudonym(), 1));
    return found.empty() ? std::optional<EventKey>() : std::optional(found[0].id);
}

Result<View> present(const Context&, const AnonymousCategoryPage&) {
    return View(RequestFormView{std::nullopt, true});
}

Result<View> present(const Context& context, const AnonymousFormPage& page) {
    RequestFormView view{page.category, true};
    XF_ASSIGN(view.pictures, present_draft(context, page.pictures));
    return View(std::move(view));
}

Result<View> present(const Context& context, const ClaimCodePage& page) {
    XF_ASSIGN(const requests::Request request, requests::find(context.place(), page.request));
    return View(ClaimCodeView{page.code, state_of(request.steps.front().verdict)});
}

Result<View> present(const Context&, const ClaimEntryPage& page) {
    return View(ClaimEntryView{page.code, page.step});
}

Result<View> present(const Context& context, const ClaimedPage& page) {
    return present_request(context, page.request);
}

}  // namespace xf::app
