// Typed reading of JSON that people write by hand: every error names the field by its path. The only
// place where nlohmann's exceptions are caught is parse_json().
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::hub {

/// Nesting is bounded, since the library takes the document apart recursively. Errors: malformed
/// with line and column.
Result<nlohmann::json> parse_json(std::string_view text);

/// One value and where it stands. Borrows from the document.
class JsonValue {
public:
    JsonValue(const nlohmann::json& value, std::string path)
        : value_(&value), path_(std::move(path)) {}

    Result<std::string> text(std::size_t max_bytes) const;
    Result<std::int64_t> integer(std::int64_t min, std::int64_t max) const;
    Result<bool> boolean() const;
    Result<std::vector<JsonValue>> array(std::size_t max_items) const;
    /// Of an object whose names are data.
    Result<std::vector<std::pair<std::string, JsonValue>>> fields() const;

    /// Names what is wrong here.
    Error wrong(std::string_view what) const;

private:
    friend class JsonObject;
    const nlohmann::json* value_;
    std::string path_;
};

/// An object whose fields are taken one by one; finish() complains about what was not taken.
class JsonObject {
public:
    static Result<JsonObject> from(const JsonValue& value);

    Result<JsonValue> field(std::string_view name);
    std::optional<JsonValue> optional_field(std::string_view name);
    Error wrong(std::string_view what) const { return value_.wrong(what); }
    Status finish() const;

private:
    explicit JsonObject(JsonValue value) : value_(std::move(value)) {}
    JsonValue value_;
    std::set<std::string, std::less<>> taken_;
};

/// Reads each object of a list with `read(JsonObject&) -> Result<T>`; nothing where there is no list.
template <typename T, typename Read>
Result<std::vector<T>> read_objects(JsonObject& parent, std::string_view field, std::size_t most,
                                    Read read) {
    std::vector<T> out;
    const auto list = parent.optional_field(field);
    if (!list) return out;
    XF_ASSIGN(const std::vector<JsonValue> entries, list->array(most));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(JsonObject object, JsonObject::from(entry));
        XF_ASSIGN(T value, read(object));
        XF_TRY(object.finish());
        out.push_back(std::move(value));
    }
    return out;
}

}  // namespace xf::hub
