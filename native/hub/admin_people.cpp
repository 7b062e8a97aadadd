// What is done with people's data at their wish, as an operator's commands ask for it. Only for who owns
// the hub's folder: an admin code over the network does not open it.
#include "native/hub/admin_routes.hpp"
#include "native/hub/json_reader.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

HttpReply reply_of(const Result<nlohmann::json>& answer) {
    if (!answer.ok()) return HttpReply::of(answer.error().code, answer.error().detail);
    return HttpReply::of("application/json", answer->dump() + "\n");
}

struct Wish {
    std::string village;
    DataSubject subject;
};

template <typename No>
Result<std::optional<No>> number_field(JsonObject& object, std::string_view name) {
    const auto value = object.optional_field(name);
    if (!value) return std::optional<No>();
    XF_ASSIGN(const std::int64_t number, value->integer(1, UINT32_MAX));
    return std::optional(No{static_cast<std::uint32_t>(number)});
}

Result<Wish> read_wish(std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    Wish out;
    XF_ASSIGN(const JsonValue village, object.field("village"));
    XF_ASSIGN(out.village, village.text(limits::kNameBytes));
    XF_ASSIGN(out.subject.person, number_field<PersonNo>(object, "person"));
    XF_ASSIGN(out.subject.household, number_field<HouseholdNo>(object, "household"));
    XF_TRY(object.finish());
    if (out.subject.person.has_value() == out.subject.household.has_value())
        return object.wrong("names a person, or a household");
    return out;
}

}  // namespace

Result<nlohmann::json> erase_person(HubApp& app, std::string_view body) {
    XF_ASSIGN(const Wish wish, read_wish(body));
    XF_ASSIGN(const auto erased, app.erase(wish.village, wish.subject));
    nlohmann::json out = nlohmann::json::array();
    for (const privacy::Erased& one : erased)
        out.push_back({one.household.value, one.person.value});
    return nlohmann::json{{"erased", std::move(out)}};
}

Result<nlohmann::json> export_person(HubApp& app, std::string_view body) {
    XF_ASSIGN(const Wish wish, read_wish(body));
    XF_ASSIGN(const nlohmann::ordered_json document, app.export_people(wish.village, wish.subject));
    return nlohmann::json{{"text", document.dump(2) + "\n"}};
}

HttpReply AdminRoutes::erase_person(const HttpRequest& request) const {
    if (!request.peer.local_socket) return HttpReply::of(ErrorCode::not_permitted);
    return reply_of(hub::erase_person(*app_, as_text(request.body)));
}

HttpReply AdminRoutes::export_person(const HttpRequest& request) const {
    if (!request.peer.local_socket) return HttpReply::of(ErrorCode::not_permitted);
    return reply_of(hub::export_person(*app_, as_text(request.body)));
}

}  // namespace xf::hub
