#include "shared/app/wording.hpp"

#include "shared/people/feature.hpp"

namespace xf::app {

namespace {

constexpr std::size_t kSummaryBytes = 60;

}  // namespace

RecordState state_of(const std::optional<store::Verdict>& verdict) {
    if (!verdict) return RecordState::saved;
    return verdict->counts() ? RecordState::reported : RecordState::rejected;
}

std::optional<ErrorCode> reason_of(const std::optional<store::Verdict>& verdict) {
    return verdict ? verdict->reason() : std::nullopt;
}

std::string number_of(const EventKey& key) {
    return std::to_string(key.device.value) + "-" + std::to_string(key.epoch.value) + "-" +
           std::to_string(key.seq.value);
}

std::string summary_of(const std::string& text) {
    if (text.size() <= kSummaryBytes) return text;
    std::size_t end = kSummaryBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

Result<std::string> actor_name(const store::Place& place, const store::Actor& actor) {
    if (const auto no = actor.staff()) return name_or_empty(people::staff(place, *no));
    if (const auto no = actor.person()) return name_or_empty(people::person(place, *no));
    return std::string();
}

}  // namespace xf::app
