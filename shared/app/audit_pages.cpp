#include "shared/app/audit_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/desk_lists.hpp"
#include "shared/app/registry.hpp"
#include "shared/app/wording.hpp"
#include "shared/devices/feature.hpp"

namespace xf::app {
namespace {

using namespace store;

// In the order of the choosers.
enum Chooser : std::size_t { kArea, kPeriod };

constexpr std::uint32_t kPeriods[] = {0, 1, 7, 30};  ///< days up to today; 0: all
constexpr std::int64_t kDaySeconds = 86'400;

AuditMethod shown(AuthMethod method) {
    switch (method) {
        case AuthMethod::card_and_pin:
            return AuditMethod::card_and_pin;
        case AuthMethod::staff_pin:
            return AuditMethod::staff_pin;
        case AuthMethod::hub:
            return AuditMethod::hub;
        case AuthMethod::claim_code:
            return AuditMethod::claim_code;
        case AuthMethod::none:
            break;
    }
    return AuditMethod::none;
}

Status name_actor(const store::Place& place, const Actor& actor, AuditItem& item) {
    if (const auto no = actor.staff()) {
        const auto staff = people::staff(place, *no);
        XF_ASSIGN(item.who, name_or_empty(staff));
        if (staff.ok()) item.post = staff->post;
    }
    if (const auto no = actor.person()) {
        const auto person = people::person(place, *no);
        XF_ASSIGN(item.who, name_or_empty(person));
        if (!person.ok()) return {};
        XF_ASSIGN(item.post, name_or_empty(people::household(place, person->household)));
    }
    return {};
}

/// The household that the record is about, where it is about one.
Result<std::string> household_name(const store::Place& place,
                                   const std::optional<Position>& position, const Header& header,
                                   const EventType* type) {
    auto scope = position ? Result<Scope>(position->scope)
                 : type   ? scope_of(type->scope, header)
                          : Result<Scope>(ErrorCode::unknown_type);
    if (!scope.ok()) return std::string();
    if (scope->kind == ScopeKind::household)
        return name_or_empty(people::household(place, HouseholdNo{scope->subject}));
    if (scope->kind != ScopeKind::person) return std::string();
    const auto person = people::person(place, PersonNo{scope->subject});
    if (!person.ok()) return name_or_empty(person);
    return name_or_empty(people::household(place, person->household));
}

Result<AuditItem> present_item(const store::Place& place, const StoredEvent& stored) {
    XF_ASSIGN(const Header header, stored.event.parsed());
    const auto known = registry().find(header.type);
    AuditItem item;
    item.key = stored.key;
    item.number = number_of(stored.key);
    if (known) {
        item.event = known->type->name;
        item.area = known->feature->name;
    }
    XF_TRY(name_actor(place, header.actor, item));
    XF_ASSIGN(item.household,
              household_name(place, stored.position, header, known ? known->type : nullptr));
    item.at = header.time;
    if (stored.key.device != kHubDevice) {
        XF_ASSIGN(item.device, name_or_empty(devices::find(place, stored.key.device)));
    }
    item.method = shown(header.auth);
    const auto verdict = stored.position ? std::optional(stored.position->verdict) : std::nullopt;
    item.state = state_of(verdict);
    item.reason = reason_of(verdict);
    return item;
}

/// The features that have events, by their places in the list of all.
ListChooser area_chooser() {
    ListChooser out{Choosing::area, {{0, {}}}, 0};
    std::uint32_t place = 0;
    for (const Feature* feature : registry().features()) {
        ++place;
        if (!feature->types.empty()) out.choices.push_back({place, std::string(feature->name)});
    }
    return out;
}

ListChooser period_chooser() {
    ListChooser out{Choosing::period, {}, 0};
    for (const std::uint32_t days : kPeriods) out.choices.push_back({days, {}});
    return out;
}

EventFilter filter_of(const ListState& list, UnixTime now) {
    EventFilter filter;
    filter.search = list.search;
    const auto& features = registry().features();
    const std::uint32_t area = list.value(kArea);
    if (area > 0 && area <= features.size())
        for (const EventType& type : features[area - 1]->types) filter.types.push_back(type.number);
    if (const std::uint32_t days = list.value(kPeriod); days > 0) {
        const std::int64_t first = std::int64_t{china_day(now).days} - days + 1;
        filter.since = UnixTime{first * kDaySeconds - kChinaOffsetSeconds};
    }
    return filter;
}

}  // namespace

Result<View> present(const Context& context, const AuditPage& page) {
    const store::Place place = context.place();
    const EventFilter filter = filter_of(page.list, context.ports.clock.now());
    XF_ASSIGN(const auto found, find_events(place, filter, {page.list.first, kListPage}));
    AuditView view;
    for (const StoredEvent& stored : found.rows) {
        XF_ASSIGN(AuditItem item, present_item(place, stored));
        view.items.push_back(std::move(item));
    }
    view.controls =
        controls_of(page.list, {area_chooser(), period_chooser()}, view.items.size(), found.total);
    return View(std::move(view));
}

}  // namespace xf::app
