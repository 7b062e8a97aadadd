// What people and scanners type, and programs send: cards, lists, JSON, HTTP, scripts of the client.
#include "native/hub/csv.hpp"
#include "native/hub/http_framing.hpp"
#include "native/hub/json_reader.hpp"
#include "native/kiosk/script.hpp"
#include "shared/people/card.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

void take_card(std::string_view text) { static_cast<void>(people::Card::parse(text).ok()); }

void take_list(std::string_view text) {
    const auto records = hub::parse_csv(text, {100, 20, 200});
    if (!records.ok()) return;
    require(records->size() <= 100);
    for (const hub::CsvRecord& record : *records) require(record.fields.size() <= 20);
}

void take_json(std::string_view text) { static_cast<void>(hub::parse_json(text).ok()); }

void take_http(std::string_view bytes) {
    const auto frame = hub::frame_of(bytes);
    if (frame.ok() && *frame) require((*frame)->head_bytes <= bytes.size());
}

void take_script(std::string_view text) {
    const auto script = native::Script::parse("fuzz", text);
    if (!script.ok()) return;
    std::size_t line = 0;
    for (const native::ScriptStep& step : script->steps) {
        require(step.line > line);
        line = step.line;
    }
}

constexpr void (*kTakes[])(std::string_view) = {take_card, take_list, take_json, take_http,
                                                take_script};

}  // namespace

XF_FUZZ(typed, bytes) {
    const Chosen chosen = choose(bytes, std::size(kTakes));
    kTakes[chosen.which](as_text(chosen.rest));
}

}  // namespace xf::fuzz
