// Records: verdicts as they are encoded for ever, scopes, and the running hash.
#include <set>

#include "shared/app/registry.hpp"
#include "shared/store/record.hpp"
#include "tests/support/require.hpp"

namespace xf::store {
namespace {

using test::error_of;
using test::need;

}  // namespace

TEST_CASE("verdict: the numbers are frozen") {
    CHECK(Verdict::accepted().encoded() == 0);
    CHECK(need(Verdict::decoded(1)).kind() == Verdict::Kind::suspense);
    CHECK(need(Verdict::decoded(2)).kind() == Verdict::Kind::loss);
    CHECK(Verdict::quarantined().encoded() == 3);
    CHECK(Verdict::parked().encoded() == 4);
    CHECK(Verdict::rejected(ErrorCode::malformed).encoded() == 17);
    CHECK(Verdict::rejected(ErrorCode::over_lease).encoded() == 51);
    CHECK(Verdict::rejected(ErrorCode::wrong_state).encoded() == 53);
}

TEST_CASE("verdict: every number is a verdict, also with reasons to come, or malformed") {
    for (std::uint64_t number = 0; number < 1000; ++number) {
        const auto verdict = Verdict::decoded(number);
        const bool known = number <= 4 || (number >= 16 && number <= 16 + 255);
        INFO(number);
        REQUIRE(verdict.ok() == known);
        if (!known) continue;
        CHECK(verdict->encoded() == number);
        CHECK(verdict->counts() == (number <= 2));
        CHECK(verdict->reason().has_value() == (number >= 16));
    }
    CHECK(error_of(Verdict::decoded(UINT64_MAX)) == ErrorCode::malformed);
    CHECK(error_of(Verdict::decoded(UINT64_MAX - 15)) == ErrorCode::malformed);
}

TEST_CASE("registry: event types have one number, one name and one writer at least") {
    std::set<std::uint32_t> numbers;
    std::set<std::string_view> names, tables;
    for (const Feature* feature : app::registry().features()) {
        CHECK(feature->judge != nullptr);
        CHECK(feature->apply != nullptr);
        for (const std::string_view table : feature->tables) {
            INFO(table);
            CHECK(tables.insert(table).second);
            CHECK(feature->schema.find("CREATE TABLE " + std::string(table) + "(") !=
                  std::string_view::npos);
        }
        for (const EventType& type : feature->types) {
            INFO(type.name);
            CHECK(type.number > 0);
            CHECK(numbers.insert(type.number).second);
            CHECK(names.insert(type.name).second);
            CHECK(type.writers != 0);
            CHECK(app::registry().find(type.number)->type == &type);
        }
    }
    CHECK_FALSE(app::registry().find(0));
    CHECK_FALSE(app::registry().find(UINT32_MAX));
}

TEST_CASE("registry: numbers, scopes and writers of released types are frozen") {
    struct Frozen {
        std::uint32_t number;
        std::string_view name;
        ScopeKind scope;
        bool has_body;
        Capabilities writers;
        Roles roles = 0;
    };
    constexpr Roles kOffice = 1 | 4;
    // Bit 16, a household's own browser, came later; nothing that was allowed before is refused.
    constexpr Capabilities kHub = 1, kCounter = 4, kDesk = 8, kHere = 6, kVisitor = 16;
    constexpr Capabilities kResidents = kHere | kVisitor, kAnywhere = kResidents | kDesk;
    const Frozen frozen[] = {
        {1, "redemption", ScopeKind::household, false, kCounter},
        {2, "award", ScopeKind::household, false, kHub},
        {3, "lease_moved", ScopeKind::device, false, kHub},
        {4, "lease_returned", ScopeKind::device, false, kCounter},
        {5, "lease_recalled", ScopeKind::device, false, kHub},
        {6, "rule_set", ScopeKind::village, false, kHub},
        {7, "budget_granted", ScopeKind::village, false, kHub},
        {8, "request_filed", ScopeKind::person, true, kAnywhere, kOffice},
        {9, "request_accepted", ScopeKind::person, false, kDesk, kOffice},
        {10, "request_finished", ScopeKind::person, true, kDesk, kOffice},
        {11, "request_closed", ScopeKind::person, false, kResidents},
        {12, "request_reopened", ScopeKind::person, true, kResidents},
        {16, "goods_set", ScopeKind::village, false, kHub},
        {17, "stock_received", ScopeKind::village, false, kHub},
        {24, "household_added", ScopeKind::household, true, kHub},
        {25, "person_added", ScopeKind::household, true, kHub},
        {26, "card_issued", ScopeKind::household, false, kHub},
        {27, "card_revoked", ScopeKind::household, false, kHub},
        {28, "staff_listed", ScopeKind::village, false, kHub},
        {29, "staff_pin_set", ScopeKind::staff, false, kHub},
        {30, "staff_roles_set", ScopeKind::village, false, kHub},
        {31, "staff_card_issued", ScopeKind::staff, false, kHub},
        {32, "device_enrolled", ScopeKind::village, false, kHub},
    };
    for (const Frozen& row : frozen) {
        INFO(row.name);
        const auto known = app::registry().find(row.number);
        REQUIRE(known);
        CHECK(known->type->name == row.name);
        CHECK(known->type->scope == row.scope);
        CHECK(known->type->has_body == row.has_body);
        CHECK(known->type->writers == row.writers);
        CHECK(known->type->roles == row.roles);
    }
}

TEST_CASE("scope: the subject is the first item of the data") {
    const Bytes data = cbor::Writer().array(2).uint(42).text("x").take();
    Header header;
    header.data = data;
    CHECK(need(scope_of(ScopeKind::household, header)) == Scope{ScopeKind::household, 42});
    CHECK(need(scope_of(ScopeKind::village, header)) == Scope{ScopeKind::village, 0});
    for (const Bytes& bad :
         {cbor::Writer().array(0).take(), cbor::Writer().array(1).text("x").take(),
          cbor::Writer().array(1).uint(UINT64_MAX).take(),
          cbor::Writer().array(1).integer(-1).take()}) {
        header.data = bad;
        CHECK(error_of(scope_of(ScopeKind::person, header)) == ErrorCode::malformed);
        CHECK(need(scope_of(ScopeKind::village, header)).subject == 0);
    }
}

TEST_CASE("scope: what a device holds as a whole follows from its capabilities") {
    using namespace capability;
    const DeviceNo own{7};
    const auto held = [&](Capabilities capabilities, ScopeKind kind, std::uint32_t subject) {
        return covers(capabilities, own, {kind, subject});
    };
    for (const Capabilities any : {kKiosk, kCounter, kDesk}) {
        CHECK(held(any, ScopeKind::village, 0));
        CHECK(held(any, ScopeKind::household, 5));
        CHECK(held(any, ScopeKind::device, 7));
        CHECK_FALSE(held(any, ScopeKind::device, 8));
        CHECK(held(any, ScopeKind::person, 5) == (any == kDesk));
        CHECK(held(any, ScopeKind::staff, 5) == (any == kDesk));
    }
}

TEST_CASE("scope hash: covers position, verdict, header and commitment, not the body") {
    const Bytes data = cbor::Writer().array(0).take();
    Header header;
    header.data = data;
    const Event event = make_event(header, Body{});
    const EventKey key{{1}, {1}, {1}};
    const Hash base = scope_hash_next({}, key, Verdict::accepted(), event);
    Event erased = event;
    erased.body.reset();
    CHECK(scope_hash_next({}, key, Verdict::accepted(), erased) == base);
    CHECK(scope_hash_next(base, key, Verdict::accepted(), event) != base);
    CHECK(scope_hash_next({}, {{2}, {1}, {1}}, Verdict::accepted(), event) != base);
    CHECK(scope_hash_next({}, {{1}, {2}, {1}}, Verdict::accepted(), event) != base);
    CHECK(scope_hash_next({}, {{1}, {1}, {2}}, Verdict::accepted(), event) != base);
    CHECK(scope_hash_next({}, key, Verdict::parked(), event) != base);
    Event other = event;
    other.commitment->bytes[31] ^= 1;
    CHECK(scope_hash_next({}, key, Verdict::accepted(), other) != base);
    CHECK(scope_hash_next({}, key, Verdict::accepted(), make_event(header)) != base);
}

}  // namespace xf::store
