#include "shared/app/request_pages.hpp"

#include "shared/app/claim_pages.hpp"
#include "shared/app/context.hpp"
#include "shared/app/desk_lists.hpp"
#include "shared/app/request_view.hpp"
#include "shared/app/wording.hpp"
#include "shared/base/limits.hpp"
#include "shared/requests/figures.hpp"

namespace xf::app {
namespace {

constexpr std::size_t kRequestsShown = 200;

Status check_text(const std::string& text) {
    if (text.empty()) return ErrorCode::nothing_entered;
    if (text.size() > limits::kTextBytes) return ErrorCode::too_large;
    return {};
}

/// The request that is open: of who is signed in, of staff, or of a claim code.
Result<std::optional<requests::Request>> open_request(const Context& context) {
    const auto* page = context.page<RequestPage>();
    const auto* claimed = context.page<ClaimedPage>();
    if (!page && !claimed) return std::optional<requests::Request>();
    XF_ASSIGN(requests::Request request,
              requests::find(context.place(), page ? page->request : claimed->request));
    return std::optional(std::move(request));
}

Status act(Context& context, std::uint32_t type, const Bytes& data,
           std::optional<store::Body> body) {
    XF_ASSIGN(const EventKey key, context.act(type, data, std::move(body)));
    static_cast<void>(key);
    return {};
}

store::Body words(Context& context, const std::string& text) {
    return context.new_body(requests::Said{text}.content());
}

/// The resident's word on the result that they were asked about.
Status answer(Context& context, requests::Answer said, requests::Cause cause,
              const std::string& text) {
    XF_ASSIGN(const auto request, open_request(context));
    if (!request || !request->last_move()) return {};
    requests::Answered answered{
        {request->person, request->id}, request->last_move()->key, said, cause, std::nullopt};
    store::Body body = words(context, text);
    if (context.visit.claim) context.visit.claim->sign(answered, body.commitment());
    return act(context, requests::kAnsweredType, answered.data(), std::move(body));
}

/// The days that a figure is about.
std::pair<Day, Day> days_of(FiguresPeriod period, Day today) {
    const CivilDate date = civil(today);
    switch (period) {
        case FiguresPeriod::month:
            return {day_of({date.year, date.month, 1}), today};
        case FiguresPeriod::year:
            return {day_of({date.year, 1, 1}), today};
        case FiguresPeriod::all:
            break;
    }
    return {Day{INT32_MIN}, Day{INT32_MAX}};
}

}  // namespace

// ---- Filing -------------------------------------------------------------------------------------

Status handle(Context& context, const ChooseCategory& command) {
    if (const auto* page = context.page<RequestCategoryPage>())
        context.go(RequestFormPage{command.category, page->behalf});
    else if (context.page<AnonymousCategoryPage>())
        context.go(AnonymousFormPage{command.category});
    return {};
}

Status handle(Context& context, const FileRequest& command) {
    const auto* page = context.page<RequestFormPage>();
    const auto* anonymous = context.page<AnonymousFormPage>();
    if (!page && !anonymous) return {};
    XF_TRY(check_text(command.text));
    if (anonymous) return file_anonymously(context, *anonymous, command.text);
    const auto person = context.visit.staff ? page->behalf : context.visit.person;
    if (!person) return {};
    const requests::Filed filed{*person, static_cast<std::uint32_t>(page->category)};
    const requests::Said said{command.text, references_to(page->pictures)};
    XF_ASSIGN(const EventKey key, context.act(requests::kFiledType, filed.data(),
                                              context.new_body(said.content()), page->pictures));
    context.go(RequestPage{key});
    return {};
}

Status handle(Context& context, const OpenBehalf&) {
    const auto* page = context.page<HouseholdPage>();
    if (page && context.visit.staff) context.go(BehalfPage{page->household});
    return {};
}

Status handle(Context& context, const FileFor& command) {
    if (context.page<BehalfPage>()) context.go(RequestCategoryPage{command.person});
    return {};
}

// ---- Steps --------------------------------------------------------------------------------------

Status handle(Context& context, const OpenRequest& command) {
    if (context.page<RequestsPage>()) context.go(RequestPage{command.id});
    return {};
}

Status handle(Context& context, const AcceptRequest&) {
    XF_ASSIGN(const auto request, open_request(context));
    if (!request) return {};
    return act(context, requests::kAcceptedType,
               requests::Step{request->person, request->id}.data(), std::nullopt);
}

Status handle(Context& context, const FinishRequest& command) {
    XF_TRY(check_text(command.text));
    XF_ASSIGN(const auto request, open_request(context));
    if (!request) return {};
    return act(context, requests::kFinishedType,
               requests::Step{request->person, request->id}.data(), words(context, command.text));
}

Status handle(Context& context, const HandOnRequest& command) {
    XF_TRY(check_text(command.reason));
    XF_ASSIGN(const auto request, open_request(context));
    if (!request) return {};
    const requests::HandedOn handed_on{{request->person, request->id},
                                       static_cast<requests::Level>(command.to)};
    return act(context, requests::kHandedOnType, handed_on.data(), words(context, command.reason));
}

Status handle(Context& context, const VisitRequest& command) {
    if (command.text.size() > limits::kTextBytes) return ErrorCode::too_large;
    XF_ASSIGN(const auto request, open_request(context));
    if (!request) return {};
    const requests::Visited visited{{request->person, request->id},
                                    static_cast<requests::Answer>(command.answer)};
    return act(context, requests::kVisitedType, visited.data(), words(context, command.text));
}

Status handle(Context& context, const CloseRequest& command) {
    return answer(context, command.mostly ? requests::Answer::mostly : requests::Answer::satisfied,
                  requests::Cause::none, {});
}

Status handle(Context& context, const ReopenRequest& command) {
    if (command.cause == RequestCause::none || command.cause == RequestCause::other)
        XF_TRY(check_text(command.reason));
    if (command.reason.size() > limits::kTextBytes) return ErrorCode::too_large;
    const auto cause = command.cause == RequestCause::none ? RequestCause::other : command.cause;
    return answer(context, requests::Answer::not_solved, static_cast<requests::Cause>(cause),
                  command.reason);
}

Status handle(Context& context, const ShowFigures& command) {
    if (auto* page = context.page<RequestFiguresPage>())
        page->period = command.period;
    else if (context.page<RequestsPage>() && context.visit.staff)
        context.go(RequestFiguresPage{command.period});
    return {};
}

// ---- Views --------------------------------------------------------------------------------------

namespace {

/// Everybody's, for staff.
Result<View> present_desk(const Context& context, const ListState& list) {
    const store::Place place = context.place();
    XF_ASSIGN(ListChooser grids, grid_chooser(place));
    RequestFilter filter{list.value(0), list.value(1), list.value(2), list.search,
                         list.value(3) != 0};
    filter.holding = static_cast<RequestFilter::Holding>(list.value(4));
    filter.staff = context.visit.staff->no;
    filter.today = context.today();
    XF_ASSIGN(const auto found, find_requests(place, filter, {list.first, kListPage}));
    RequestsView view;
    for (const EventKey& id : found.rows) {
        XF_ASSIGN(const requests::Request request, requests::find(place, id));
        XF_ASSIGN(RequestItem item, request_item(place, request, context.today()));
        view.items.push_back(std::move(item));
    }
    std::vector<ListChooser> choosers = {chooser_of(Choosing::request_state, kRequestStates),
                                         chooser_of(Choosing::category, kRequestCategories),
                                         std::move(grids), chooser_of(Choosing::request_order, 1),
                                         chooser_of(Choosing::request_holding, 3)};
    view.controls = controls_of(list, std::move(choosers), view.items.size(), found.total);
    XF_ASSIGN(const auto roles, context.staff_roles());
    view.can_file = (roles.value_or(0) & BehalfPage::kRoles) != 0;
    return View(std::move(view));
}

}  // namespace

Result<View> present(const Context& context, const RequestsPage& page) {
    if (context.visit.staff) return present_desk(context, page.list);
    XF_ASSIGN(const auto found,
              requests::list(context.place(), context.visit.person, kRequestsShown));
    RequestsView view;
    for (const requests::Request& request : found) {
        XF_ASSIGN(RequestItem item, request_item(context.place(), request, context.today()));
        view.items.push_back(std::move(item));
    }
    return View(std::move(view));
}

Result<View> present(const Context&, const RequestStartPage&) { return View(RequestStartView{}); }

Result<View> present(const Context& context, const BehalfPage& page) {
    XF_ASSIGN(people::Household household, people::household(context.place(), page.household));
    BehalfView view{std::move(household.name), {}};
    XF_ASSIGN(const auto persons, people::persons_of(context.place(), page.household));
    for (const people::Person& person : persons) view.persons.push_back({person.no, person.name});
    return View(std::move(view));
}

namespace {

Result<RequestFormView> form_view(const Context& context, std::optional<RequestCategory> category,
                                  std::optional<PersonNo> behalf) {
    RequestFormView view{category};
    if (behalf) {
        XF_ASSIGN(view.behalf, name_or_empty(people::person(context.place(), *behalf)));
    }
    return view;
}

}  // namespace

Result<View> present(const Context& context, const RequestCategoryPage& page) {
    XF_ASSIGN(RequestFormView view, form_view(context, std::nullopt, page.behalf));
    return View(std::move(view));
}

Result<View> present(const Context& context, const RequestFormPage& page) {
    XF_ASSIGN(RequestFormView view, form_view(context, page.category, page.behalf));
    XF_ASSIGN(view.pictures, present_draft(context, page.pictures));
    return View(std::move(view));
}

Result<View> present(const Context& context, const RequestPage& page) {
    return present_request(context, page.request);
}

Result<View> present(const Context& context, const RequestFiguresPage& page) {
    const Day today = context.today();
    const auto [from, to] = days_of(page.period, today);
    XF_ASSIGN(const requests::Figures found, requests::figures(context.place(), from, to, today));
    return View(RequestFiguresView{page.period, found.received, found.anonymous, found.finished,
                                   found.visited, found.answered, found.satisfied, found.late});
}

}  // namespace xf::app
