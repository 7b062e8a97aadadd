#include "shared/app/notice_pages.hpp"

#include "shared/app/context.hpp"
#include "shared/disclosure/queries.hpp"

namespace xf::app {

Status handle(Context& context, const OpenNotice& command) {
    context.go(DocumentPage{command.leaf});
    return {};
}

Result<View> present(const Context& context, const NoticesPage&) {
    const store::Place place = context.place();
    NoticesView view;
    view.log = context.village.replica.state();
    XF_ASSIGN(view.items, disclosure::list_notices(place.db, place.shard));
    return View(std::move(view));
}

Result<View> present(const Context& context, const DocumentPage& page) {
    const store::Place place = context.place();
    XF_ASSIGN(disclosure::Document document,
              disclosure::read_notice(place.db, place.shard, page.leaf));
    DocumentView view;
    view.item = std::move(document.item);
    view.log = context.village.replica.state();
    view.document_hash = std::move(document.hash);
    view.withdrawn = std::move(document.withdrawn);
    view.blocks = std::move(document.blocks);
    return View(std::move(view));
}

}  // namespace xf::app
