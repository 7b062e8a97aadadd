#include "shared/app/notice_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/app/pictures.hpp"
#include "shared/disclosure/queries.hpp"

namespace xf::app {

namespace {

/// What is neither of a month nor of a matter.
bool is_notice(disclosure::LeafKind kind) {
    return kind == disclosure::LeafKind::notice || kind > disclosure::LeafKind::result;
}

Status open(Context& context, std::uint64_t leaf, bool exact) {
    DocumentPage page{leaf, exact, NoticesPage{}};
    if (const auto* month = context.page<MonthPage>()) page.from = *month;
    if (const auto* finance = context.page<FinancePage>()) page.from = *finance;
    if (const auto* matter = context.page<MatterPage>()) page.from = *matter;
    context.go(page);
    return {};
}

}  // namespace

Status handle(Context& context, const OpenNotice& command) {
    return open(context, command.leaf, false);
}

Status handle(Context& context, const OpenVersion& command) {
    return open(context, command.leaf, true);
}

Result<View> present(const Context& context, const NoticesPage&) {
    const store::Place place = context.place();
    NoticesView view;
    view.log = context.village.replica.state();
    XF_ASSIGN(view.items, disclosure::list_notices(place.db, place.shard));
    std::erase_if(view.items, [](const NoticeItem& item) { return !is_notice(item.kind); });
    return View(std::move(view));
}

Result<View> present(const Context& context, const DocumentPage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(disclosure::Document document,
              page.exact ? disclosure::read_version(place.db, place.shard, page.leaf)
                         : disclosure::read_notice(place.db, place.shard, page.leaf));
    DocumentView view;
    view.item = std::move(document.item);
    view.log = context.village.replica.state();
    view.document_hash = std::move(document.hash);
    view.withdrawn = std::move(document.withdrawn);
    view.blocks = std::move(document.blocks);
    view.corrected = document.superseded_by.has_value();
    view.papers = present_papers(document.papers);
    view.checkpoint = context.village.replica.address() + "/checkpoint";
    view.print = state_of(page.print, context.prints.notices && !view.withdrawn);
    return View(std::move(view));
}

}  // namespace xf::app
