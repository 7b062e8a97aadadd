#include "tests/sim/town_life.hpp"

#include <algorithm>

#include "shared/points/ledger.hpp"
#include "tests/sim/invariants.hpp"

namespace xf::sim {
namespace {

constexpr std::size_t kFamilies = 40;  ///< at most: so that they meet again
constexpr std::size_t kRegulars = 5;
constexpr std::size_t kListed = 20;  ///< requests that somebody looks through
constexpr std::size_t kClaims = 4;   ///< claim codes, each of which takes a moment to make

std::vector<points::RedemptionLine> basket(test::SeededRandom& random) {
    std::vector<points::RedemptionLine> lines;
    const std::uint64_t kinds = 1 + random.below(3);
    for (std::uint64_t i = 0; i < kinds; ++i) {
        const auto no = static_cast<std::uint32_t>(random.below(kGoods));
        lines.push_back({GoodsNo{no + 1}, static_cast<std::uint32_t>(1 + random.below(2)),
                         Points(kPrices[no])});
    }
    return lines;
}

Points total_of(const std::vector<points::RedemptionLine>& lines) {
    return points::Redemption{HouseholdNo{0}, lines}.total();
}

}  // namespace

// ---- At the hub

Status TownLife::hub_deed() {
    if (world_->families().size() < kFamilies && random_.chance(1, 8)) {
        count("family moves in");
        const auto family = world_->add_family(1 + random_.below(3));
        return family.ok() ? Status{} : Status(family.error());
    }
    if (random_.chance(1, 10)) {
        count("stock");
        const auto no = static_cast<std::uint32_t>(1 + random_.below(kGoods));
        return world_->hub.append({stock(GoodsNo{no}, 50)});
    }
    if (random_.chance(1, 4)) {
        count("hub's round");
        return world_->hub.pass_time();
    }
    count("award");
    return world_->hub.append(
        {award(any_family().no, Points(static_cast<std::int64_t>(1 + random_.below(120))))});
}

// ---- At a device

Status TownLife::client_deed(std::size_t index) {
    Client& client = world_->client(index);
    if ((client.capabilities() & store::capability::kCounter) != 0)
        return counter_deed(index, client);
    if ((client.capabilities() & store::capability::kDesk) != 0) return desk_deed(client);
    return kiosk_deed(index, client);
}

Status TownLife::submit(Client& client, const char* deed, const Draft& draft,
                        std::optional<ErrorCode> refusal) {
    const auto key = client.submit(draft);
    if (!key.ok() && store::is_fault(key.error().code)) return key.error();
    const bool expected = refusal ? !key.ok() && key.error().code == *refusal : key.ok();
    if (!expected)
        return broken("deed", std::string(deed) + " at " + client.name() + " gave " +
                                  (key.ok() ? "a success" : key.error().message()));
    count(deed);
    client.driver().soon();
    return {};
}

Status TownLife::counter_deed(std::size_t index, Client& client) {
    if (random_.chance(1, 6)) {
        count("wish");
        const Family& family = any_family();
        XF_TRY(leave(index));
        arrive(index, family, family.persons[0]);
        client.driver().wish(
            {family.no, Points(static_cast<std::int64_t>(1 + random_.below(100)))});
        client.driver().soon();
        return {};
    }
    return redeem(client);
}

Status TownLife::redeem(Client& client) {
    const Family& family = any_family();
    const auto person = people::person(client.log().place(), family.persons[0]);
    if (!person.ok()) {  // moved in after this counter's last exchange
        count("card not known here yet");
        return {};
    }
    const std::vector<points::RedemptionLine> lines = basket(random_);
    XF_ASSIGN(const Points held, points::holding(client.log().place(), family.no, client.no(),
                                                 client.log().own().epoch));
    const bool covered = total_of(lines) <= held;
    return submit(client, covered ? "redemption" : "redemption beyond the lease",
                  redemption(family, lines),
                  covered ? std::nullopt : std::optional(ErrorCode::over_lease));
}

std::optional<PersonNo> TownLife::visitor(std::size_t index) const {
    const auto found = visitors_.find(index);
    if (found == visitors_.end()) return std::nullopt;
    return found->second;
}

void TownLife::arrive(std::size_t index, const Family& family, PersonNo person) {
    Client& client = world_->client(index);
    visitors_[index] = person;
    client.driver().set_visitors({{person, family.card.proof()}});
    client.driver().soon();
}

Status TownLife::leave(std::size_t index) {
    const auto found = visitors_.find(index);
    if (found == visitors_.end()) return {};
    Client& client = world_->client(index);
    client.driver().set_visitors({});
    XF_TRY(client.forget(found->second));
    visitors_.erase(found);
    return {};
}

Status TownLife::kiosk_deed(std::size_t index, Client& client) {
    const auto person = visitor(index);
    if (!person) return come(index, client);
    switch (random_.below(5)) {
        case 0:
            count("leave");
            return leave(index);
        case 4: {
            if (requests::is_pseudonym(*person)) return step_by_person(client, *person);
            XF_ASSIGN(const bool done, object(client, *person));
            if (done) return {};
            return step_by_person(client, *person);
        }
        case 1:
            if (requests::is_pseudonym(*person)) return step_by_person(client, *person);
            return submit(
                client, "filing",
                filing(*person, static_cast<std::uint32_t>(random_.below(requests::kCategories)),
                       "示例诉求"));
        default:
            return step_by_person(client, *person);
    }
}

/// With a card; or with nothing, to say something without a name or to look after what was said so.
Status TownLife::come(std::size_t index, Client& client) {
    if (claims_.size() < kClaims && random_.chance(1, 6)) return file_anonymously(client);
    if (!claims_.empty() && random_.chance(1, 3)) {
        auto claim = claims_.begin();
        std::advance(claim, random_.below(claims_.size()));
        count("claim code");
        visitors_[index] = claim->first;
        client.driver().set_visitors({{claim->first, claim->second.proof()}});
        client.driver().soon();
        return {};
    }
    // The same few come again and again: they have requests to look after.
    const Family& family = world_->families()[random_.below(kRegulars)];
    // A household that this kiosk has not heard of yet can't identify itself here.
    if (!people::household_of(client.log().place(), family.card).ok()) return {};
    XF_TRY(people::check_pin(client.log().place(), family.card, family.pin));
    count("visit");
    arrive(index, family, family.persons[random_.below(family.persons.size())]);
    return {};
}

Status TownLife::file_anonymously(Client& client) {
    const std::string code = requests::new_claim_code(random_);
    const auto claim = requests::Claim::from(code, client.log().shard().uuid);
    XF_ASSERT(claim);
    XF_TRY(submit(client, "anonymous filing", anonymous_filing(*claim, 1, "示例匿名诉求")));
    claims_.emplace(claim->pseudonym(), *claim);
    return {};
}

Draft TownLife::answer_of(const requests::Request& request, requests::Answer answer) {
    const EventKey about = request.last_move()->key;
    const std::string_view text = answer == requests::Answer::not_solved ? "没修好" : "";
    const auto claim = claims_.find(request.person);
    if (claim == claims_.end()) return answered(request.person, request.id, about, answer, text);
    return answered(claim->second, {request.person, request.id}, about, answer, text);
}

Status TownLife::step_by_person(Client& client, PersonNo person) {
    using requests::Answer;
    XF_ASSIGN(const auto requests, requests::list(client.log().place(), person, kListed));
    for (const requests::Request& request : requests) {
        if (request.standing.state != requests::State::finished) continue;
        const auto answer = static_cast<Answer>(random_.below(3));
        return submit(client, answer == Answer::not_solved ? "reopened" : "closed",
                      answer_of(request, answer));
    }
    // Not finished yet: the same rules say so here as at the hub.
    if (requests.empty() || !requests.front().last_move()) return {};
    return submit(client, "closed too early", answer_of(requests.front(), Answer::satisfied),
                  ErrorCode::wrong_state);
}

Status TownLife::desk_deed(Client& client) {
    const std::uint64_t kind = random_.below(4);
    if (kind == 0) return propose(client);
    if (kind == 1) {
        XF_ASSIGN(const bool decided, decide(client));
        if (decided) return {};
    }
    XF_ASSIGN(const bool done, step_by_staff(client));
    if (!done) client.driver().soon();
    return {};
}

Result<bool> TownLife::step_by_staff(Client& client) {
    XF_ASSIGN(const auto requests, requests::list(client.log().place(), std::nullopt, kListed));
    for (const requests::Request& request : requests) {
        const requests::State state = request.standing.state;
        const bool asked =
            state == requests::State::finished && request.due() && random_.chance(1, 4);
        if (asked) {
            XF_TRY(submit(client, "visited",
                          visited(kStaff, request.person, request.id,
                                  static_cast<requests::Answer>(random_.below(3)), "")));
            return true;
        }
        if (state == requests::State::finished || state == requests::State::closed) continue;
        if (!request.last_move()) continue;
        XF_TRY(step_on(client, request));
        return true;
    }
    return false;
}

/// Whoever holds it goes on with it, or hands it on; now and then somebody else tries to.
Status TownLife::step_on(Client& client, const requests::Request& request) {
    using requests::Level;
    const auto [state, level] = request.standing;
    const StaffNo holder = level == Level::village ? kStaff : kTownOfficer;
    const auto by = [&](std::uint32_t type, StaffNo staff) {
        return by_staff(type, staff, request.person, request.id,
                        type == requests::kFinishedType ? std::optional<std::string_view>("已办")
                                                        : std::nullopt);
    };
    const bool taken = state == requests::State::accepted;
    const bool finish = taken || level == Level::county;
    if (level != Level::village && random_.chance(1, 5))
        return submit(client, "step on what is held elsewhere",
                      by(finish ? requests::kFinishedType : requests::kAcceptedType, kStaff),
                      ErrorCode::wrong_holder);
    if (random_.chance(1, 4)) {
        const Level to = level == Level::town && random_.chance(1, 2) ? Level::county
                         : level == Level::town                       ? Level::village
                                                                      : Level::town;
        return submit(client, "handed on",
                      handed_on(holder, request.person, request.id, to, "村里办不了"));
    }
    return submit(client, finish ? "finished" : "accepted",
                  by(finish ? requests::kFinishedType : requests::kAcceptedType, holder));
}

}  // namespace xf::sim
