#include "native/hub/demo_routes.hpp"

#include "native/hub/files.hpp"
#include "native/hub/json_reader.hpp"
#include "native/hub/loopback_guard.hpp"
#include "shared/app/demo.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kDemoFileBytes = 4u << 20;
constexpr std::size_t kEntries = 20'000;

Result<std::string> text_field(JsonObject& object, std::string_view name) {
    XF_ASSIGN(const JsonValue value, object.field(name));
    return value.text(limits::kNameBytes);
}

Result<app::Demo> read_village(JsonObject& object) {
    app::Demo out;
    XF_ASSIGN(const JsonValue households, object.field("households"));
    XF_ASSIGN(const std::vector<JsonValue> cards, households.array(kEntries));
    for (const JsonValue& card : cards) {
        XF_ASSIGN(JsonObject entry, JsonObject::from(card));
        app::DemoHousehold household;
        XF_ASSIGN(household.household, text_field(entry, "household"));
        XF_ASSIGN(household.card, text_field(entry, "card"));
        XF_ASSIGN(household.pin, text_field(entry, "pin"));
        out.households.push_back(std::move(household));
    }
    XF_ASSIGN(const JsonValue staff, object.field("staff"));
    XF_ASSIGN(const std::vector<JsonValue> people, staff.array(kEntries));
    for (const JsonValue& person : people) {
        XF_ASSIGN(JsonObject entry, JsonObject::from(person));
        app::DemoStaff each;
        XF_ASSIGN(const JsonValue no, entry.field("no"));
        XF_ASSIGN(const std::int64_t number, no.integer(1, UINT32_MAX));
        each.no = StaffNo{static_cast<std::uint32_t>(number)};
        XF_ASSIGN(each.name, text_field(entry, "name"));
        XF_ASSIGN(each.pin, text_field(entry, "pin"));
        out.staff.push_back(std::move(each));
    }
    return out;
}

store::Capabilities capability_of(app::DeviceRole role) {
    switch (role) {
        case app::DeviceRole::counter:
            return store::capability::kCounter;
        case app::DeviceRole::desk:
            return store::capability::kDesk;
        case app::DeviceRole::kiosk:
        case app::DeviceRole::phone:
            break;
    }
    return store::capability::kKiosk;
}

}  // namespace

Result<DemoRoutes> DemoRoutes::load(const DataFolder& folder, HubApp& app) {
    DemoRoutes routes(app);
    XF_ASSIGN(routes.json_, read_file(folder.in("demo.json"), kDemoFileBytes));
    XF_ASSIGN(const nlohmann::json document, parse_json(routes.json_));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const JsonValue villages, object.field("villages"));
    XF_ASSIGN(const std::vector<JsonValue> entries, villages.array(kEntries));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(JsonObject village, JsonObject::from(entry));
        XF_ASSIGN(std::string slug, text_field(village, "slug"));
        XF_ASSIGN(const app::Demo demo, read_village(village));
        if (routes.first_village_.empty()) routes.first_village_ = slug;
        routes.by_village_.emplace(std::move(slug), encode(demo));
    }
    return routes;
}

Result<std::string> DemoRoutes::village_of(const HttpRequest& request) const {
    XF_TRY(require_loopback(request));
    constexpr std::string_view kName = "village=";
    if (request.query.empty()) return first_village_;
    const std::string_view query = request.query;
    const auto found =
        query.starts_with(kName) ? by_village_.find(query.substr(kName.size())) : by_village_.end();
    if (found == by_village_.end()) return ErrorCode::not_found;
    return found->first;
}

HttpReply DemoRoutes::secrets(const HttpRequest& request) const {
    const auto village = village_of(request);
    if (!village.ok()) return HttpReply::of(village.error().code);
    const Bytes& demo = by_village_.at(*village);
    return HttpReply::of(std::string(app::kDemoContentType), std::string(as_text(demo)));
}

HttpReply DemoRoutes::secrets_as_json(const HttpRequest& request) const {
    if (const Status status = require_loopback(request); !status.ok())
        return HttpReply::of(status.error().code);
    return HttpReply::of("application/json", json_);
}

HttpReply DemoRoutes::enrol_code(const HttpRequest& request) const {
    const auto village = village_of(request);
    if (!village.ok()) return HttpReply::of(village.error().code);
    const auto device = app::decode_demo_device(request.body);
    if (!device.ok()) return HttpReply::of(device.error().code);
    const auto code = app_->make_enrol_code(*village, {capability_of(device->role), device->name});
    if (!code.ok()) return HttpReply::of(code.error().code);
    return HttpReply::of("text/plain; charset=utf-8", *code);
}

}  // namespace xf::hub
