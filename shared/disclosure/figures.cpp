#include "shared/disclosure/figures.hpp"

#include <algorithm>

#include "shared/base/cbor.hpp"

namespace xf::disclosure {
namespace {

constexpr std::uint64_t kFormat = 1;
constexpr std::uint64_t kStep = 0;
constexpr std::uint64_t kFinance = 1;
constexpr std::int32_t kLastDay = 376'200;  // the year 2999
constexpr std::uint32_t kLastPaper = 99;

bool plain(std::string_view text) {
    return cbor::valid_utf8(as_bytes(text)) && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
           });
}

bool is_day(Day day) { return day.days >= 0 && day.days <= kLastDay; }

Status check(const StepFigures& step) {
    const auto wrong = [](const char* what) { return Error{ErrorCode::bad_amount, what}; };
    if (!is_day(step.date)) return Error{ErrorCode::malformed, "figures: date"};
    if (step.turnout) {
        if (step.turnout->expected > kPeople) return Error{ErrorCode::too_large, "figures: people"};
        if (step.turnout->present > step.turnout->expected) return wrong("figures: turnout");
    }
    if (step.votes) {
        const std::uint64_t most = step.turnout ? step.turnout->present : kPeople;
        if (step.votes->all() > most) return wrong("figures: votes");
    }
    if (step.publicity) {
        if (!is_day(step.publicity->from) || !is_day(step.publicity->to))
            return Error{ErrorCode::malformed, "figures: publicity"};
        if (step.publicity->to < step.publicity->from) return wrong("figures: publicity");
    }
    if (step.result_due && !is_day(*step.result_due))
        return Error{ErrorCode::malformed, "figures: result due"};
    if (step.result_due && *step.result_due < step.date) return wrong("figures: result due");
    if (step.objections.value_or(0) > kPeople)
        return Error{ErrorCode::too_large, "figures: objections"};
    return {};
}

bool is_balance(std::int64_t cents) { return cents > -kCents && cents < kCents; }

Status check(const FinanceFigures& finance) {
    if (finance.lines.size() > kFinanceLines) return Error{ErrorCode::too_large, "figures: lines"};
    if (!is_balance(finance.opening) || !is_balance(finance.closing))
        return Error{ErrorCode::too_large, "figures: balance"};
    for (const FinanceLine& line : finance.lines) {
        if (line.cents <= 0) return Error{ErrorCode::bad_amount, "figures: amount"};
        if (line.cents >= kCents || line.category.size() > kCategoryBytes ||
            line.text.size() > kLineTextBytes || line.paper.value_or(0) > kLastPaper)
            return Error{ErrorCode::too_large, "figures: line"};
        if (line.category.empty() || !plain(line.category) || !plain(line.text))
            return Error{ErrorCode::malformed, "figures: line"};
    }
    if (finance.balance() != finance.closing) return Error{ErrorCode::bad_amount, "figures: sum"};
    return {};
}

void write_day(cbor::Writer& out, Day day) { out.uint(static_cast<std::uint64_t>(day.days)); }

void write(cbor::Writer& out, const StepFigures& step) {
    out.array(8).uint(kFormat).uint(kStep);
    write_day(out, step.date);
    step.turnout ? out.array(2).uint(step.turnout->expected).uint(step.turnout->present)
                 : out.null();
    step.votes ? out.array(3)
                     .uint(step.votes->in_favour)
                     .uint(step.votes->against)
                     .uint(step.votes->abstained)
               : out.null();
    if (step.publicity) {
        out.array(2);
        write_day(out, step.publicity->from);
        write_day(out, step.publicity->to);
    } else {
        out.null();
    }
    if (step.result_due)
        write_day(out, *step.result_due);
    else
        out.null();
    step.objections ? out.uint(*step.objections) : out.null();
}

void write(cbor::Writer& out, const FinanceFigures& finance) {
    out.array(5).uint(kFormat).uint(kFinance).integer(finance.opening).integer(finance.closing);
    out.array(finance.lines.size());
    for (const FinanceLine& line : finance.lines) {
        out.array(5).uint(static_cast<std::uint64_t>(line.direction)).text(line.category);
        out.uint(static_cast<std::uint64_t>(line.cents)).text(line.text);
        line.paper ? out.uint(*line.paper) : out.null();
    }
}

Result<Day> read_day(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t days, in.uint(kLastDay));
    return Day{static_cast<std::int32_t>(days)};
}

Status read_people(cbor::Reader& in, std::uint32_t& count) {
    XF_ASSIGN(const std::uint64_t read, in.uint(kPeople));
    count = static_cast<std::uint32_t>(read);
    return {};
}

Status read_meeting(cbor::Reader& in, StepFigures& step) {
    if (!in.skip_null()) {
        XF_TRY(in.array_of(2));
        step.turnout.emplace();
        XF_TRY(read_people(in, step.turnout->expected));
        XF_TRY(read_people(in, step.turnout->present));
    }
    if (in.skip_null()) return {};
    XF_TRY(in.array_of(3));
    step.votes.emplace();
    XF_TRY(read_people(in, step.votes->in_favour));
    XF_TRY(read_people(in, step.votes->against));
    return read_people(in, step.votes->abstained);
}

Result<Figures> read_step(cbor::Reader& in) {
    StepFigures step;
    XF_ASSIGN(step.date, read_day(in));
    XF_TRY(read_meeting(in, step));
    if (!in.skip_null()) {
        XF_TRY(in.array_of(2));
        step.publicity.emplace();
        XF_ASSIGN(step.publicity->from, read_day(in));
        XF_ASSIGN(step.publicity->to, read_day(in));
    }
    if (!in.skip_null()) {
        XF_ASSIGN(step.result_due, read_day(in));
    }
    if (!in.skip_null()) {
        step.objections.emplace();
        XF_TRY(read_people(in, *step.objections));
    }
    return Figures(step);
}

Result<FinanceLine> read_line(cbor::Reader& in) {
    XF_TRY(in.array_of(5));
    FinanceLine line;
    XF_ASSIGN(const std::uint64_t direction, in.uint(1));
    line.direction = static_cast<Direction>(direction);
    XF_ASSIGN(line.category, in.text(kCategoryBytes));
    XF_ASSIGN(const std::uint64_t cents, in.uint(kCents));
    line.cents = static_cast<std::int64_t>(cents);
    XF_ASSIGN(line.text, in.text(kLineTextBytes));
    if (!in.skip_null()) {
        XF_ASSIGN(const std::uint64_t paper, in.uint(kLastPaper));
        line.paper = static_cast<std::uint32_t>(paper);
    }
    return line;
}

Result<Figures> read_finance(cbor::Reader& in) {
    FinanceFigures finance;
    XF_ASSIGN(finance.opening, in.integer());
    XF_ASSIGN(finance.closing, in.integer());
    XF_ASSIGN(const std::size_t lines, in.array(kFinanceLines));
    for (std::size_t i = 0; i < lines; ++i) {
        XF_ASSIGN(FinanceLine line, read_line(in));
        finance.lines.push_back(std::move(line));
    }
    return Figures(std::move(finance));
}

}  // namespace

std::int64_t FinanceFigures::sum(Direction direction) const {
    std::int64_t out = 0;
    for (const FinanceLine& line : lines)
        if (line.direction == direction) out += line.cents;
    return out;
}

Status check_figures(const Figures& figures) {
    return std::visit([](const auto& one) { return check(one); }, figures);
}

Result<Bytes> encode_figures(const Figures& figures) {
    XF_TRY(check_figures(figures));
    cbor::Writer out;
    std::visit([&](const auto& one) { write(out, one); }, figures);
    return out.take();
}

Result<Figures> decode_figures(ByteView data) {
    XF_TRY(cbor::validate(data, kFiguresBytes));
    cbor::Reader in(data);
    XF_ASSIGN(const std::size_t items, in.array(8));
    if (items < 2) return Error{ErrorCode::malformed, "figures: empty"};
    XF_ASSIGN(const std::uint64_t format, in.uint());
    XF_ASSIGN(const std::uint64_t sort, in.uint());
    if (format != kFormat || sort > kFinance)
        return Error{ErrorCode::unsupported_version, "figures"};
    if (items != (sort == kStep ? 8u : 5u))
        return Error{ErrorCode::malformed, "figures: number of items"};
    XF_ASSIGN(Figures figures, sort == kStep ? read_step(in) : read_finance(in));
    XF_TRY(in.finish());
    XF_TRY(check_figures(figures));
    return figures;
}

}  // namespace xf::disclosure
