#include "shared/app/pictures.hpp"

#include <algorithm>

#include "shared/app/context.hpp"
#include "shared/base/limits.hpp"
#include "shared/blobs/picture.hpp"
#include "shared/disclosure/queries.hpp"

namespace xf::app {
namespace {

/// Of the page that the person is on, if it takes any.
DraftPictures* drafts_of(Visit& visit) {
    return std::visit(
        []<typename P>(P& page) -> DraftPictures* {
            if constexpr (requires { page.pictures; })
                return &page.pictures;
            else
                return nullptr;
        },
        visit.page);
}

std::size_t most_of(const Page& page) {
    return std::visit(
        []<typename P>(const P&) -> std::size_t {
            if constexpr (requires { P::kMostPictures; })
                return P::kMostPictures;
            else
                return limits::kPictures;
        },
        page);
}

Result<PictureItem> present_one(const Context& context, const blobs::BlobRef& blob) {
    PictureDriver& driver = context.village.pictures;
    XF_ASSIGN(const std::uint32_t have, driver.store().have(blob.hash));
    if (have == blob.size) return PictureItem{blob.hash, PictureState::here};
    driver.want(blob);
    const bool none = !context.village.driver.online() || driver.unavailable(blob.hash);
    return PictureItem{blob.hash, none ? PictureState::missing : PictureState::coming};
}

}  // namespace

std::vector<blobs::BlobRef> references_to(const DraftPictures& pictures) {
    std::vector<blobs::BlobRef> out;
    out.reserve(pictures.size());
    for (const DraftPicture& each : pictures) out.push_back(each.blob);
    return out;
}

DraftPictures named_before(const std::vector<blobs::BlobRef>& pictures) {
    DraftPictures out;
    for (const blobs::BlobRef& blob : pictures) out.push_back({blob, nullptr});
    return out;
}

Result<PictureDraft> present_draft(const Context& context, const DraftPictures& pictures,
                                   std::size_t most) {
    PictureDraft out;
    for (const DraftPicture& each : pictures) {
        PictureItem item{each.blob.hash, PictureState::here};
        if (!each.jpeg) {
            XF_ASSIGN(item, present_one(context, each.blob));
        }
        out.pictures.push_back(item);
    }
    out.can_add = context.takes_pictures && pictures.size() < most;
    return out;
}

Result<std::vector<PictureItem>> present_pictures(const Context& context,
                                                  const std::vector<blobs::BlobRef>& pictures) {
    std::vector<PictureItem> out;
    for (const blobs::BlobRef& blob : pictures) {
        XF_ASSIGN(const PictureItem item, present_one(context, blob));
        out.push_back(item);
    }
    return out;
}

std::vector<PictureItem> present_papers(const std::vector<disclosure::Paper>& papers) {
    std::vector<PictureItem> out;
    out.reserve(papers.size());
    for (const disclosure::Paper& paper : papers)
        out.push_back({paper.hash, paper.readable ? PictureState::here : PictureState::missing});
    return out;
}

Result<std::optional<Bytes>> picture_of(Context& context, const Hash& hash) {
    if (const DraftPictures* const drafts = drafts_of(context.visit))
        for (const DraftPicture& each : *drafts)
            if (each.blob.hash == hash && each.jpeg) return std::optional(*each.jpeg);
    XF_ASSIGN(std::optional<Bytes> kept, context.village.pictures.store().read(hash));
    if (kept) return blobs::check_picture(*kept).ok() ? kept : std::nullopt;
    const store::Place place = context.place();
    auto paper = disclosure::read_paper(place.db, place.shard, hash);
    if (!paper.ok() && store::is_fault(paper.error().code)) return paper.error();
    if (!paper.ok() || !blobs::public_picture_size(*paper)) return std::optional<Bytes>();
    return std::optional(*std::move(paper));
}

Status handle(Context&, const PickPicture&) { return {}; }

Status handle(Context& context, const AddPicture& command) {
    DraftPictures* const drafts = drafts_of(context.visit);
    if (!drafts || drafts->size() >= most_of(context.visit.page)) return {};
    XF_ASSIGN(Bytes jpeg, blobs::without_metadata(command.jpeg));
    XF_ASSIGN(const blobs::PictureSize size, blobs::check_picture(jpeg));
    static_cast<void>(size);
    const blobs::BlobRef blob = blobs::reference_to(jpeg);
    const bool again = std::any_of(drafts->begin(), drafts->end(),
                                   [&](const DraftPicture& each) { return each.blob == blob; });
    if (!again) drafts->push_back({blob, std::make_shared<const Bytes>(std::move(jpeg))});
    return {};
}

Status handle(Context& context, const DropPicture& command) {
    if (DraftPictures* const drafts = drafts_of(context.visit))
        std::erase_if(*drafts,
                      [&](const DraftPicture& each) { return each.blob.hash == command.hash; });
    return {};
}

}  // namespace xf::app
