#include "shared/people/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::people {
namespace {

constexpr std::size_t kSaltBytes = 16;

Result<Uuid> read_uuid(cbor::Reader& in) {
    XF_ASSIGN(const ByteView bytes, in.bytes_of(16));
    return *Uuid::from(bytes);
}

Result<Hash> read_hash(cbor::Reader& in) {
    XF_ASSIGN(const ByteView bytes, in.bytes_of(32));
    return *Hash::from(bytes);
}

}  // namespace

Bytes HouseholdAdded::data() const {
    cbor::Writer out;
    out.array(3).uint(household.value).bytes(uuid.bytes).uint(grid);
    return out.take();
}

Bytes HouseholdAdded::content() const {
    cbor::Writer out;
    out.array(1).text(name);
    return out.take();
}

Result<HouseholdAdded> HouseholdAdded::parse(const store::Header& header,
                                             const store::Event& event) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(3));
    HouseholdAdded out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.uuid, read_uuid(in));
    XF_ASSIGN(out.grid, in.uint32());
    XF_TRY(in.finish());
    if (!event.body) return out;
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader content(event.body->content);
    XF_TRY(content.array_of(1));
    XF_ASSIGN(out.name, content.text(limits::kNameBytes));
    XF_TRY(content.finish());
    return out;
}

Bytes PersonAdded::data() const {
    cbor::Writer out;
    out.array(3).uint(household.value).uint(person.value).bytes(uuid.bytes);
    return out.take();
}

Bytes PersonAdded::content() const {
    cbor::Writer out;
    out.array(1).text(name);
    return out.take();
}

Result<PersonAdded> PersonAdded::parse(const store::Header& header, const store::Event& event) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(3));
    PersonAdded out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.uuid, read_uuid(in));
    XF_TRY(in.finish());
    if (!event.body) return out;
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader content(event.body->content);
    XF_TRY(content.array_of(1));
    XF_ASSIGN(out.name, content.text(limits::kNameBytes));
    XF_TRY(content.finish());
    return out;
}

Bytes CardIssued::data() const {
    cbor::Writer out;
    out.array(4).uint(household.value).uint(card).bytes(verifier).bytes(proof_check);
    return out.take();
}

Result<CardIssued> CardIssued::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    CardIssued out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.card, in.uint32());
    XF_ASSIGN(out.verifier, read_hash(in));
    XF_ASSIGN(out.proof_check, read_hash(in));
    XF_TRY(in.finish());
    return out;
}

Bytes CardRevoked::data() const {
    cbor::Writer out;
    out.array(2).uint(household.value).uint(card);
    return out.take();
}

Result<CardRevoked> CardRevoked::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    CardRevoked out;
    XF_ASSIGN(out.household, in.number<HouseholdNo>());
    XF_ASSIGN(out.card, in.uint32());
    XF_TRY(in.finish());
    return out;
}

Bytes StaffListed::data() const {
    cbor::Writer out;
    out.array(3).uint(staff.value).text(name).text(post);
    return out.take();
}

Result<StaffListed> StaffListed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(3));
    StaffListed out;
    XF_ASSIGN(out.staff, in.number<StaffNo>());
    XF_ASSIGN(out.name, in.text(limits::kNameBytes));
    XF_ASSIGN(out.post, in.text(limits::kNameBytes));
    XF_TRY(in.finish());
    return out;
}

Bytes StaffRolesSet::data() const {
    cbor::Writer out;
    out.array(2).uint(staff.value).uint(roles);
    return out.take();
}

Result<StaffRolesSet> StaffRolesSet::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    StaffRolesSet out;
    XF_ASSIGN(out.staff, in.number<StaffNo>());
    XF_ASSIGN(out.roles, in.uint32());
    XF_TRY(in.finish());
    return out;
}

Bytes StaffPinSet::data() const {
    cbor::Writer out;
    out.array(4).uint(role).uint(staff.value).bytes(salt).bytes(hash);
    return out.take();
}

Result<StaffPinSet> StaffPinSet::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    StaffPinSet out;
    XF_ASSIGN(out.role, in.uint32());
    XF_ASSIGN(out.staff, in.number<StaffNo>());
    XF_ASSIGN(const ByteView salt, in.bytes_of(kSaltBytes));
    out.salt.assign(salt.begin(), salt.end());
    XF_ASSIGN(out.hash, read_hash(in));
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::people
