#include "shared/store/record.hpp"

namespace xf::store {

Result<Scope> scope_of(ScopeKind kind, const Header& header) {
    if (kind == ScopeKind::village) return Scope{ScopeKind::village, 0};
    cbor::Reader in = header.reader();
    XF_TRY(in.array(SIZE_MAX));
    XF_ASSIGN(const std::uint32_t subject, in.uint32());
    return Scope{kind, subject};
}

std::optional<ErrorCode> Verdict::reason() const {
    if (kind_ != Kind::rejected) return std::nullopt;
    return reason_;
}

std::uint32_t Verdict::encoded() const {
    const auto kind = static_cast<std::uint32_t>(kind_);
    return kind_ == Kind::rejected ? kind + static_cast<std::uint32_t>(reason_) : kind;
}

Result<Verdict> Verdict::decoded(std::uint64_t encoded) {
    constexpr auto kRejected = static_cast<std::uint64_t>(Kind::rejected);
    if (encoded <= static_cast<std::uint64_t>(Kind::parked))
        return Verdict(static_cast<Kind>(encoded), {});
    // A reason that this version does not know is one all the same.
    if (encoded >= kRejected && encoded - kRejected <= UINT8_MAX)
        return rejected(static_cast<ErrorCode>(encoded - kRejected));
    return Error{ErrorCode::malformed, "verdict"};
}

Hash scope_hash_next(const Hash& previous, const EventKey& key, Verdict verdict,
                     const Event& event) {
    cbor::Writer position;
    position.array(4)
        .uint(key.device.value)
        .uint(key.epoch.value)
        .uint(key.seq.value)
        .uint(verdict.encoded());
    if (event.commitment)
        return sha256({previous, position.out(), event.header, *event.commitment});
    return sha256({previous, position.out(), event.header});
}

}  // namespace xf::store
