#include "shared/app/pictures.hpp"

#include <algorithm>

#include "shared/app/context.hpp"
#include "shared/base/limits.hpp"
#include "shared/blobs/picture.hpp"

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

}  // namespace

std::vector<blobs::BlobRef> references_to(const DraftPictures& pictures) {
    std::vector<blobs::BlobRef> out;
    out.reserve(pictures.size());
    for (const DraftPicture& each : pictures) out.push_back(each.blob);
    return out;
}

PictureDraft present_draft(const Context& context, const DraftPictures& pictures) {
    PictureDraft out;
    for (const DraftPicture& each : pictures)
        out.pictures.push_back({each.blob.hash, PictureState::here});
    out.can_add = context.takes_pictures && pictures.size() < limits::kPictures;
    return out;
}

Result<std::vector<PictureItem>> present_pictures(const Context& context,
                                                  const std::vector<blobs::BlobRef>& pictures) {
    std::vector<PictureItem> out;
    PictureDriver& driver = context.village.pictures;
    for (const blobs::BlobRef& blob : pictures) {
        XF_ASSIGN(const std::uint32_t have, driver.store().have(blob.hash));
        PictureState state = PictureState::here;
        if (have < blob.size) {
            driver.want(blob);
            const bool none = !context.village.driver.online() || driver.unavailable(blob.hash);
            state = none ? PictureState::missing : PictureState::coming;
        }
        out.push_back({blob.hash, state});
    }
    return out;
}

Result<std::optional<Bytes>> picture_of(Context& context, const Hash& hash) {
    if (const DraftPictures* const drafts = drafts_of(context.visit))
        for (const DraftPicture& each : *drafts)
            if (each.blob.hash == hash) return std::optional(each.jpeg);
    XF_ASSIGN(std::optional<Bytes> kept, context.village.pictures.store().read(hash));
    if (kept && !blobs::check_picture(*kept).ok()) kept.reset();
    return kept;
}

Status handle(Context&, const PickPicture&) { return {}; }

Status handle(Context& context, const AddPicture& command) {
    DraftPictures* const drafts = drafts_of(context.visit);
    if (!drafts || drafts->size() >= limits::kPictures) return {};
    XF_ASSIGN(Bytes jpeg, blobs::without_metadata(command.jpeg));
    XF_ASSIGN(const blobs::PictureSize size, blobs::check_picture(jpeg));
    static_cast<void>(size);
    const blobs::BlobRef blob = blobs::reference_to(jpeg);
    const bool again = std::any_of(drafts->begin(), drafts->end(),
                                   [&](const DraftPicture& each) { return each.blob == blob; });
    if (!again) drafts->push_back({blob, std::move(jpeg)});
    return {};
}

Status handle(Context& context, const DropPicture& command) {
    if (DraftPictures* const drafts = drafts_of(context.visit))
        std::erase_if(*drafts,
                      [&](const DraftPicture& each) { return each.blob.hash == command.hash; });
    return {};
}

}  // namespace xf::app
