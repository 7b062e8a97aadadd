#include "shared/privacy/events.hpp"

namespace xf::privacy {

store::Scope Erased::whom() const {
    if (person.value == 0) return {store::ScopeKind::household, household.value};
    return {store::ScopeKind::person, person.value};
}

Bytes Erased::data() const {
    cbor::Writer out;
    out.array(2).uint(household.value).uint(person.value);
    return out.take();
}

Result<Erased> Erased::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    Erased out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_TRY(in.finish());
    return out;
}

Bytes NoticeAccepted::data() const {
    cbor::Writer out;
    out.array(3).uint(household.value).uint(person.value).uint(version);
    return out.take();
}

Result<NoticeAccepted> NoticeAccepted::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(3));
    NoticeAccepted out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.version, in.uint32());
    XF_TRY(in.finish());
    return out;
}

Bytes Exported::data() const {
    cbor::Writer out;
    out.array(2).uint(household.value).uint(person.value);
    return out.take();
}

Result<Exported> Exported::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    Exported out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::privacy
