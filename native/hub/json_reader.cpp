#include "native/hub/json_reader.hpp"

namespace xf::hub {
namespace {

constexpr int kDepth = 8;

Error malformed(std::string what) { return {ErrorCode::malformed, std::move(what)}; }

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text) {
    bool too_deep = false;
    const auto callback = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        too_deep = too_deep || depth > kDepth;
        return !too_deep;
    };
    try {
        auto document = nlohmann::json::parse(text, callback);
        if (too_deep) return malformed("nested too deeply");
        return document;
    } catch (const nlohmann::json::exception& exception) {
        return malformed(exception.what());
    }
}

Error JsonValue::wrong(std::string_view what) const {
    return malformed((path_.empty() ? "the document" : path_) + ": " + std::string(what));
}

Result<std::string> JsonValue::text(std::size_t max_bytes) const {
    if (!value_->is_string()) return wrong("has to be a text");
    const auto& text = value_->get_ref<const std::string&>();
    if (text.empty()) return wrong("is empty");
    if (text.size() > max_bytes)
        return wrong("is longer than " + std::to_string(max_bytes) + " bytes");
    return text;
}

Result<std::int64_t> JsonValue::integer(std::int64_t min, std::int64_t max) const {
    const bool fits = value_->is_number_integer() &&
                      (!value_->is_number_unsigned() || value_->get<std::uint64_t>() <= INT64_MAX);
    if (!fits || value_->get<std::int64_t>() < min || value_->get<std::int64_t>() > max)
        return wrong("has to be a whole number from " + std::to_string(min) + " to " +
                     std::to_string(max));
    return value_->get<std::int64_t>();
}

Result<bool> JsonValue::boolean() const {
    if (!value_->is_boolean()) return wrong("has to be true or false");
    return value_->get<bool>();
}

Result<std::vector<JsonValue>> JsonValue::array(std::size_t max_items) const {
    if (!value_->is_array()) return wrong("has to be a list");
    if (value_->size() > max_items)
        return wrong("has more than " + std::to_string(max_items) + " entries");
    std::vector<JsonValue> out;
    for (std::size_t i = 0; i < value_->size(); ++i)
        out.emplace_back((*value_)[i], path_ + "[" + std::to_string(i) + "]");
    return out;
}

Result<std::vector<std::pair<std::string, JsonValue>>> JsonValue::fields() const {
    if (!value_->is_object()) return wrong("has to be an object");
    std::vector<std::pair<std::string, JsonValue>> out;
    for (const auto& [name, value] : value_->items())
        out.emplace_back(name, JsonValue(value, path_ + "." + name));
    return out;
}

Result<JsonObject> JsonObject::from(const JsonValue& value) {
    if (!value.value_->is_object()) return value.wrong("has to be an object");
    return JsonObject(value);
}

std::optional<JsonValue> JsonObject::optional_field(std::string_view name) {
    taken_.emplace(name);
    const auto found = value_.value_->find(name);
    if (found == value_.value_->end()) return std::nullopt;
    const std::string prefix = value_.path_.empty() ? "" : value_.path_ + ".";
    return JsonValue(*found, prefix + std::string(name));
}

Result<JsonValue> JsonObject::field(std::string_view name) {
    auto found = optional_field(name);
    if (!found) return wrong("lacks \"" + std::string(name) + "\"");
    return *std::move(found);
}

Status JsonObject::finish() const {
    for (const auto& [name, unused] : value_.value_->items())
        if (!taken_.contains(name)) return wrong("has an unknown field \"" + name + "\"");
    return {};
}

}  // namespace xf::hub
