// Requests without a name: filed by nobody who is signed in, and found again by their claim code. The
// keys of a code and what they open are the client's own (client_claim.cpp): they begin and end a visit.
#pragma once

#include "shared/app/request_pages.hpp"
#include "shared/requests/claim.hpp"

namespace xf::app {

struct AnonymousCategoryPage {
    static constexpr bool kSignedIn = false;
    using Parent = RequestStartPage;
};

struct AnonymousFormPage {
    static constexpr bool kSignedIn = false;
    static constexpr bool kWriting = true;
    using Parent = AnonymousCategoryPage;

    RequestCategory category = RequestCategory::other;
    DraftPictures pictures = {};
};

/// The only place where a claim code ever stands: gone with the page.
struct ClaimCodePage {
    static constexpr bool kSignedIn = false;
    static constexpr bool kWriting = true;
    using Parent = HomePage;

    std::string code;
    EventKey request;
};

struct ClaimEntryPage {
    static constexpr bool kSignedIn = false;
    static constexpr bool kWriting = true;
    using Parent = RequestStartPage;

    std::string code = {};  ///< as far as it was entered
    ClaimEntryView::Step step = ClaimEntryView::Step::typing;
    std::uint64_t asked_after = 0;  ///< exchanges that had ended when the hub was asked
};

/// The request that a claim code opened.
struct ClaimedPage {
    static constexpr bool kSignedIn = false;
    using Parent = RequestStartPage;

    EventKey request;
};

Result<View> present(const Context& context, const AnonymousCategoryPage& page);
Result<View> present(const Context& context, const AnonymousFormPage& page);
Result<View> present(const Context& context, const ClaimCodePage& page);
Result<View> present(const Context& context, const ClaimEntryPage& page);
Result<View> present(const Context& context, const ClaimedPage& page);

/// Files what nobody in particular says, under a new claim code, which is shown then.
Status file_anonymously(Context& context, const AnonymousFormPage& page, const std::string& text);

/// The request of that claim, where it is here.
Result<std::optional<EventKey>> claimed_request(const store::Place& place,
                                                const requests::Claim& claim);

}  // namespace xf::app
