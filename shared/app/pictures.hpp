// Pictures as pages and events deal with them. A page with a member `DraftPictures pictures` takes
// what the person adds, up to its kMostPictures or else limits::kPictures; act() keeps them together
// with the event whose body names them.
#pragma once

#include <memory>

#include "shared/app/picture_screens.hpp"
#include "shared/base/limits.hpp"
#include "shared/blobs/reference.hpp"
#include "shared/disclosure/queries.hpp"

namespace xf::app {

class Context;

struct DraftPicture {
    blobs::BlobRef blob;
    std::shared_ptr<const Bytes>
        jpeg;  ///< pages are copied; null of one that an earlier event named
};
using DraftPictures = std::vector<DraftPicture>;

/// What the body of the event says of them.
std::vector<blobs::BlobRef> references_to(const DraftPictures& pictures);

Result<PictureDraft> present_draft(const Context& context, const DraftPictures& pictures,
                                   std::size_t most = limits::kPictures);
/// Those that an event named before, for one that takes its place.
DraftPictures named_before(const std::vector<blobs::BlobRef>& pictures);

/// Of an event that is shown: whatever is not here is asked for.
Result<std::vector<PictureItem>> present_pictures(const Context& context,
                                                  const std::vector<blobs::BlobRef>& pictures);

/// Of a publication: they come with the public log.
std::vector<PictureItem> present_papers(const std::vector<disclosure::Paper>& papers);

/// Its bytes, if they are here: of a draft, of an event, or public.
Result<std::optional<Bytes>> picture_of(Context& context, const Hash& hash);

Status handle(Context& context, const PickPicture& command);  ///< a host's that takes none
/// Errors: bad_picture, too_large.
Status handle(Context& context, const AddPicture& command);
Status handle(Context& context, const DropPicture& command);

}  // namespace xf::app
