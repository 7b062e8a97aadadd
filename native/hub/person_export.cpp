#include "native/hub/person_export.hpp"

#include <algorithm>
#include <array>

#include "shared/app/balance_pages.hpp"
#include "shared/app/registry.hpp"
#include "shared/app/wording.hpp"
#include "shared/people/feature.hpp"
#include "shared/privacy/feature.hpp"
#include "shared/requests/feature.hpp"

namespace xf::hub {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kAll = SIZE_MAX >> 1;
constexpr std::array<const char*, requests::kCategories> kCategories = {
    "环境卫生", "道路出行", "用水用电", "邻里纠纷", "生活困难", "其他事情"};

const char* word_of_step(std::uint32_t type) {
    switch (type) {
        case requests::kFiledType:
            return "提出";
        case requests::kAcceptedType:
            return "受理";
        case requests::kFinishedType:
            return "办结";
        case requests::kClosedType:
            return "确认解决";
        case requests::kReopenedType:
            return "没解决，再提";
        case requests::kHandedOnType:
            return "转办";
        case requests::kVisitedType:
            return "回访";
        case requests::kAnsweredType:
            return "评价";
        default:
            return "其他";
    }
}

std::string time_text(UnixTime time) {
    const ClockTime clock = china_clock(time);
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), " %02d:%02d", clock.hour, clock.minute);
    return iso(china_day(time)) + text.data();
}

std::string verdict_text(const std::optional<store::Verdict>& verdict) {
    if (!verdict || verdict->counts()) return "有效";
    const auto reason = verdict->reason();
    return "未采纳（" + std::string(reason ? name_of(*reason) : "quarantined") + "）";
}

Result<std::string> who(const store::Place& place, const store::Actor& actor) {
    XF_ASSIGN(std::string name, app::actor_name(place, actor));
    if (!name.empty()) return name;
    return std::string(actor.kind == store::Actor::Kind::device ? "系统" : "姓名已删除");
}

Result<Json> identity_of(const store::Place& place, const people::Person& person) {
    XF_ASSIGN(const people::Household home, people::household(place, person.household));
    XF_ASSIGN(const auto cards, people::cards_of(place, home.no));
    XF_ASSIGN(const bool told, privacy::knows_notice(place, person.no));
    XF_ASSIGN(const bool erased,
              privacy::erased(place, {store::ScopeKind::person, person.no.value}));
    return Json{{"人员编号", person.no.value},
                {"姓名", person.name},
                {"户号", home.no.value},
                {"户名", home.name},
                {"网格", home.grid},
                {"本户的卡号", cards},
                {"看过个人信息说明", told ? "是" : "否"},
                {"个人信息已删除", erased ? "是" : "否"}};
}

Result<Json> requests_of(const store::Place& place, PersonNo person) {
    XF_ASSIGN(const auto found, requests::list(place, person, kAll));
    Json out = Json::array();
    for (const requests::Request& request : found) {
        Json steps = Json::array();
        for (const requests::StepRow& step : request.steps) {
            XF_ASSIGN(const std::string by, who(place, step.actor));
            steps.push_back({{"时间", time_text(step.at)},
                             {"事项", word_of_step(step.type)},
                             {"经办", by},
                             {"内容", step.said.text},
                             {"照片", step.said.pictures.size()},
                             {"记录", verdict_text(step.verdict)}});
        }
        out.push_back({{"编号", app::number_of(request.id)},
                       {"类别", kCategories[request.category]},
                       {"经过", std::move(steps)}});
    }
    return out;
}

Result<Json> points_of(const store::Place& place, HouseholdNo household, Day today) {
    XF_ASSIGN(const app::BalanceView balance, app::balance_of(place, household, today, kAll));
    Json lines = Json::array();
    for (const app::LineView& line : balance.lines)
        lines.push_back({{"时间", time_text(line.at)},
                         {"事项", line.title},
                         {"分数", line.points.value()},
                         {"经办", line.who},
                         {"本户的人", line.person},
                         {"记录", line.reason ? "未采纳" : "有效"}});
    return Json{{"说明", "积分属于整户，不属于一个人；删除个人信息不影响积分。"},
                {"可用分", balance.available.value()},
                {"累计分", balance.score.value()},
                {"明细", std::move(lines)}};
}

/// One value of an event. Byte strings are secrets' checks and references, and say nothing to a reader.
Json value_of(cbor::Reader& in) {
    if (in.skip_null()) return nullptr;
    cbor::Reader probe = in;
    if (const auto number = probe.integer(); number.ok()) return in = probe, Json(*number);
    probe = in;
    if (const auto text = probe.text(SIZE_MAX); text.ok()) return in = probe, Json(*text);
    probe = in;
    if (const auto items = probe.array(SIZE_MAX); items.ok()) {
        Json out = Json::array();
        in = probe;
        for (std::size_t i = 0; i < *items && !in.at_end(); ++i) out.push_back(value_of(in));
        return out;
    }
    const auto item = in.item();
    return item.ok() ? Json("（" + std::to_string(item->size()) + " 字节）") : Json(nullptr);
}

/// Whatever a feature keeps: events about the person, by the person, or about all of the household.
Result<Json> records_of(sync::HubShard& shard, const people::Person& person) {
    const store::Scope whom{store::ScopeKind::person, person.no.value};
    const store::Scope home{store::ScopeKind::household, person.household.value};
    const store::Erasure erasure = shard.log().erasure();
    Json out = Json::array();
    XF_TRY(shard.log().store().each_record([&](const store::StoredEvent& record) -> Status {
        XF_ASSIGN(const store::Header header, record.event.parsed());
        const auto about = erasure.about(header);
        const auto writer = header.actor.person();
        const bool theirs = writer == person.no || record.position->scope == whom ||
                            std::find(about.begin(), about.end(), whom) != about.end();
        const bool shared = record.position->scope == home && !writer &&
                            std::find(about.begin(), about.end(), home) != about.end();
        if (!theirs && !shared) return {};
        const auto known = app::registry().find(header.type);
        cbor::Reader data(header.data);
        Json line = {{"序号", record.position->hub_seq},
                     {"时间", time_text(header.time)},
                     {"类型", known ? std::string(known->type->name) : "unknown"},
                     {"设备", record.key.device.value},
                     {"记录", verdict_text(record.position->verdict)},
                     {"数据", value_of(data)}};
        if (record.event.body) {
            cbor::Reader content(record.event.body->content);
            line["内容"] = value_of(content);
        } else if (record.event.commitment) {
            line["内容"] = "已删除";
        }
        out.push_back(std::move(line));
        return {};
    }));
    return out;
}

Status note(sync::HubShard& shard, const people::Person& person, UnixTime now) {
    const Bytes data = privacy::Exported{person.household, person.no}.data();
    store::Header header;
    header.type = privacy::kPersonExportedType;
    header.time = now;
    header.auth = store::AuthMethod::hub;
    header.data = data;
    return shard.log().append(header, std::nullopt);
}

}  // namespace

namespace {

Result<Json> export_one(sync::HubShard& shard, const std::string& town,
                        const people::Person& person, UnixTime now) {
    const store::Place place = shard.log().place();
    XF_TRY(note(shard, person, now));
    Json out = {{"说明", "这是村里的系统里关于这个人的全部记录。密码和卡上的密钥不在里面。"},
                {"镇", town},
                {"村", shard.log().shard().name},
                {"生成时间", time_text(now)}};
    XF_ASSIGN(out["身份"], identity_of(place, person));
    XF_ASSIGN(out["诉求"], requests_of(place, person.no));
    XF_ASSIGN(out["积分"], points_of(place, person.household, china_day(now)));
    XF_ASSIGN(out["全部记录"], records_of(shard, person));
    return out;
}

}  // namespace

Result<Json> export_people(sync::HubShard& shard, const std::string& town,
                           const DataSubject& subject, UnixTime now) {
    XF_ASSIGN(store::Transaction transaction, shard.db().begin());
    XF_ASSIGN(const auto whom, erasures_of(shard.log().place(), subject));
    Json out = Json::array();
    for (const privacy::Erased& one : whom) {
        if (one.person.value == 0) continue;  // the household itself: part of everyone's
        XF_ASSIGN(const people::Person person, people::person(shard.log().place(), one.person));
        XF_ASSIGN(Json about, export_one(shard, town, person, now));
        out.push_back(std::move(about));
    }
    XF_TRY(transaction.commit());
    return out;
}

}  // namespace xf::hub
