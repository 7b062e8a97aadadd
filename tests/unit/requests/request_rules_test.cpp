// The life of a request: every state with every step and everybody who might take it.
#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/requests/claim.hpp"
#include "shared/requests/rules.hpp"
#include "tests/support/require.hpp"

namespace xf::requests {
namespace {

using test::error_of;
using test::need;

using enum State;
using enum Level;
constexpr State kAllStates[] = {filed, accepted, finished, closed, reopened, handed_on};
constexpr Level kAllLevels[] = {village, town, county};
constexpr Party kParties[] = {Party::nobody, Party::resident, Party::village, Party::town};
constexpr Move kAccept{kAcceptedType}, kFinish{kFinishedType}, kVisit{kVisitedType};
constexpr Move kToVillage{kHandedOnType, village}, kToTown{kHandedOnType, town},
    kToCounty{kHandedOnType, county};
constexpr Move kClose{kClosedType}, kReopen{kReopenedType};
constexpr Move kSatisfied{kAnsweredType, village, Answer::satisfied},
    kMostly{kAnsweredType, village, Answer::mostly},
    kNotSolved{kAnsweredType, village, Answer::not_solved};
constexpr Move kMoves[] = {kAccept, kFinish, kVisit,  kToVillage, kToTown,   kToCounty,
                           kClose,  kReopen, kMostly, kSatisfied, kNotSolved};

/// What is allowed, written out: from where, to where, by whom.
struct Row {
    Move move;
    std::vector<State> from;
    Level level;
    std::optional<State> to;  ///< none: as it was
    Level to_level;
    std::vector<Party> by;
};
const std::vector<Party> kOffice = {Party::village, Party::town}, kByTown = {Party::town},
                         kOwn = {Party::resident};
const std::vector<State> kWaiting = {filed, reopened, handed_on},
                         kOpen = {filed, reopened, handed_on, accepted};
const Row kAllowed[] = {
    {kAccept, kWaiting, village, accepted, village, kOffice},
    {kAccept, kWaiting, town, accepted, town, kByTown},
    {kFinish, {accepted}, village, finished, village, kOffice},
    {kFinish, {accepted}, town, finished, town, kByTown},
    {kFinish, kWaiting, county, finished, county, kByTown},
    {kToTown, kOpen, village, handed_on, town, kOffice},
    {kToVillage, kOpen, town, handed_on, village, kByTown},
    {kToCounty, kOpen, town, handed_on, county, kByTown},
    {kToTown, kOpen, county, handed_on, town, kByTown},
    {kVisit, {finished, closed}, village, std::nullopt, village, kOffice},
    {kVisit, {finished, closed}, town, std::nullopt, town, kOffice},
    {kVisit, {finished, closed}, county, std::nullopt, county, kOffice},
    {kClose, {finished}, village, closed, village, kOwn},
    {kClose, {finished}, town, closed, town, kOwn},
    {kClose, {finished}, county, closed, county, kOwn},
    {kReopen, {finished}, village, reopened, village, kOwn},
    {kReopen, {finished}, town, reopened, town, kOwn},
    {kReopen, {finished}, county, reopened, county, kOwn},
    {kSatisfied, {finished}, village, closed, village, kOwn},
    {kSatisfied, {finished}, town, closed, town, kOwn},
    {kSatisfied, {finished}, county, closed, county, kOwn},
    {kMostly, {finished}, village, closed, village, kOwn},
    {kMostly, {finished}, town, closed, town, kOwn},
    {kMostly, {finished}, county, closed, county, kOwn},
    {kNotSolved, {finished}, village, reopened, village, kOwn},
    {kNotSolved, {finished}, town, reopened, town, kOwn},
    {kNotSolved, {finished}, county, reopened, county, kOwn},
};

template <typename T>
bool has(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool same(const Move& a, const Move& b) {
    return a.type == b.type && a.to == b.to && a.answer == b.answer;
}

std::optional<Standing> expected(Standing now, const Move& move, Party by) {
    for (const Row& row : kAllowed)
        if (same(row.move, move) && row.level == now.level && has(row.from, now.state) &&
            has(row.by, by))
            return Standing{row.to.value_or(now.state), row.to_level};
    return std::nullopt;
}

store::Event with_content(Bytes content) {
    const Bytes data = cbor::Writer().array(0).take();
    store::Header header;
    header.data = data;
    store::Body body;
    body.content = std::move(content);
    return store::make_event(header, std::move(body));
}

Bytes words(std::string_view text) { return Said{std::string(text)}.content(); }

}  // namespace

TEST_CASE("requests rules: every state, every step, everybody: what is written out, and no more") {
    int allowed = 0;
    for (const State state : kAllStates)
        for (const Level level : kAllLevels)
            for (const Move& move : kMoves)
                for (const Party by : kParties) {
                    INFO("state " << static_cast<int>(state) << " level " << static_cast<int>(level)
                                  << " type " << move.type << " to " << static_cast<int>(move.to)
                                  << " by " << static_cast<int>(by));
                    const auto after = next({state, level}, move, by);
                    const auto wanted = expected({state, level}, move, by);
                    REQUIRE(after.ok() == wanted.has_value());
                    if (after.ok()) {
                        CHECK(*after == *wanted);
                        ++allowed;
                    }
                }
    CHECK(allowed == 6 + 3 + 2 + 1 + 3 + 8 + 4 + 4 + 4 + 12 + 15);
}

TEST_CASE("requests rules: the reason of a refusal is the nearest one") {
    const Standing filed_here{}, at_town{accepted, town};
    CHECK(error_of(next(filed_here, kAccept, Party::resident)) == ErrorCode::not_permitted);
    CHECK(error_of(next(filed_here, kAccept, Party::nobody)) == ErrorCode::not_permitted);
    CHECK(error_of(next({finished, village}, kSatisfied, Party::town)) == ErrorCode::not_permitted);
    CHECK(error_of(next(filed_here, kFinish, Party::village)) == ErrorCode::wrong_state);
    CHECK(error_of(next({closed, village}, kSatisfied, Party::resident)) == ErrorCode::wrong_state);
    CHECK(error_of(next(at_town, kFinish, Party::village)) == ErrorCode::wrong_holder);
    CHECK(error_of(next(at_town, kToVillage, Party::village)) == ErrorCode::wrong_holder);
    CHECK(error_of(next(filed_here, kToCounty, Party::town)) == ErrorCode::wrong_state);
    for (const std::uint32_t other : {0u, 1u, kFiledType, kFiledAnonymouslyType, 13u, 68u})
        CHECK(error_of(next(filed_here, {other}, Party::town)) == ErrorCode::wrong_state);
}

TEST_CASE("requests rules: who acts follows from the actor, their roles and whose request it is") {
    using namespace store::role;
    using store::Actor;
    const PersonNo person{5};
    const auto staff = [&](store::Roles roles) {
        return party_of(Actor::of(StaffNo{5}), roles, person);
    };
    CHECK(staff(kStaff) == Party::village);
    CHECK(staff(kTown) == Party::town);
    CHECK(staff(kStaff | kTown | kClerk) == Party::town);
    for (const store::Roles roles : {store::Roles{0}, kSupervisor, kClerk, kSupervisor | kClerk})
        CHECK(staff(roles) == Party::nobody);
    CHECK(party_of(Actor::of(person), kTown, person) == Party::resident);
    CHECK(party_of(Actor::of(PersonNo{6}), kTown, person) == Party::nobody);
    CHECK(party_of(Actor{}, kTown, person) == Party::nobody);
}

TEST_CASE("requests rules: whoever has to act has a limit; a closed one has none") {
    for (const Level level : kAllLevels) {
        CHECK_FALSE(limit_days({closed, level}));
        CHECK(limit_days({finished, level}) == 7);
        CHECK(limit_days({reopened, level}));
        CHECK(limit_days({handed_on, level}));
    }
    CHECK(limit_days({filed, village}) == 1);
    CHECK(limit_days({accepted, village}) == 7);
    CHECK(limit_days({handed_on, town}) == 2);
    CHECK(limit_days({accepted, town}) == 10);
    CHECK(limit_days({handed_on, county}) == 15);
}

TEST_CASE("requests rules: texts are there, short enough, and UTF-8") {
    CHECK(need(Said::of(with_content(words("路灯坏了")))).text == "路灯坏了");
    CHECK(Said::of(with_content(words(std::string(limits::kTextBytes, 'x')))).ok());
    CHECK(error_of(Said::of(with_content(words(std::string(limits::kTextBytes + 1, 'x'))))) ==
          ErrorCode::too_large);
    CHECK(need(Said::of(with_content(words("")))).text.empty());
    CHECK(error_of(Said::of(with_content(words("\xff")))) == ErrorCode::malformed);
    CHECK(error_of(Said::of(with_content({}))) == ErrorCode::malformed);
    CHECK(error_of(Said::of(with_content(cbor::Writer().text("x").take()))) ==
          ErrorCode::malformed);
    store::Event erased = with_content(words("x"));
    erased.body.reset();
    CHECK(need(Said::of(erased)).text.empty());
}

TEST_CASE("requests rules: pictures stand behind the words, and only where there are some") {
    const Said plain{"路灯坏了"};
    CHECK(plain.content() == cbor::Writer().array(1).text("路灯坏了").take());  // as ever
    Said with = plain;
    for (std::size_t i = 0; i < limits::kPictures; ++i)
        with.pictures.push_back(blobs::reference_to(as_bytes(std::to_string(i))));
    CHECK(need(Said::of(with_content(with.content()))).pictures == with.pictures);
    with.pictures.push_back(with.pictures[0]);
    CHECK(error_of(Said::of(with_content(with.content()))) == ErrorCode::too_large);
    const Bytes none = cbor::Writer().array(2).text("x").array(0).take();
    CHECK(error_of(Said::of(with_content(none))) == ErrorCode::malformed);
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

TEST_CASE("requests rules: every step is read as it is written, and nothing else is") {
    const Step step{PersonNo{7}, {{1}, {2}, {3}}};
    store::Header header;
    const auto with = [&](std::uint32_t type, const Bytes& data) -> store::Header& {
        header.type = type;
        header.data = data;
        return header;
    };
    Bytes data = HandedOn{step, county}.data();
    CHECK(need(HandedOn::parse(with(kHandedOnType, data))).to == county);
    CHECK(need(move_of(header)).to == county);
    CHECK(need(step_of(header)).request == step.request);
    data.back() = 3;  // no such level
    CHECK(error_of(HandedOn::parse(with(kHandedOnType, data))) == ErrorCode::malformed);
    data = Visited{step, Answer::not_solved}.data();
    CHECK(need(Visited::parse(with(kVisitedType, data))).answer == Answer::not_solved);

    Answered answered{step, {{4}, {5}, {6}}, Answer::not_solved, Cause::again, Signature{}};
    data = answered.data();
    const Answered read = need(Answered::parse(with(kAnsweredType, data)));
    CHECK(read.finished == answered.finished);
    CHECK(read.cause == Cause::again);
    CHECK(read.signature);
    answered.cause = Cause::none;  // not solved, and no reason
    data = answered.data();
    CHECK(error_of(Answered::parse(with(kAnsweredType, data))) == ErrorCode::malformed);
    answered.answer = Answer::mostly;
    answered.signature.reset();
    data = answered.data();
    CHECK_FALSE(need(Answered::parse(with(kAnsweredType, data))).signature);
    CHECK(error_of(step_of(with(kFiledType, data))) == ErrorCode::unknown_type);
}

TEST_CASE("requests rules: a claim code opens its own request and nothing else") {
    const Uuid shard = Uuid::v7(1, Bytes(10, 1)), other = Uuid::v7(1, Bytes(10, 2));
    const auto claim = Claim::from("3467ACDE", shard);
    REQUIRE(claim);
    CHECK(is_pseudonym(claim->pseudonym()));
    CHECK(claim->pseudonym().value < 1u << 30);  // an actor's number has no more bits
    CHECK(claim->pseudonym() == Claim::from("3467ACDE", shard)->pseudonym());
    CHECK(claim->key() != Claim::from("3467ACDE", other)->key());
    CHECK(claim->key() != Claim::from("3467ACDF", shard)->key());
    for (const char* wrong : {"", "3467ACD", "3467ACDEF", "3467acde", "3467ACD0", "3467ACDO"})
        CHECK_FALSE(Claim::from(wrong, shard));

    Answered answered{{claim->pseudonym(), {{1}, {1}, {1}}},
                      {{2}, {1}, {1}},
                      Answer::satisfied,
                      Cause::none,
                      std::nullopt};
    const Hash commitment = sha256(as_bytes("words"));
    CHECK_FALSE(signed_by(claim->key(), answered, commitment));
    claim->sign(answered, commitment);
    CHECK(signed_by(claim->key(), answered, commitment));
    CHECK_FALSE(signed_by(claim->key(), answered, sha256(as_bytes("other words"))));
    Answered moved = answered;
    moved.finished.seq.value = 2;  // another result
    CHECK_FALSE(signed_by(claim->key(), moved, commitment));
}

}  // namespace xf::requests
