#include "shared/app/registry.hpp"

#include "shared/blobs/links.hpp"
#include "shared/devices/feature.hpp"
#include "shared/disclosure/feature.hpp"
#include "shared/people/feature.hpp"
#include "shared/points/feature.hpp"
#include "shared/privacy/feature.hpp"
#include "shared/requests/feature.hpp"
#include "shared/shop/feature.hpp"

namespace xf::app {
namespace {

Status announce(const sync::DeviceRow& device, UnixTime now, store::EventSink& sink) {
    const devices::Enrolled enrolled{device.no, device.epoch, device.capabilities, device.name};
    const Bytes data = enrolled.data();
    store::Header header;
    header.type = devices::kEnrolledType;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    return sink.append(header, std::nullopt);
}

Result<HouseholdNo> household_of(const store::Place& place, PersonNo no) {
    XF_ASSIGN(const people::Person person, people::person(place, no));
    return person.household;
}

Result<sync::ValidCard> valid_card(const store::Place& place, std::uint32_t number) {
    XF_ASSIGN(const people::ValidCard card, people::valid_card(place, number));
    return sync::ValidCard{card.household, card.verifier, card.proof_check};
}

std::optional<sync::HubHooks::Announced> announced(const store::Event& event) {
    const auto header = event.parsed();
    if (!header.ok() || header->type != devices::kEnrolledType) return std::nullopt;
    const auto enrolled = devices::Enrolled::parse(*header);
    if (!enrolled.ok()) return std::nullopt;
    return sync::HubHooks::Announced{enrolled->device, enrolled->epoch, enrolled->name};
}

/// A claim code is of no household: nothing can be wished for with it.
Result<HouseholdNo> check_proof(const store::Place& place, PersonNo person, const Hash& proof) {
    if (!requests::is_pseudonym(person)) return people::check_proof(place, person, proof);
    XF_TRY(requests::check_claim(place, person, proof));
    return HouseholdNo{0};
}

}  // namespace

const store::Registry& registry() {
    static const store::Registry kRegistry({
        &blobs::feature(),
        &devices::feature(),
        &people::feature(),
        &points::feature(),
        &shop::feature(),
        &requests::feature(),
        &disclosure::feature(),
        &privacy::feature(),
    });
    return kRegistry;
}

const sync::HubHooks& hub_hooks() {
    static const sync::HubHooks kHooks{
        check_proof, requests::is_pseudonym, announce, household_of, valid_card, announced};
    return kHooks;
}

}  // namespace xf::app
