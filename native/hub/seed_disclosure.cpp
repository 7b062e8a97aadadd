#include "native/hub/seed_disclosure.hpp"

#include <algorithm>

#include "shared/disclosure/calendar.hpp"
#include "shared/disclosure/figures_text.hpp"

namespace xf::hub {
namespace {

using namespace disclosure;

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kMorningSeconds = 9LL * 3'600;
constexpr int kPublishedOn = 6;  ///< of the next month

class Seeder {
public:
    Seeder(UnixTime now, ports::Random& random, const SeedEvent& append)
        : now_(now), random_(random), append_(append) {}

    Status month(const TownMonth& town) {
        DueMonth due = month_of(china_day(now_));
        for (std::uint32_t i = 0; i < town.months_ago; ++i)
            due = month_of(Day{first_day(due).days - 1});
        SubmittedText text;
        text.title = chinese_month(due) + std::string(chinese_kind(town.kind)) + "公开（示例）";
        if (town.kind == LeafKind::finance) {
            FinanceFigures finance{town.opening.value_or(balance_), 0, town.lines};
            finance.closing = balance_ = finance.balance();
            text.figures = std::move(finance);
            text.markdown = figures_markdown(text.title, town.kind, *text.figures, town.text);
        } else {
            text.markdown = plain_markdown(text.title, town.text);
        }
        const Day next = first_day(next_month(due));
        const UnixTime at = time_of(Day{next.days + kPublishedOn - 1});
        XF_TRY(submit({new_uuid(), 1, town.kind, due, {}}, text, at));
        for (const TownChannel& channel : town.channels) {
            const Day day{next.days + static_cast<std::int32_t>(channel.day) - 1};
            const ChannelUsed used{due, town.kind, channel.channel, std::min(day, today())};
            XF_TRY(append_(kChannelType, time_of(used.day), used.data(), std::nullopt));
        }
        return {};
    }

    Status matter(const TownMatter& town) {
        const Uuid matter = new_uuid();
        std::uint32_t version = 0;
        for (const TownStep& step : town.steps) {
            ++version;
            Submitted what{matter, version, step.kind, {}, {}};
            if (step.corrects) what.supersedes = version - 1;
            SubmittedText text;
            text.title = town.title;
            text.figures = figures_of(step);
            text.markdown = figures_markdown(text.title, step.kind, *text.figures, step.text);
            XF_TRY(submit(what, text, time_of(before(step.days_ago))));
        }
        return {};
    }

private:
    Day today() const { return china_day(now_); }
    Day before(std::uint32_t days) const {
        return {today().days - static_cast<std::int32_t>(days)};
    }
    Uuid new_uuid() {
        return Uuid::v7(static_cast<std::uint64_t>(now_.seconds) * 1000, random_.bytes(10));
    }

    /// In the morning, and never in the future.
    UnixTime time_of(Day day) const {
        const std::int64_t at = day.days * kDaySeconds - kChinaOffsetSeconds + kMorningSeconds;
        return {std::min(at, now_.seconds)};
    }

    StepFigures figures_of(const TownStep& step) const {
        StepFigures out;
        out.date = before(step.days_ago);
        out.turnout = step.turnout;
        out.votes = step.votes;
        out.objections = step.objections;
        const auto after = [&](std::uint32_t days) {
            return Day{out.date.days + static_cast<std::int32_t>(days)};
        };
        if (step.publicity_days) out.publicity = Period{out.date, after(*step.publicity_days)};
        if (step.result_in_days) out.result_due = after(*step.result_in_days);
        return out;
    }

    Status submit(const Submitted& what, const SubmittedText& text, UnixTime at) {
        XF_ASSIGN(Bytes content, text.content());
        return append_(kSubmittedType, at, what.data(), std::move(content));
    }

    UnixTime now_;
    ports::Random& random_;
    const SeedEvent& append_;
    std::int64_t balance_ = 0;  ///< of the finance month before
};

}  // namespace

Status seed_disclosure(const TownDisclosure& disclosure, UnixTime now, ports::Random& random,
                       const SeedEvent& append) {
    Seeder seeder(now, random, append);
    for (const TownMonth& month : disclosure.months) XF_TRY(seeder.month(month));
    for (const TownMatter& matter : disclosure.matters) XF_TRY(seeder.matter(matter));
    return {};
}

}  // namespace xf::hub
