#include "shared/app/request_view.hpp"

#include "shared/app/claim_pages.hpp"
#include "shared/app/context.hpp"
#include "shared/app/wording.hpp"

namespace xf::app {
namespace {

static_assert(requests::kCategories == kRequestCategories && requests::kStates == kRequestStates);
static_assert(static_cast<int>(requests::State::handed_on) ==
              static_cast<int>(RequestState::handed_on));
static_assert(static_cast<int>(requests::Level::county) == static_cast<int>(RequestLevel::county));
static_assert(static_cast<int>(requests::Answer::not_solved) ==
              static_cast<int>(RequestAnswer::not_solved));
static_assert(static_cast<int>(requests::Cause::other) == static_cast<int>(RequestCause::other));

RequestState shown(requests::State state) { return static_cast<RequestState>(state); }
RequestLevel shown(requests::Level level) { return static_cast<RequestLevel>(level); }

Result<RequestStep> present_step(const Context& context, const requests::Request& request,
                                 const requests::StepRow& step) {
    RequestStep out;
    out.state = step.state ? shown(*step.state) : RequestState::visited;
    XF_ASSIGN(out.who, actor_name(context.place(), step.actor));
    out.at = step.at;
    out.text = step.said.text;
    XF_ASSIGN(out.pictures, present_pictures(context, step.said.pictures));
    out.record = state_of(step.verdict);
    out.reason = reason_of(step.verdict);
    if (step.to) out.to = shown(*step.to);
    if (step.answer) out.answer = static_cast<RequestAnswer>(*step.answer);
    out.cause = static_cast<RequestCause>(step.cause);
    out.by_resident = !step.actor.staff();
    out.day_only = request.anonymous() && out.by_resident;
    return out;
}

/// What staff may do, by the same rules that judge it.
Status offer_to_staff(const Context& context, const requests::Request& request, RequestView& view) {
    XF_ASSIGN(const auto roles, context.staff_roles());
    if (!roles) return {};
    const auto party =
        requests::party_of(store::Actor::of(context.visit.staff->no), *roles, request.person);
    const auto allows = [&](const requests::Move& move) {
        return requests::next(request.standing, move, party).ok();
    };
    view.can_accept = allows({requests::kAcceptedType});
    view.can_finish = allows({requests::kFinishedType});
    view.can_visit = allows({requests::kVisitedType});
    for (std::uint32_t i = requests::kLevels; i-- > 0;) {
        const auto level = static_cast<requests::Level>(i);
        if (allows({requests::kHandedOnType, level})) view.can_hand_to.push_back(shown(level));
    }
    return {};
}

}  // namespace

Result<RequestItem> request_item(const store::Place& place, const requests::Request& request,
                                 Day today) {
    RequestItem item;
    item.id = request.id;
    item.number = number_of(request.id);
    item.category = static_cast<RequestCategory>(request.category);
    item.state = shown(request.standing.state);
    item.level = shown(request.standing.level);
    item.record = RecordState::reported;
    item.anonymous = request.anonymous();
    if (!request.steps.empty()) {
        item.summary = summary_of(request.steps.front().said.text);
        item.at = request.steps.front().at;
        item.record = state_of(request.steps.back().verdict);
    }
    item.due = request.due();
    if (item.due) item.days_left = item.due->days - today.days;
    const requests::StepRow* last = request.last_move();
    if (last && last->state == requests::State::accepted) {
        XF_ASSIGN(item.holder, actor_name(place, last->actor));
    }
    if (!item.anonymous) {
        XF_ASSIGN(item.person, name_or_empty(people::person(place, request.person)));
    }
    return item;
}

Result<View> present_request(const Context& context, const EventKey& id) {
    const store::Place place = context.place();
    XF_ASSIGN(const requests::Request request, requests::find(place, id));
    RequestView view;
    XF_ASSIGN(view.item, request_item(place, request, context.today()));
    for (const requests::StepRow& step : request.steps) {
        XF_ASSIGN(RequestStep shown_step, present_step(context, request, step));
        view.steps.push_back(std::move(shown_step));
    }
    XF_TRY(offer_to_staff(context, request, view));
    const auto here = context.visit.subject();
    view.can_close =
        here == request.person &&
        requests::next(request.standing, {requests::kAnsweredType}, requests::Party::resident).ok();
    return View(std::move(view));
}

}  // namespace xf::app
