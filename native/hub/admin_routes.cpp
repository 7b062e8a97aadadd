#include "native/hub/admin_routes.hpp"

#include "native/hub/files.hpp"
#include "native/hub/hub_maker.hpp"
#include "native/hub/json_reader.hpp"
#include "native/hub/loopback_guard.hpp"
#include "native/hub/role_names.hpp"
#include "shared/base/limits.hpp"
#include "shared/tlog/base64.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kJson = "application/json";

/// Whoever administrates may know what exactly was wrong.
HttpReply refusal_of(const Error& error) { return HttpReply::of(error.code, error.detail); }

Result<std::string> text_field(JsonObject& object, std::string_view name, std::size_t max_bytes) {
    XF_ASSIGN(const JsonValue value, object.field(name));
    return value.text(max_bytes);
}

Result<std::string> make_code(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const std::string village, text_field(object, "village", limits::kNameBytes));
    XF_ASSIGN(const std::string role, text_field(object, "role", limits::kNameBytes));
    XF_ASSIGN(std::string name, text_field(object, "name", limits::kNameBytes));
    XF_TRY(object.finish());
    XF_ASSIGN(const store::Capabilities capabilities, capabilities_named(role));
    return app.make_enrol_code(village, {capabilities, std::move(name)});
}

Result<std::optional<std::uint64_t>> leaf_field(JsonObject& object, std::string_view name) {
    const auto value = object.optional_field(name);
    if (!value) return std::optional<std::uint64_t>();
    XF_ASSIGN(const std::int64_t leaf, value->integer(0, INT64_MAX));
    return std::optional(static_cast<std::uint64_t>(leaf));
}

Result<std::vector<Bytes>> pictures_field(JsonObject& object) {
    std::vector<Bytes> pictures;
    const auto list = object.optional_field("pictures");
    if (!list) return pictures;
    XF_ASSIGN(const auto values, list->array(disclosure::kPapers));
    for (const JsonValue& value : values) {
        XF_ASSIGN(const std::string text, value.text(limits::kPaperBytes * 4 / 3 + 4));
        auto picture = tlog::from_base64(text);
        if (!picture.ok()) return value.wrong("is no base64");
        pictures.push_back(*std::move(picture));
    }
    return pictures;
}

Result<MadeLeaf> import(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const std::string village, text_field(object, "village", limits::kNameBytes));
    OfficialText official;
    XF_ASSIGN(official.text, text_field(object, "text", limits::kDocumentBytes));
    XF_ASSIGN(official.pictures, pictures_field(object));
    XF_ASSIGN(official.supersedes, leaf_field(object, "supersedes"));
    XF_TRY(object.finish());
    return app.import_notice(village, official);
}

Result<MadeLeaf> withdraw(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const std::string village, text_field(object, "village", limits::kNameBytes));
    XF_ASSIGN(const auto leaf, leaf_field(object, "leaf"));
    if (!leaf) return object.wrong("has no leaf");
    std::string reason;
    if (const auto value = object.optional_field("reason")) {
        XF_ASSIGN(reason, value->text(disclosure::kTitleBytes));
    }
    XF_TRY(object.finish());
    return app.withdraw_notice(village, *leaf, reason);
}

HttpReply reply_of(const Result<MadeLeaf>& made) {
    if (!made.ok()) return refusal_of(made.error());
    const nlohmann::ordered_json out = {
        {"leaf", made->leaf}, {"title", made->title}, {"size", made->size}};
    return HttpReply::of(std::string(kJson), out.dump() + "\n");
}

HttpReply reply_of(const Result<nlohmann::json>& answer) {
    if (!answer.ok()) return refusal_of(answer.error());
    return HttpReply::of(std::string(kJson), answer->dump() + "\n");
}

Result<Hash> hash_of(const JsonValue& value) {
    XF_ASSIGN(const std::string text, value.text(2 * sizeof(Hash::bytes)));
    const auto bytes = from_hex(text);
    const auto hash = bytes.ok() ? Hash::from(*bytes) : std::nullopt;
    if (!hash) return value.wrong("is no hash in hexadecimal");
    return *hash;
}

Result<Bytes> salt_of(const JsonValue& value) {
    constexpr std::size_t kSaltBytes = 16;
    XF_ASSIGN(const std::string text, value.text(2 * kSaltBytes));
    auto bytes = from_hex(text);
    if (!bytes.ok() || bytes->size() != kSaltBytes) return value.wrong("is no salt in hexadecimal");
    return bytes;
}

Result<std::vector<ImportedCard>> cards_field(JsonObject& object) {
    std::vector<ImportedCard> out;
    const auto list = object.optional_field("cards");
    if (!list) return out;
    XF_ASSIGN(const auto values, list->array(limits::kImportHouseholds));
    for (const JsonValue& value : values) {
        XF_ASSIGN(const auto items, value.array(6));
        if (items.size() != 6)
            return value.wrong(
                "is [household, card, verifier, proof check, salt, Argon2id of the PIN]");
        XF_ASSIGN(const std::int64_t household, items[0].integer(1, UINT32_MAX));
        XF_ASSIGN(const std::int64_t number, items[1].integer(1, UINT32_MAX));
        ImportedCard card{HouseholdNo{static_cast<std::uint32_t>(household)},
                          static_cast<std::uint32_t>(number),
                          {},
                          {},
                          {}};
        XF_ASSIGN(card.verifier, hash_of(items[2]));
        XF_ASSIGN(card.proof_check, hash_of(items[3]));
        XF_ASSIGN(card.pin.salt, salt_of(items[4]));
        XF_ASSIGN(card.pin.hash, hash_of(items[5]));
        out.push_back(card);
    }
    return out;
}

}  // namespace

Result<nlohmann::json> import_households(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const std::string village, text_field(object, "village", limits::kNameBytes));
    HouseholdList list;
    XF_ASSIGN(list.text, text_field(object, "text", limits::kImportBytes));
    if (const auto check = object.optional_field("check")) {
        XF_ASSIGN(list.check_only, check->boolean());
    }
    XF_ASSIGN(list.cards, cards_field(object));
    XF_TRY(object.finish());
    XF_ASSIGN(const ImportReport report, app.import_households(village, list));
    nlohmann::json fresh = nlohmann::json::array();
    for (const HouseholdNo no : report.fresh) fresh.push_back(no.value);
    return nlohmann::json{{"shard", report.shard.value},
                          {"fresh", std::move(fresh)},
                          {"known", report.known},
                          {"problems", report.problems}};
}

Result<nlohmann::json> set_staff_roles(HubApp& app, std::string_view body) {
    XF_ASSIGN(const nlohmann::json document, parse_json(body));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const std::string village, text_field(object, "village", limits::kNameBytes));
    XF_ASSIGN(const JsonValue staff, object.field("staff"));
    XF_ASSIGN(const std::int64_t no, staff.integer(1, UINT32_MAX));
    XF_ASSIGN(const std::string names, text_field(object, "roles", limits::kNameBytes));
    XF_TRY(object.finish());
    XF_ASSIGN(const store::Roles roles, roles_named(names));
    XF_TRY(app.set_staff_roles(village, StaffNo{static_cast<std::uint32_t>(no)}, roles));
    return nlohmann::json::object();
}

Result<store::Capabilities> capabilities_named(std::string_view role) {
    if (role == "kiosk") return store::capability::kKiosk;
    if (role == "counter") return store::capability::kCounter;
    if (role == "desk") return store::capability::kDesk;
    return Error{ErrorCode::malformed, "role: kiosk, counter or desk"};
}

Result<AdminRoutes> AdminRoutes::load(const DataFolder& folder, HubApp& app) {
    XF_ASSIGN(std::string hash, read_file(folder.in("keys/admin.hash"), 1024));
    while (hash.ends_with('\n')) hash.pop_back();
    return AdminRoutes(app, std::move(hash));
}

Status AdminRoutes::require_admin(const HttpRequest& request) const {
    if (request.peer.local_socket) return {};
    XF_TRY(require_loopback(request));
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view credentials = request.header("Authorization");
    const std::string_view code =
        credentials.starts_with(kScheme) ? credentials.substr(kScheme.size()) : "";
    if (!same_secret(as_bytes(admin_code_hash(code)), as_bytes(code_hash_)))
        return ErrorCode::not_permitted;
    return {};
}

HttpReply AdminRoutes::enrol_code(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    const auto code = make_code(*app_, as_text(request.body));
    if (!code.ok()) return refusal_of(code.error());
    return HttpReply::of(std::string(kJson), nlohmann::json{{"code", *code}}.dump() + "\n");
}

HttpReply AdminRoutes::import_notice(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    return reply_of(import(*app_, as_text(request.body)));
}

HttpReply AdminRoutes::withdraw_notice(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    return reply_of(withdraw(*app_, as_text(request.body)));
}

HttpReply AdminRoutes::import_households(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    return reply_of(hub::import_households(*app_, as_text(request.body)));
}

HttpReply AdminRoutes::staff_roles(const HttpRequest& request) const {
    if (const Status admin = require_admin(request); !admin.ok())
        return HttpReply::of(admin.error().code);
    return reply_of(set_staff_roles(*app_, as_text(request.body)));
}

}  // namespace xf::hub
