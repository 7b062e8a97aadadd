#include "shared/store/feature.hpp"

namespace xf::store {

bool is_fault(ErrorCode code) {
    switch (code) {
        case ErrorCode::storage_full:
        case ErrorCode::storage_failed:
        case ErrorCode::database_corrupt:
        case ErrorCode::database_newer:
        case ErrorCode::internal:
            return true;
        default:
            return false;
    }
}

bool covers(const Grant& grant, DeviceNo device, const Scope& scope) {
    switch (scope.kind) {
        case ScopeKind::village:
            return true;
        case ScopeKind::household:
            return !grant.visitor() || scope.subject == grant.household.value;
        case ScopeKind::device:
            return scope.subject == device.value;
        case ScopeKind::person:
        case ScopeKind::staff:
            return (grant.capabilities & capability::kDesk) != 0;
    }
    return false;
}

std::optional<Registry::Known> Registry::find(std::uint32_t type) const {
    for (const Feature* feature : features_)
        for (const EventType& candidate : feature->types)
            if (candidate.number == type) return Known{feature, &candidate};
    return std::nullopt;
}

bool Registry::gives_body(ByteView header, Capabilities reader) const {
    const auto parsed = parse_header(header);
    const auto known = parsed.ok() ? find(parsed->type) : std::nullopt;
    return !known || known->type->readers == 0 || (known->type->readers & reader) != 0;
}

}  // namespace xf::store
