#include "shared/store/feature.hpp"

namespace xf::store {

bool is_fault(ErrorCode code) {
    switch (code) {
        case ErrorCode::storage_full:
        case ErrorCode::storage_failed:
        case ErrorCode::database_corrupt:
        case ErrorCode::database_newer:
        case ErrorCode::internal: return true;
        default: return false;
    }
}

bool covers(Capabilities capabilities, DeviceNo device, const Scope& scope) {
    switch (scope.kind) {
        case ScopeKind::village:
        case ScopeKind::household: return true;
        case ScopeKind::device: return scope.subject == device.value;
        case ScopeKind::person:
        case ScopeKind::staff: return (capabilities & capability::kDesk) != 0;
    }
    return false;
}

std::optional<Registry::Known> Registry::find(std::uint32_t type) const {
    for (const Feature* feature : features_)
        for (const EventType& candidate : feature->types)
            if (candidate.number == type) return Known{feature, &candidate};
    return std::nullopt;
}

Result<Scope> Registry::scope_of(const EventType& type, const Header& header) {
    if (type.scope == ScopeKind::village) return Scope{ScopeKind::village, 0};
    cbor::Reader in = header.reader();
    XF_TRY(in.array(SIZE_MAX));
    XF_ASSIGN(const std::uint32_t subject, in.uint32());
    return Scope{type.scope, subject};
}

}  // namespace xf::store
