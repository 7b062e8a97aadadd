#include "native/hub/household_import.hpp"

#include <map>

#include "native/hub/household_events.hpp"
#include "shared/people/feature.hpp"

namespace xf::hub {
namespace {

/// The household of that number as the log has it.
Result<std::optional<NewHousehold>> household_in(const store::Place& place, HouseholdNo no) {
    const auto found = people::household(place, no);
    if (!found.ok() && found.error().code == ErrorCode::unknown_reference)
        return std::optional<NewHousehold>();
    if (!found.ok()) return found.error();
    NewHousehold out{no, found->name, found->grid, {}};
    XF_ASSIGN(const auto persons, people::persons_of(place, no));
    for (const people::Person& person : persons) out.persons.push_back(person.name);
    return std::optional(std::move(out));
}

/// Splits the file into what is new and what is known; what is neither is a problem.
Result<std::vector<const NewHousehold*>> compare(const store::Place& place, HouseholdFile& file,
                                                 ImportReport& report) {
    std::vector<const NewHousehold*> fresh;
    std::vector<const FileHousehold*> known;
    for (const FileHousehold& one : file.households) {
        XF_ASSIGN(const auto before, household_in(place, one.household.no));
        const std::string number = std::to_string(one.household.no.value);
        if (!before) {
            fresh.push_back(&one.household);
            report.fresh.push_back(one.household.no);
        } else if (*before == one.household) {
            known.push_back(&one);
        } else {
            file.problems.add(one.line, "户号", number + " is another household here already");
        }
    }
    report.known = known.size();
    // The whole list again is fine; half of it is a list that somebody mixed up.
    if (fresh.empty()) return fresh;
    for (const FileHousehold* one : known)
        file.problems.add(one->line, "户号",
                          std::to_string(one->household.no.value) + " is here already");
    return fresh;
}

Status write_card(sync::HubShard& shard, const ImportedCard& card, UnixTime now) {
    const Bytes data =
        people::CardIssued{card.household, card.number, card.verifier, card.proof_check}.data();
    store::Header header;
    header.type = people::kCardIssuedType;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    XF_TRY(shard.log().append(header, std::nullopt));
    return shard.logins().set_pin(card.number, card.verifier, card.pin);
}

/// The cards by household, where they are those of the new ones and no others.
Result<std::map<HouseholdNo, const ImportedCard*>> cards_of(
    const HouseholdList& list, const std::vector<const NewHousehold*>& fresh, ShardNo shard) {
    std::map<HouseholdNo, const ImportedCard*> out;
    for (const ImportedCard& card : list.cards)
        if (card.number == card_number(shard, card.household.value)) out[card.household] = &card;
    bool fit =
        list.cards.empty() || (out.size() == fresh.size() && list.cards.size() == out.size());
    for (const NewHousehold* household : fresh)
        fit = fit && (list.cards.empty() || out.contains(household->no));
    if (!fit)
        return Error{ErrorCode::wrong_state, "the village has changed meanwhile; run it again"};
    return out;
}

Status write(sync::HubShard& shard, const HouseholdList& list,
             const std::vector<const NewHousehold*>& fresh, UnixTime now, ports::Random& random) {
    const ShardNo no = shard.log().shard().no;
    XF_ASSIGN(const auto cards, cards_of(list, fresh, no));
    XF_ASSIGN(store::Transaction transaction, shard.db().begin());
    // A number is never used again, also where a restored hub knows only that its bearer was erased.
    XF_ASSIGN(
        const std::int64_t last,
        shard.db().integer("SELECT ifnull(max(no), 0) FROM"
                           " (SELECT person AS no FROM people_person WHERE shard = ?1 UNION ALL"
                           "  SELECT subject FROM erased WHERE shard = ?1 AND kind = ?2)",
                           no, store::ScopeKind::person));
    HouseholdWriter writer{shard.log(), random, now, PersonNo{static_cast<std::uint32_t>(last)}};
    for (const NewHousehold* household : fresh) {
        XF_TRY(writer.add(*household));
        const auto card = cards.find(household->no);
        if (card != cards.end()) XF_TRY(write_card(shard, *card->second, now));
    }
    return transaction.commit();
}

}  // namespace

Result<ImportReport> import_households(sync::HubShard& shard, const HouseholdList& list,
                                       UnixTime now, ports::Random& random) {
    XF_ASSIGN(HouseholdFile file, read_household_file(list.text));
    ImportReport report;
    report.shard = shard.log().shard().no;
    XF_ASSIGN(const auto fresh, compare(shard.log().place(), file, report));
    report.problems = file.problems.sentences();
    if (!file.problems.none() || list.check_only || fresh.empty()) return report;
    XF_TRY(write(shard, list, fresh, now, random));
    return report;
}

}  // namespace xf::hub
