// Writes the small JSON texts that go to the page. They never come back: the page answers by calls
// of exported functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace xf::web {

/// `text` as a JSON string with its quotes. `text` is valid UTF-8.
std::string json_string(std::string_view text);

/// Builds {"a":1,"b":"…"}; `raw` values are JSON already.
class JsonObject {
public:
    JsonObject& number(std::string_view name, double value);
    JsonObject& text(std::string_view name, std::string_view value);
    JsonObject& raw(std::string_view name, std::string_view json);
    std::string done() const { return "{" + members_ + "}"; }

private:
    std::string members_;
};

}  // namespace xf::web
