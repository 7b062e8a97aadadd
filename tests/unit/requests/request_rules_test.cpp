// The life of a request: every state with every step, and who may take it.
#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/requests/rules.hpp"
#include "tests/support/require.hpp"

namespace xf::requests {
namespace {

using test::error_of;
using test::need;

constexpr State kStates[] = {State::filed, State::accepted, State::finished, State::closed,
                             State::reopened};
constexpr std::uint32_t kSteps[] = {kAcceptedType, kFinishedType, kClosedType, kReopenedType};

store::Event with_content(Bytes content) {
    const Bytes data = cbor::Writer().array(0).take();
    store::Header header;
    header.data = data;
    store::Body body;
    body.content = std::move(content);
    return store::make_event(header, std::move(body));
}

}  // namespace

TEST_CASE("requests rules: every transition, and no other") {
    const std::pair<std::pair<State, std::uint32_t>, State> allowed[] = {
        {{State::filed, kAcceptedType}, State::accepted},
        {{State::reopened, kAcceptedType}, State::accepted},
        {{State::accepted, kFinishedType}, State::finished},
        {{State::finished, kClosedType}, State::closed},
        {{State::finished, kReopenedType}, State::reopened},
    };
    int found = 0;
    for (const State now : kStates)
        for (const std::uint32_t step : kSteps) {
            INFO(static_cast<int>(now) << " with step " << step);
            const auto next = next_state(now, step);
            const auto row = std::find_if(std::begin(allowed), std::end(allowed), [&](auto& entry) {
                return entry.first == std::pair(now, step);
            });
            REQUIRE(next.ok() == (row != std::end(allowed)));
            if (!next.ok()) {
                CHECK(next.error().code == ErrorCode::wrong_state);
                continue;
            }
            CHECK(*next == row->second);
            ++found;
        }
    CHECK(found == 5);
    for (const State now : kStates)
        for (const std::uint32_t other : {0u, 1u, kFiledType, 13u, UINT32_MAX})
            CHECK(error_of(next_state(now, other)) == ErrorCode::wrong_state);
}

TEST_CASE("requests rules: staff accepts and finishes, the person closes and reopens") {
    using store::Actor;
    const PersonNo person{5};
    for (const std::uint32_t step : kSteps) {
        const bool by_staff = step == kAcceptedType || step == kFinishedType;
        INFO(step);
        CHECK(may_step(step, Actor::of(StaffNo{5}), person).ok() == by_staff);
        CHECK(may_step(step, Actor::of(person), person).ok() == !by_staff);
        CHECK(error_of(may_step(step, Actor::of(PersonNo{6}), person)) == ErrorCode::not_permitted);
        CHECK(error_of(may_step(step, Actor{}, person)) == ErrorCode::not_permitted);
    }
}

TEST_CASE("requests rules: texts are there, short enough, and UTF-8") {
    CHECK(need(text_of(with_content(text_content("路灯坏了")))) == "路灯坏了");
    CHECK(text_of(with_content(text_content(std::string(limits::kTextBytes, 'x')))).ok());
    CHECK(error_of(text_of(with_content(text_content(std::string(limits::kTextBytes + 1, 'x'))))) ==
          ErrorCode::too_large);
    CHECK(error_of(text_of(with_content(text_content("")))) == ErrorCode::nothing_entered);
    CHECK(error_of(text_of(with_content(text_content("\xff")))) == ErrorCode::malformed);
    CHECK(error_of(text_of(with_content({}))) == ErrorCode::malformed);
    CHECK(error_of(text_of(with_content(cbor::Writer().text("x").take()))) == ErrorCode::malformed);
    store::Event erased = with_content(text_content("x"));
    erased.body.reset();
    CHECK(need(text_of(erased)).empty());
}

TEST_CASE("requests rules: data is read as it is written") {
    const Filed filed{PersonNo{7}, kCategories - 1};
    store::Header header;
    Bytes data = filed.data();
    header.data = data;
    CHECK(need(Filed::parse(header)).category == kCategories - 1);
    data = Filed{PersonNo{7}, kCategories}.data();
    header.data = data;
    CHECK(error_of(Filed::parse(header)) == ErrorCode::unknown_reference);
    data = Step{PersonNo{7}, {{1}, {2}, {3}}}.data();
    header.data = data;
    CHECK(need(Step::parse(header)).request == EventKey{{1}, {2}, {3}});
    CHECK(error_of(Filed::parse(header)) == ErrorCode::malformed);
}

}  // namespace xf::requests
