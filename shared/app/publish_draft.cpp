#include "shared/app/publish_draft.hpp"

#include <algorithm>
#include <charconv>

#include "shared/base/limits.hpp"
#include "shared/base/money.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/figures_text.hpp"
#include "shared/disclosure/manifest.hpp"

namespace xf::app {
namespace {

using namespace disclosure;

constexpr std::int32_t kPublicityDays = 7;  ///< proposed; the village may take longer
constexpr std::int32_t kResultDays = 60;

/// What the figures of a document do not say: its paragraphs, without the sentence about sums.
std::string words_of(const SubmittedText& text, bool accounts) {
    const auto blocks = read_document(text.markdown);
    std::string out;
    if (!blocks.ok()) return out;
    bool sums = accounts;
    for (const Block& block : *blocks) {
        const bool figures = block.kind == Block::Kind::title || block.kind == Block::Kind::item ||
                             block.kind == Block::Kind::table;
        if (figures) continue;
        if (std::exchange(sums, false)) continue;
        out += (out.empty() ? "" : "\n") + text_of(block);
    }
    return out;
}

template <typename T>
std::string shown(const std::optional<T>& value) {
    return value ? std::to_string(*value) : std::string();
}

Result<std::optional<std::uint32_t>> read_count(const std::string& text) {
    if (text.empty()) return std::optional<std::uint32_t>();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > kPeople)
        return ErrorCode::bad_amount;
    return std::optional(value);
}

Status fill_meeting(StepFigures& step, const std::vector<std::string>& values) {
    std::array<std::optional<std::uint32_t>, 5> counts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        XF_ASSIGN(counts[i], read_count(values[i]));
    }
    step.turnout.reset();
    step.votes.reset();
    if (counts[0] || counts[1]) step.turnout = {counts[0].value_or(0), counts[1].value_or(0)};
    if (counts[2] || counts[3] || counts[4])
        step.votes = {counts[2].value_or(0), counts[3].value_or(0), counts[4].value_or(0)};
    return check_figures(step);
}

Status fill_words(Draft& draft, const std::vector<std::string>& values) {
    if (values[0].empty()) return ErrorCode::nothing_entered;
    if (values[0].size() > kTitleBytes || values[1].size() > kNumberBytes ||
        values[2].size() > limits::kTextBytes)
        return ErrorCode::too_large;
    draft.title = values[0];
    draft.number = values[1];
    draft.words = values[2];
    return {};
}

Day* day_of_field(Draft& draft, DayField field) {
    StepFigures& step = draft.step;
    switch (field) {
        case DayField::date:
            return &step.date;
        case DayField::publicity_from:
            return step.publicity ? &step.publicity->from : nullptr;
        case DayField::publicity_to:
            return step.publicity ? &step.publicity->to : nullptr;
        case DayField::result_due:
            return step.result_due ? &*step.result_due : nullptr;
        case DayField::channel:
            return nullptr;
    }
    return nullptr;
}

}  // namespace

std::vector<FormPart> Draft::parts() const {
    if (accounts())
        return {FormPart::month, FormPart::opening, FormPart::lines, FormPart::words,
                FormPart::pictures};
    if (is_monthly(what.kind)) return {FormPart::month, FormPart::words, FormPart::pictures};
    if (what.kind >= LeafKind::resolution)
        return {FormPart::words, FormPart::days, FormPart::pictures};
    return {FormPart::words, FormPart::meeting, FormPart::pictures};
}

Result<SubmittedText> Draft::text() const {
    if (title.empty()) return ErrorCode::nothing_entered;
    SubmittedText out;
    out.title = title;
    out.number = number;
    if (accounts()) {
        FinanceFigures figures = finance;
        figures.closing = figures.balance();
        out.figures = std::move(figures);
    } else if (is_step(what.kind)) {
        out.figures = step;
    }
    if (out.figures) XF_TRY(check_figures(*out.figures));
    out.markdown = out.figures ? figures_markdown(title, what.kind, *out.figures, words)
                               : plain_markdown(title, words);
    return out;
}

Draft new_month(LeafKind kind, DueMonth month, const Uuid& matter) {
    Draft draft;
    draft.what = {matter, 1, kind, month, {}};
    draft.title = chinese_month(month) + std::string(chinese_kind(kind)) + "公开";
    return draft;
}

Draft new_step(LeafKind kind, const Uuid& matter, std::uint32_t version, std::string title,
               Day today) {
    Draft draft;
    draft.what = {matter, version, kind, {}, {}};
    draft.title = std::move(title);
    draft.step.date = today;
    if (kind == LeafKind::resolution) {
        draft.step.publicity = Period{today, Day{today.days + kPublicityDays}};
        draft.step.result_due = Day{today.days + kResultDays};
    }
    return draft;
}

Draft correction_of(const Submission& earlier, std::uint32_t version) {
    Draft draft;
    draft.what = earlier.what;
    draft.what.version = version;
    draft.what.supersedes = earlier.what.version;
    draft.title = earlier.text.title;
    draft.number = earlier.text.number;
    if (earlier.text.figures) {
        if (const auto* step = std::get_if<StepFigures>(&*earlier.text.figures)) draft.step = *step;
        if (const auto* finance = std::get_if<FinanceFigures>(&*earlier.text.figures))
            draft.finance = *finance;
    }
    draft.words = words_of(earlier.text, draft.accounts());
    return draft;
}

std::vector<FormField> fields_of(const Draft& draft, FormPart part) {
    const StepFigures& step = draft.step;
    switch (part) {
        case FormPart::words:
            return {{Field::title, draft.title},
                    {Field::number, draft.number},
                    {Field::words, draft.words}};
        case FormPart::meeting: {
            std::vector<FormField> out(5);
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i].field = static_cast<Field>(static_cast<std::size_t>(Field::expected) + i);
            if (step.turnout) {
                out[0].value = std::to_string(step.turnout->expected);
                out[1].value = std::to_string(step.turnout->present);
            }
            if (step.votes) {
                out[2].value = std::to_string(step.votes->in_favour);
                out[3].value = std::to_string(step.votes->against);
                out[4].value = std::to_string(step.votes->abstained);
            }
            return out;
        }
        case FormPart::days:  // how many there were is known when the result is
            if (step.publicity) return {};
            return {{Field::objections, shown(step.objections)}};
        case FormPart::opening:
            return {{Field::opening, yuan(draft.finance.opening)}};
        case FormPart::line:
            return {{Field::amount, {}}, {Field::line_text, {}}};
        case FormPart::month:
        case FormPart::lines:
        case FormPart::pictures:
            return {};
    }
    return {};
}

Status fill(Draft& draft, FormPart part, const std::vector<std::string>& values) {
    if (values.size() != fields_of(draft, part).size()) return ErrorCode::malformed;
    switch (part) {
        case FormPart::words:
            return fill_words(draft, values);
        case FormPart::meeting:
            return fill_meeting(draft.step, values);
        case FormPart::days: {
            if (values.empty()) return {};
            XF_ASSIGN(draft.step.objections, read_count(values[0]));
            return check_figures(draft.step);
        }
        case FormPart::opening: {
            const auto cents = parse_yuan(values[0], kCents);
            if (!cents) return ErrorCode::bad_amount;
            draft.finance.opening = *cents;
            return {};
        }
        case FormPart::month:
        case FormPart::lines:
        case FormPart::line:
        case FormPart::pictures:
            return {};
    }
    return {};
}

std::vector<FormDay> days_of(const Draft& draft, FormPart part) {
    const StepFigures& step = draft.step;
    std::vector<FormDay> out;
    if (part != FormPart::days && part != FormPart::meeting) return out;
    if (!step.publicity) out.push_back({DayField::date, step.date});
    if (step.publicity) {
        out.push_back({DayField::publicity_from, step.publicity->from});
        out.push_back({DayField::publicity_to, step.publicity->to});
    }
    if (step.result_due) out.push_back({DayField::result_due, *step.result_due});
    return out;
}

void shift(Draft& draft, DayField field, std::int32_t by) {
    Day* const day = day_of_field(draft, field);
    if (!day) return;
    day->days += by;
    if (auto& publicity = draft.step.publicity) {
        if (field == DayField::publicity_to)
            publicity->from = std::min(publicity->from, publicity->to);
        else
            publicity->to = std::max(publicity->from, publicity->to);
        draft.step.date = publicity->from;  // a resolution is published as its time begins
    }
    if (draft.step.result_due)
        draft.step.result_due = std::max(*draft.step.result_due, draft.step.date);
}

}  // namespace xf::app
