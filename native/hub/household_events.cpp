#include "native/hub/household_events.hpp"

#include "shared/people/events.hpp"

namespace xf::hub {
namespace {

constexpr std::uint32_t kCardsPerShard = 100'000;

}  // namespace

std::uint32_t card_number(ShardNo shard, std::uint32_t number) {
    return shard.value * kCardsPerShard + number;
}

Uuid HouseholdWriter::new_uuid() {
    return Uuid::v7(static_cast<std::uint64_t>(now.seconds) * 1000, random.bytes(10));
}

Status HouseholdWriter::append(std::uint32_t type, const Bytes& data, Bytes content) {
    store::Header header;
    header.type = type;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    store::Body body;
    random.fill(body.salt);
    body.content = std::move(content);
    return sink.append(header, std::move(body));
}

Status HouseholdWriter::add(const NewHousehold& household) {
    const people::HouseholdAdded added{household.no, new_uuid(), household.grid, household.name};
    XF_TRY(append(people::kHouseholdAddedType, added.data(), added.content()));
    for (const std::string& name : household.persons) {
        const people::PersonAdded person{household.no, PersonNo{++last_person.value}, new_uuid(),
                                         name};
        XF_TRY(append(people::kPersonAddedType, person.data(), person.content()));
    }
    return {};
}

}  // namespace xf::hub
