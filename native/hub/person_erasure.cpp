#include "native/hub/person_erasure.hpp"

#include <algorithm>

#include "shared/people/feature.hpp"
#include "shared/privacy/feature.hpp"
#include "shared/sync/hub_erasure.hpp"

namespace xf::hub {
namespace {

Error unknown(const char* what, std::uint32_t number) {
    return {ErrorCode::not_found,
            "no " + std::string(what) + " has the number " + std::to_string(number) + " here"};
}

Result<std::vector<privacy::Erased>> of_household(const store::Place& place, HouseholdNo no) {
    const auto known = people::household(place, no);
    if (!known.ok() && known.error().code == ErrorCode::unknown_reference)
        return unknown("household", no.value);
    if (!known.ok()) return known.error();
    XF_ASSIGN(const auto persons, people::persons_of(place, no));
    std::vector<privacy::Erased> out;
    out.reserve(persons.size() + 1);
    for (const people::Person& person : persons) out.push_back({no, person.no});
    out.push_back({no, PersonNo{0}});
    return out;
}

Result<std::vector<privacy::Erased>> of_person(const store::Place& place, PersonNo no) {
    const auto person = people::person(place, no);
    if (!person.ok() && person.error().code == ErrorCode::unknown_reference)
        return unknown("person", no.value);
    if (!person.ok()) return person.error();
    XF_ASSIGN(const people::Household home, people::household(place, person->household));
    XF_ASSIGN(const auto persons, people::persons_of(place, home.no));
    const bool others =
        std::any_of(persons.begin(), persons.end(), [&](const auto& one) { return one.no != no; });
    std::vector<privacy::Erased> out = {{home.no, no}};
    // 张三家 is called after one person.
    const bool named_after =
        !person->name.empty() && home.name.find(person->name) != std::string::npos;
    if (!others || named_after) out.push_back({home.no, PersonNo{0}});
    return out;
}

Status append(sync::HubShard& shard, std::uint32_t type, const Bytes& data, UnixTime now) {
    store::Header header;
    header.type = type;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    return shard.log().append(header, std::nullopt);
}

Status revoke_cards(sync::HubShard& shard, HouseholdNo household, UnixTime now) {
    XF_ASSIGN(const auto cards, people::cards_of(shard.log().place(), household));
    for (const std::uint32_t card : cards) {
        XF_TRY(append(shard, people::kCardRevokedType, people::CardRevoked{household, card}.data(),
                      now));
        XF_TRY(shard.logins().drop_pin(card));
    }
    return shard.visitors().drop(household);
}

Status write(sync::HubShard& shard, const std::vector<privacy::Erased>& whom, UnixTime now) {
    for (const privacy::Erased& one : whom) {
        XF_TRY(append(shard, privacy::kPersonErasedType, one.data(), now));
        XF_ASSIGN(const auto left, people::persons_of(shard.log().place(), one.household));
        if (left.empty()) XF_TRY(revoke_cards(shard, one.household, now));
    }
    return sync::drop_copies(shard);
}

}  // namespace

Result<std::vector<privacy::Erased>> erasures_of(const store::Place& place,
                                                 const DataSubject& subject) {
    return subject.person ? of_person(place, *subject.person)
                          : of_household(place, *subject.household);
}

Status erase(sync::HubShard& shard, const std::vector<privacy::Erased>& whom, UnixTime now) {
    XF_ASSIGN(store::Transaction transaction, shard.db().begin());
    XF_TRY(write(shard, whom, now));
    return transaction.commit();
}

Status erase_again(sync::HubShard& shard, const std::vector<privacy::Erased>& whom, UnixTime now) {
    std::vector<privacy::Erased> back;
    for (const privacy::Erased& one : whom) {
        XF_ASSIGN(const bool known, privacy::erased(shard.log().place(), one.whom()));
        if (!known) back.push_back(one);
    }
    return back.empty() ? Status() : erase(shard, back, now);
}

}  // namespace xf::hub
