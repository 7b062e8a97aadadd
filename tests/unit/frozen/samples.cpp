#include "tests/unit/frozen/samples.hpp"

#include "shared/devices/events.hpp"
#include "shared/disclosure/events.hpp"
#include "shared/people/events.hpp"
#include "shared/points/award_events.hpp"
#include "shared/points/events.hpp"
#include "shared/privacy/events.hpp"
#include "shared/requests/events.hpp"
#include "shared/shop/events.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

using store::Event;
using store::Header;

const EventKey kKey{DeviceNo{3}, Epoch{2}, Seq{70'000}};
const EventKey kOtherKey{DeviceNo{300}, Epoch{1}, Seq{7}};
const requests::Step kStep{PersonNo{20}, kKey};
const Uuid kUuid = Uuid::v7(1'795'219'200'000, Bytes(10, 7));

Hash hash(std::uint8_t fill) { return *Hash::from(Bytes(32, fill)); }
blobs::BlobRef picture(std::uint8_t fill) { return {hash(fill), 123'456}; }

template <typename T>
Remade bare(const Header& header, const Event&) {
    return {need(T::parse(header)).data(), std::nullopt};
}
template <typename T>
Remade named(const Header& header, const Event& event) {
    const T read = need(T::parse(header, event));
    return {read.data(), read.content()};
}
template <typename T>
Remade said(const Header& header, const Event& event) {
    return {need(T::parse(header)).data(), need(requests::Said::of(event)).content()};
}
Remade submitted(const Header& header, const Event& event) {
    return {need(disclosure::Submitted::parse(header)).data(),
            need(need(disclosure::SubmittedText::parse(event)).content())};
}
Remade proposed(const Header& header, const Event& event) {
    return {need(points::AwardProposed::parse(header)).data(),
            need(points::AwardEvidence::parse(event)).content()};
}

template <typename T>
Remade of(const T& event) {
    return {event.data(), std::nullopt};
}
template <typename T>
Remade of_named(const T& event) {
    return {event.data(), event.content()};
}
template <typename T>
Remade of_said(const T& event) {
    return {event.data(), requests::Said{"示例：井盖坏了", {picture(1), picture(2)}}.content()};
}

disclosure::Figures figures() {
    disclosure::FinanceFigures out{4'120'730, 0, {}};
    out.lines = {{disclosure::Direction::income, "上级补助收入", 2'000'000, "运转经费"},
                 {disclosure::Direction::spending, "水电办公支出", 128'640, "路灯", 1u}};
    out.closing = out.balance();
    return out;
}

std::vector<SampleType> points_types() {
    using namespace points;
    const LeaseChange lease{
        kKey.device, kKey.epoch, {{HouseholdNo{1}, Points(-50)}, {HouseholdNo{2}, Points(7)}}};
    const LeaseChange given{kKey.device, kKey.epoch, {{HouseholdNo{2}, Points(7)}}};
    RuleDefined rule{RuleNo{4}, 2, "示例类", "参加义务巡逻", Points(10), true};
    rule.evidence = Evidence::witness;
    rule.cap = 4;
    rule.publicity_days = 7;
    rule.from = Day{20'700};
    rule.until = Day{20'800};
    const AwardEvidence evidence{"示例说明", "示例证人", {picture(3)}};
    return {
        {kRedemptionType,
         of(Redemption{HouseholdNo{1}, {{GoodsNo{1}, 2, Points(5)}, {GoodsNo{2}, 1, Points(60)}}}),
         bare<Redemption>},
        {kAwardType, of(Award{HouseholdNo{1}, RuleNo{1}, Points(10), PersonNo{10}}), bare<Award>},
        {kLeaseMovedType, of(lease), bare<LeaseChange>},
        {kLeaseReturnedType, of(given), bare<LeaseChange>},
        {kLeaseRecalledType, of(given), bare<LeaseChange>},
        {kRuleSetType, of(RuleSet{RuleNo{1}, "参加义务巡逻", Points(10)}), bare<RuleSet>},
        {kBudgetGrantedType, of(BudgetGranted{Points(100'000)}), bare<BudgetGranted>},
        {kShortfallCoveredType,
         of(ShortfallCovered{HouseholdNo{1}, Points(-9), DeviceNo{3}, Epoch{2}}),
         bare<ShortfallCovered>},
        {kRuleDefinedType, of(rule), bare<RuleDefined>},
        {kAwardProposedType,
         {AwardProposed{HouseholdNo{1}, RuleNo{4}, 2, Points(10), PersonNo{10}}.data(),
          evidence.content()},
         proposed},
        {kAwardReviewedType, of(AwardReviewed{HouseholdNo{1}, kKey, true, 2}), bare<AwardReviewed>},
        {kAwardObjectedType, of(AwardObjected{kKey, 3}), bare<AwardObjected>},
        {kObjectionAnsweredType, of(AwardReviewed{HouseholdNo{1}, kKey, false, 17}),
         bare<AwardReviewed>},
        {kAwardPostedType,
         of(AwardPosted{HouseholdNo{1}, RuleNo{4}, Points(-10), Points(-3), PersonNo{10}, kKey}),
         bare<AwardPosted>},
        {kAwardStepType, of(AwardStep{HouseholdNo{1}, kKey, AwardStep::Kind::shown, 20'707}),
         bare<AwardStep>},
    };
}

std::vector<SampleType> request_types() {
    using namespace requests;
    FiledAnonymously nameless{PersonNo{kFirstPseudonym + 5}, 2, {}, hash(5)};
    nameless.key.bytes.fill(4);
    const Answered answered{kStep, kOtherKey, Answer::not_solved, Cause::half_done,
                            Signature::from(Bytes(64, 6))};
    return {
        {kFiledType, of_said(Filed{PersonNo{20}, 3}), said<Filed>},
        {kAcceptedType, of(kStep), bare<Step>},
        {kFinishedType, of_said(kStep), said<Step>},
        {kClosedType, of(kStep), bare<Step>},
        {kReopenedType, of_said(kStep), said<Step>},
        {kFiledAnonymouslyType, of_said(nameless), said<FiledAnonymously>},
        {kHandedOnType, of_said(HandedOn{kStep, Level::county}), said<HandedOn>},
        {kVisitedType, of_said(Visited{kStep, Answer::mostly}), said<Visited>},
        {kAnsweredType, of_said(answered), said<Answered>},
    };
}

std::vector<SampleType> people_types() {
    using namespace people;
    return {
        {kHouseholdAddedType, of_named(HouseholdAdded{HouseholdNo{1}, kUuid, 3, "示例户"}),
         named<HouseholdAdded>},
        {kPersonAddedType, of_named(PersonAdded{HouseholdNo{1}, PersonNo{10}, kUuid, "示例人"}),
         named<PersonAdded>},
        {kCardIssuedType, of(CardIssued{HouseholdNo{1}, 101, hash(1), hash(2)}), bare<CardIssued>},
        {kCardRevokedType, of(CardRevoked{HouseholdNo{1}, 101}), bare<CardRevoked>},
        {kStaffListedType, of(StaffListed{StaffNo{1}, "示例书记", "村党支部书记"}),
         bare<StaffListed>},
        {kStaffPinSetType, of(StaffPinSet{1, StaffNo{1}, Bytes(16, 8), hash(3)}),
         bare<StaffPinSet>},
        {kStaffRolesSetType, of(StaffRolesSet{StaffNo{1}, store::role::kTown}),
         bare<StaffRolesSet>},
        {kStaffCardIssuedType, of(StaffCardIssued{8, StaffNo{1}, 9, hash(4)}),
         bare<StaffCardIssued>},
    };
}

std::vector<SampleType> other_types() {
    using namespace disclosure;
    const SubmittedText text{
        "示例村八月财务", "示例发〔2026〕1号", figures(), "# 八月财务\n", {picture(1), picture(2)}};
    return {
        {shop::kGoodsSetType, of(shop::GoodsSet{GoodsNo{1}, "肥皂", "块", Points(5), true}),
         bare<shop::GoodsSet>},
        {shop::kStockReceivedType, of(shop::StockReceived{GoodsNo{1}, 30}),
         bare<shop::StockReceived>},
        {devices::kEnrolledType,
         of(devices::Enrolled{DeviceNo{3}, Epoch{2}, store::capability::kCounter, "一号柜台"}),
         bare<devices::Enrolled>},
        {privacy::kPersonErasedType, of(privacy::Erased{HouseholdNo{1}, PersonNo{10}}),
         bare<privacy::Erased>},
        {privacy::kNoticeAcceptedType, of(privacy::NoticeAccepted{HouseholdNo{1}, PersonNo{10}, 2}),
         bare<privacy::NoticeAccepted>},
        {privacy::kPersonExportedType, of(privacy::Exported{HouseholdNo{1}, PersonNo{10}}),
         bare<privacy::Exported>},
        {kSubmittedType,
         {Submitted{kUuid, 2, LeafKind::finance, DueMonth{2026, 8}, 1u}.data(),
          need(text.content())},
         submitted},
        {kChannelType,
         of(ChannelUsed{DueMonth{2026, 8}, LeafKind::finance, Channel::meeting, Day{20'700}}),
         bare<ChannelUsed>},
        {kWithdrawnType, of(Withdrawn{kUuid, 2, 3u}), bare<Withdrawn>},
    };
}

std::vector<SampleType> all_types() {
    std::vector<SampleType> out;
    for (const auto& types : {points_types(), request_types(), people_types(), other_types()})
        out.insert(out.end(), types.begin(), types.end());
    return out;
}

}  // namespace

const std::vector<SampleType>& sample_types() {
    static const std::vector<SampleType> kTypes = all_types();
    return kTypes;
}

Event sample_event(const SampleType& type) {
    Header header;
    header.type = type.number;
    header.time = {1'795'219'200};
    header.day_shift = -1;
    header.actor = store::Actor::of(StaffNo{1});
    header.auth = store::AuthMethod::staff_pin;
    header.data = type.sample.data;
    if (!type.sample.content) return store::make_event(header);
    store::Body body;
    body.salt.fill(9);
    body.content = *type.sample.content;
    return store::make_event(header, std::move(body));
}

}  // namespace xf::test
