// What people and scanners type: cards, lists, JSON, HTTP.
#include "native/hub/csv.hpp"
#include "native/hub/http_framing.hpp"
#include "native/hub/json_reader.hpp"
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

constexpr void (*kTakes[])(std::string_view) = {take_card, take_list, take_json, take_http};

}  // namespace

XF_FUZZ(typed, bytes) {
    const Chosen chosen = choose(bytes, std::size(kTakes));
    kTakes[chosen.which](as_text(chosen.rest));
}

}  // namespace xf::fuzz
