// Households, people, their cards, and staff. Names and addresses are in detachable bodies; what
// everyone must know of office holders (their name and post) is public and stands in the header.
#pragma once

#include "shared/store/feature.hpp"

namespace xf::people {

inline constexpr std::uint32_t kHouseholdAddedType = 24;
inline constexpr std::uint32_t kPersonAddedType = 25;
inline constexpr std::uint32_t kCardIssuedType = 26;
inline constexpr std::uint32_t kCardRevokedType = 27;
inline constexpr std::uint32_t kStaffListedType = 28;
inline constexpr std::uint32_t kStaffPinSetType = 29;
inline constexpr std::uint32_t kStaffRolesSetType = 30;

/// 户. data = [household, uuid, grid]; content = [name]
struct HouseholdAdded {
    HouseholdNo household;
    Uuid uuid;
    std::uint32_t grid = 0;  ///< 网格
    std::string name;        ///< empty once erased

    Bytes data() const;
    Bytes content() const;
    static Result<HouseholdAdded> parse(const store::Header& header, const store::Event& event);
};

/// data = [household, person, uuid]; content = [name]
struct PersonAdded {
    HouseholdNo household;
    PersonNo person;
    Uuid uuid;
    std::string name;  ///< empty once erased

    Bytes data() const;
    Bytes content() const;
    static Result<PersonAdded> parse(const store::Header& header, const store::Event& event);
};

/// data = [household, card number, verifier, proof check] (card.hpp)
struct CardIssued {
    HouseholdNo household;
    std::uint32_t card = 0;
    Hash verifier;
    Hash proof_check;

    Bytes data() const;
    static Result<CardIssued> parse(const store::Header& header);
};

/// data = [household, card number]
struct CardRevoked {
    HouseholdNo household;
    std::uint32_t card = 0;

    Bytes data() const;
    static Result<CardRevoked> parse(const store::Header& header);
};

/// data = [staff, name, post]
struct StaffListed {
    StaffNo staff;
    std::string name;
    std::string post;  ///< 村党支部书记, 网格长

    Bytes data() const;
    static Result<StaffListed> parse(const store::Header& header);
};

/// What a staff member may do from here on; before the first of these they are kStaff. Without any
/// role they have left office. data = [staff, roles]
struct StaffRolesSet {
    StaffNo staff;
    store::Roles roles = 0;

    Bytes data() const;
    static Result<StaffRolesSet> parse(const store::Header& header);
};

/// data = [role, staff, salt(16), Argon2id(PIN)]
struct StaffPinSet {
    std::uint32_t role = 0;
    StaffNo staff;
    Bytes salt;
    Hash hash;

    Bytes data() const;
    static Result<StaffPinSet> parse(const store::Header& header);
};

}  // namespace xf::people
