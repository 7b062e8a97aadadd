#include "shared/app/publish_pages.hpp"

#include <algorithm>
#include <map>

#include "shared/app/context.hpp"
#include "shared/app/wording.hpp"
#include "shared/base/limits.hpp"
#include "shared/base/money.hpp"
#include "shared/disclosure/figures_text.hpp"
#include "shared/disclosure/overview.hpp"

namespace xf::app {
namespace {

using disclosure::Submission;

constexpr std::size_t kItemsShown = 100;

/// What accounts of villages are sorted into; the words are data of the publication.
const std::vector<std::string> kIncomes = {"集体经营收入", "发包及上交收入", "上级补助收入",
                                           "投资收益",     "捐赠收入",       "其他收入"};
const std::vector<std::string> kSpendings = {"公益事业支出", "水电办公支出", "采购支出",
                                             "维修支出",     "工程建设支出", "其他支出"};

Day today(const Context& context) { return china_day(context.ports.clock.now()); }

Uuid new_uuid(Context& context) {
    const auto now =
        static_cast<std::uint64_t>(std::max<std::int64_t>(context.ports.clock.now().seconds, 0));
    return Uuid::v7(now * 1000, context.ports.random.bytes(10));
}

/// The last month that is over; its accounts are what is written now.
DueMonth last_month(Day day) {
    return disclosure::month_of(Day{disclosure::first_day(disclosure::month_of(day)).days - 1});
}

bool superseded(const Submission& one, const std::vector<Submission>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Submission& other) {
        return other.counts() && other.what.matter == one.what.matter &&
               other.what.supersedes == one.what.version;
    });
}

Result<HandedIn> state_of(const store::Place& place, const Submission& one) {
    if (!one.verdict) return HandedIn::saved;
    if (!one.verdict->counts()) return HandedIn::rejected;
    XF_ASSIGN(const bool there,
              disclosure::is_published(place.db, place.shard, one.what.matter, one.what.version));
    return there ? HandedIn::published : HandedIn::reported;
}

/// What a month left, as it was handed in last.
Result<std::optional<std::int64_t>> closing_of(const store::Place& place, DueMonth month) {
    std::optional<std::int64_t> out;
    XF_ASSIGN(const auto all, disclosure::submissions(place, kItemsShown));
    for (const Submission& one : all) {  // newest first
        if (!one.counts() || one.what.due != month || !one.text.figures) continue;
        const auto* finance = std::get_if<FinanceFigures>(&*one.text.figures);
        if (finance && !out) out = finance->closing;
    }
    return out;
}

/// The month in the title goes with it, unless somebody wrote another title.
Status set_month(const Context& context, Draft& draft, DueMonth month) {
    const Draft was = new_month(draft.what.kind, *draft.what.due, draft.what.matter);
    if (draft.title == was.title) draft.title = new_month(draft.what.kind, month, {}).title;
    draft.what.due = month;
    if (!draft.accounts()) return {};
    XF_ASSIGN(const auto left,
              closing_of(context.place(), last_month(disclosure::first_day(month))));
    if (left) draft.finance.opening = *left;
    return {};
}

/// Told before anything is filled in; the rules have the last word.
Status check_role(const Context& context) {
    const auto& staff = context.visit.staff;
    if (staff && (staff->roles & store::role::kStaff) != 0) return {};
    return ErrorCode::not_permitted;
}

Result<Submission> find(const Context& context, const EventKey& id) {
    XF_ASSIGN(const auto all, disclosure::submissions(context.place(), kItemsShown));
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Submission& each) { return each.key == id; });
    if (found == all.end()) return ErrorCode::not_found;
    return *found;
}

}  // namespace

std::variant<PublishPage, FormPage> FormPage::parent() const {
    FormPage before = *this;
    if (in_line)
        before.in_line = false;
    else if (at > 0)
        --before.at;
    else
        return PublishPage{};
    return before;
}

// ---- Beginning ----------------------------------------------------------------------------------

Status handle(Context& context, const StartPublication& command) {
    XF_TRY(check_role(context));
    if (disclosure::is_monthly(command.kind)) {
        if (!context.page<PublishPage>()) return {};
        const DueMonth month = last_month(today(context));
        Draft draft = new_month(command.kind, month, new_uuid(context));
        XF_TRY(set_month(context, draft, month));
        context.go(FormPage{std::move(draft)});
        return {};
    }
    if (context.page<PublishPage>()) {
        context.go(ChooseMatterPage{});
        return {};
    }
    if (!context.page<ChooseMatterPage>()) return {};
    Uuid matter = new_uuid(context);
    std::uint32_t version = 1;
    std::string title;
    if (command.matter) {
        matter = *command.matter;
        XF_ASSIGN(const auto before, disclosure::submissions_of(context.place(), matter));
        if (before.empty()) return ErrorCode::not_found;
        version = static_cast<std::uint32_t>(before.size() + 1);
        title = before.front().text.title;
    }
    context.go(FormPage{new_step(command.kind, matter, version, std::move(title), today(context))});
    return {};
}

Status handle(Context& context, const CorrectPublication& command) {
    if (!context.page<PublishPage>()) return {};
    XF_TRY(check_role(context));
    XF_ASSIGN(const Submission earlier, find(context, command.id));
    XF_ASSIGN(const auto all, disclosure::submissions_of(context.place(), earlier.what.matter));
    if (!earlier.counts() || superseded(earlier, all)) return ErrorCode::wrong_state;
    context.go(FormPage{correction_of(earlier, static_cast<std::uint32_t>(all.size() + 1)),
                        named_before(earlier.text.pictures)});
    return {};
}

// ---- Filling in ---------------------------------------------------------------------------------

Status handle(Context& context, const FillForm& command) {
    const auto* page = context.page<FormPage>();
    if (!page || page->in_line) return {};
    FormPage next = *page;
    Status filled = fill(next.draft, next.part(), command.values);
    if (command.back) {  // what can't be kept is left as it was
        if (!filled.ok()) next = *page;
        std::visit([&](auto before) { context.go(std::move(before)); }, next.parent());
        return {};
    }
    if (!filled.ok()) return filled;
    if (++next.at < next.draft.parts().size()) {
        context.go(std::move(next));
        return {};
    }
    --next.at;
    const auto text = next.draft.text();
    if (!text.ok()) return text.error();
    context.go(PreviewPage{std::move(next)});
    return {};
}

Status handle(Context& context, const ShiftDay& command) {
    if (auto* page = context.page<FormPage>()) shift(page->draft, command.field, command.by);
    if (auto* page = context.page<ChannelFormPage>())
        page->day = std::min(Day{page->day.days + command.by}, today(context));
    return {};
}

Status handle(Context& context, const ShiftMonth& command) {
    auto* page = context.page<FormPage>();
    if (!page || !page->draft.what.due || page->draft.what.supersedes) return {};
    const DueMonth now = disclosure::month_of(today(context));
    const DueMonth month = command.by > 0
                               ? disclosure::next_month(*page->draft.what.due)
                               : last_month(disclosure::first_day(*page->draft.what.due));
    if (month.number() > now.number()) return {};
    return set_month(context, page->draft, month);
}

Status handle(Context& context, const AddLine&) {
    const auto* page = context.page<FormPage>();
    if (!page || page->part() != FormPart::lines) return {};
    if (page->draft.finance.lines.size() >= disclosure::kFinanceLines) return ErrorCode::too_large;
    FormPage next = *page;
    next.in_line = true;
    context.go(std::move(next));
    return {};
}

Status handle(Context& context, const KeepLine& command) {
    const auto* page = context.page<FormPage>();
    if (!page || !page->in_line) return {};
    const auto cents = parse_yuan(command.amount, disclosure::kCents);
    if (!cents || *cents == 0) return ErrorCode::bad_amount;
    if (command.category.empty()) return ErrorCode::nothing_entered;
    FormPage next = *page;
    FinanceFigures& with = next.draft.finance;
    with.lines.push_back({command.direction, command.category, *cents, command.text});
    with.closing = with.balance();
    XF_TRY(disclosure::check_figures(with));
    next.in_line = false;
    context.go(std::move(next));
    return {};
}

Status handle(Context& context, const DropLine& command) {
    auto* page = context.page<FormPage>();
    if (!page || command.index >= page->draft.finance.lines.size()) return {};
    auto& lines = page->draft.finance.lines;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(command.index));
    return {};
}

Status handle(Context& context, const ConfirmPublication&) {
    const auto* page = context.page<PreviewPage>();
    if (!page) return {};
    const Draft& draft = page->form.draft;
    const DraftPictures pictures = page->form.pictures;
    XF_ASSIGN(disclosure::SubmittedText text, draft.text());
    text.pictures = references_to(pictures);
    XF_ASSIGN(Bytes content, text.content());
    XF_ASSIGN(const EventKey key, context.act(disclosure::kSubmittedType, draft.what.data(),
                                              context.new_body(std::move(content)), pictures));
    static_cast<void>(key);
    context.village.look_at_log_soon();
    context.go(PublishPage{});
    return {};
}

// ---- What goes with a month ---------------------------------------------------------------------

Status handle(Context& context, const OpenChannelForm&) {
    if (const auto* page = context.page<MonthPage>())
        context.go(ChannelFormPage{*page, today(context)});
    return {};
}

Status handle(Context& context, const UseChannel& command) {
    const auto* page = context.page<ChannelFormPage>();
    if (!page) return {};
    const disclosure::ChannelUsed used{page->from.month, command.kind, command.channel, page->day};
    XF_ASSIGN(const EventKey key, context.act(disclosure::kChannelType, used.data(), std::nullopt));
    static_cast<void>(key);
    context.go(page->from);
    return {};
}

Status handle(Context& context, const OpenScript&) {
    if (const auto* page = context.page<MonthPage>()) context.go(ScriptPage{*page});
    return {};
}

// ---- Showing ------------------------------------------------------------------------------------

Result<View> present(const Context& context, const PublishPage&) {
    const store::Place place = context.place();
    XF_ASSIGN(const auto all, disclosure::submissions(place, kItemsShown));
    PublishView view;
    for (const Submission& one : all) {
        HandedInItem item;
        item.id = one.key;
        item.title = one.text.title;
        item.kind = one.what.kind;
        item.month = one.what.due;
        item.at = one.at;
        XF_ASSIGN(item.who, actor_name(place, one.actor));
        XF_ASSIGN(item.state, state_of(place, one));
        item.reason = reason_of(one.verdict);
        item.corrects = one.what.supersedes.has_value();
        item.can_correct = one.counts() && !superseded(one, all);
        view.items.push_back(std::move(item));
    }
    return View(std::move(view));
}

Result<View> present(const Context& context, const ChooseMatterPage&) {
    XF_ASSIGN(const auto all, disclosure::submissions(context.place(), kItemsShown));
    ChooseMatterView view;
    std::map<Uuid, LeafKind> last;
    for (const Submission& one : all)
        if (one.counts() && disclosure::is_step(one.what.kind)) {
            LeafKind& kind = last.try_emplace(one.what.matter, one.what.kind).first->second;
            kind = std::max(kind, one.what.kind);
        }
    for (const Submission& one : all) {
        const auto found = last.find(one.what.matter);
        if (found == last.end() || !one.counts()) continue;
        if (found->second != LeafKind::result)
            view.matters.push_back({one.what.matter, one.text.title,
                                    static_cast<LeafKind>(static_cast<int>(found->second) + 1)});
        last.erase(found);
    }
    return View(std::move(view));
}

Result<View> present(const Context& context, const FormPage& page) {
    const Draft& draft = page.draft;
    FormView view;
    view.draft = draft.what.matter.text() + "." + std::to_string(draft.what.version);
    view.kind = draft.what.kind;
    view.month = draft.what.due;
    if (disclosure::is_step(draft.what.kind) && draft.what.version > 1) view.title = draft.title;
    view.corrects = draft.what.supersedes.has_value();
    view.part = page.part();
    view.step = static_cast<std::uint32_t>(page.at + 1);
    view.steps = static_cast<std::uint32_t>(draft.parts().size() + 1);  // and the preview
    view.fields = fields_of(draft, view.part);
    view.days = days_of(draft, view.part);
    view.lines = draft.finance.lines;
    view.opening = draft.finance.opening;
    view.closing = draft.finance.balance();
    view.incomes = kIncomes;
    view.spendings = kSpendings;
    XF_ASSIGN(view.pictures, present_draft(context, page.pictures, FormPage::kMostPictures));
    return View(std::move(view));
}

Result<View> present(const Context& context, const PreviewPage& page) {
    const Draft& draft = page.form.draft;
    XF_ASSIGN(const disclosure::SubmittedText text, draft.text());
    PreviewView view;
    view.kind = draft.what.kind;
    view.corrects = draft.what.supersedes.has_value();
    view.document.item.title = text.title;
    view.document.item.document_number = text.number;
    view.document.item.published = today(context);
    XF_ASSIGN(view.document.blocks, disclosure::read_document(text.markdown));
    XF_ASSIGN(const PictureDraft pictures, present_draft(context, page.form.pictures));
    view.pictures = pictures.pictures;
    return View(std::move(view));
}

Result<View> present(const Context&, const ChannelFormPage& page) {
    return View(ChannelFormView{page.from.month, page.day});
}

Result<View> present(const Context& context, const ScriptPage& page) {
    const store::Place place = context.place();
    ScriptView view;
    view.month = page.from.month;
    XF_ASSIGN(const Month month,
              disclosure::find_month(place.db, place.shard, page.from.month, today(context)));
    for (const MonthPart& part : month.parts) {
        if (part.items.empty() || !part.items.front().readable) continue;
        XF_ASSIGN(const disclosure::Document document,
                  disclosure::read_notice(place.db, place.shard, part.items.front().leaf));
        const auto* finance =
            document.figures ? std::get_if<FinanceFigures>(&*document.figures) : nullptr;
        std::vector<std::string> paragraphs;
        for (const Block& block : document.blocks)
            if (block.kind != Block::Kind::title) paragraphs.push_back(disclosure::text_of(block));
        const auto script = disclosure::loudspeaker_script(
            context.village.log.shard().name, page.from.month, part.kind, finance, paragraphs);
        view.paragraphs.insert(view.paragraphs.end(), script.begin(), script.end());
    }
    return View(std::move(view));
}

}  // namespace xf::app
