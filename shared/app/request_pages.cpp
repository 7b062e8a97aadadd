#include "shared/app/request_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/desk_lists.hpp"
#include "shared/app/visitor_store.hpp"
#include "shared/app/wording.hpp"
#include "shared/base/limits.hpp"
#include "shared/requests/feature.hpp"

namespace xf::app {
namespace {

constexpr std::size_t kRequestsShown = 200;

RequestState shown(requests::State state) { return static_cast<RequestState>(state); }
static_assert(static_cast<int>(requests::State::reopened) ==
              static_cast<int>(RequestState::reopened));
static_assert(requests::kCategories == kRequestCategories);
/// Of RequestState.
constexpr std::uint32_t kRequestStates = 5;

Status check_text(const std::string& text) {
    if (text.empty()) return ErrorCode::nothing_entered;
    if (text.size() > limits::kTextBytes) return ErrorCode::too_large;
    return {};
}

/// `text`: for steps that say something.
Status take_step(Context& context, std::uint32_t type, const std::string* text) {
    const auto* page = context.page<RequestPage>();
    if (!page) return {};
    if (text) XF_TRY(check_text(*text));
    XF_ASSIGN(const requests::Request request, requests::find(context.place(), page->request));
    const requests::Step step{request.person, request.id};
    std::optional<store::Body> body;
    if (text) body = context.new_body(requests::text_content(*text));
    XF_ASSIGN(const EventKey key, context.act(type, step.data(), std::move(body)));
    static_cast<void>(key);
    return {};
}

Result<RequestItem> present_item(const store::Place& place, const requests::Request& request) {
    RequestItem item;
    item.id = request.id;
    item.number = number_of(request.id);
    item.category = static_cast<RequestCategory>(request.category);
    item.state = shown(request.state);
    item.record = RecordState::reported;
    if (!request.steps.empty()) {
        item.summary = summary_of(request.steps.front().text);
        item.at = request.steps.front().at;
        item.record = state_of(request.steps.back().verdict);
    }
    XF_ASSIGN(item.person, name_or_empty(people::person(place, request.person)));
    return item;
}

}  // namespace

Status handle(Context& context, const ChooseCategory& command) {
    if (context.page<RequestCategoryPage>()) context.go(RequestFormPage{command.category});
    return {};
}

Status handle(Context& context, const FileRequest& command) {
    const auto* page = context.page<RequestFormPage>();
    if (!page || !context.visit.person) return {};
    XF_TRY(check_text(command.text));
    const requests::Filed filed{*context.visit.person, static_cast<std::uint32_t>(page->category)};
    XF_ASSIGN(const EventKey key,
              context.act(requests::kFiledType, filed.data(),
                          context.new_body(requests::text_content(command.text))));
    context.go(RequestPage{key});
    return {};
}

Status handle(Context& context, const FileKept& command) {
    if (!context.visit.person) return {};
    store::Database& db = context.village.log.store().db();
    XF_ASSIGN(const auto kept, VisitorStore(db).kept(context.village.log, *context.visit.person));
    for (const KeptRequest& request : kept) {
        if (request.id != command.id) continue;
        const requests::Filed filed{request.person, request.category};
        XF_ASSIGN(const EventKey key,
                  context.act(requests::kFiledType, filed.data(),
                              context.new_body(requests::text_content(request.text))));
        static_cast<void>(key);
        return VisitorStore(db).drop(request.id);
    }
    return {};
}

Status handle(Context& context, const DropKept& command) {
    if (!context.page<RequestsPage>()) return {};
    return VisitorStore(context.village.log.store().db()).drop(command.id);
}

Status handle(Context& context, const OpenRequest& command) {
    if (context.page<RequestsPage>()) context.go(RequestPage{command.id});
    return {};
}

Status handle(Context& context, const AcceptRequest&) {
    return take_step(context, requests::kAcceptedType, nullptr);
}

Status handle(Context& context, const FinishRequest& command) {
    return take_step(context, requests::kFinishedType, &command.text);
}

Status handle(Context& context, const CloseRequest&) {
    return take_step(context, requests::kClosedType, nullptr);
}

Status handle(Context& context, const ReopenRequest& command) {
    return take_step(context, requests::kReopenedType, &command.reason);
}

namespace {

/// Everybody's, for staff.
Result<View> present_desk(const store::Place& place, const ListState& list) {
    XF_ASSIGN(ListChooser grids, grid_chooser(place));
    const RequestFilter filter{list.value(0), list.value(1), list.value(2), list.search,
                               list.value(3) != 0};
    XF_ASSIGN(const auto found, find_requests(place, filter, {list.first, kListPage}));
    RequestsView view;
    for (const EventKey& id : found.rows) {
        XF_ASSIGN(const requests::Request request, requests::find(place, id));
        XF_ASSIGN(RequestItem item, present_item(place, request));
        view.items.push_back(std::move(item));
    }
    std::vector<ListChooser> choosers = {chooser_of(Choosing::request_state, kRequestStates),
                                         chooser_of(Choosing::category, kRequestCategories),
                                         std::move(grids), chooser_of(Choosing::request_order, 1)};
    view.controls = controls_of(list, std::move(choosers), view.items.size(), found.total);
    return View(std::move(view));
}

}  // namespace

Result<View> present(const Context& context, const RequestsPage& page) {
    if (context.visit.staff) return present_desk(context.place(), page.list);
    XF_ASSIGN(const auto found,
              requests::list(context.place(), context.visit.person, kRequestsShown));
    RequestsView view;
    for (const requests::Request& request : found) {
        XF_ASSIGN(RequestItem item, present_item(context.place(), request));
        view.items.push_back(std::move(item));
    }
    if (context.village.visitor() && context.visit.person) {
        const VisitorStore kept_texts(context.place().db);
        XF_ASSIGN(const auto kept, kept_texts.kept(context.village.log, *context.visit.person));
        if (!kept.empty()) view.kept = KeptText{kept.front().id, kept.front().text};
    }
    return View(std::move(view));
}

Result<View> present(const Context&, const RequestCategoryPage&) {
    return View(RequestFormView{std::nullopt});
}

Result<View> present(const Context&, const RequestFormPage& page) {
    return View(RequestFormView{page.category});
}

Result<View> present(const Context& context, const RequestPage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(const requests::Request request, requests::find(place, page.request));
    RequestView view;
    XF_ASSIGN(view.item, present_item(place, request));
    for (const requests::StepRow& step : request.steps) {
        XF_ASSIGN(std::string who, actor_name(place, step.actor));
        view.steps.push_back({shown(step.state), std::move(who), step.at, step.text,
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

}  // namespace xf::app
