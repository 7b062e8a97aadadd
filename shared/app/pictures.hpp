// Pictures as pages and events deal with them. A page with a member `DraftPictures pictures` takes
// what the person adds; act() keeps them together with the event whose body names them.
#pragma once

#include "shared/app/picture_screens.hpp"
#include "shared/blobs/reference.hpp"

namespace xf::app {

class Context;

struct DraftPicture {
    blobs::BlobRef blob;
    Bytes jpeg;
};
using DraftPictures = std::vector<DraftPicture>;

/// What the body of the event says of them.
std::vector<blobs::BlobRef> references_to(const DraftPictures& pictures);

PictureDraft present_draft(const Context& context, const DraftPictures& pictures);
/// Of an event that is shown: whatever is not here is asked for.
Result<std::vector<PictureItem>> present_pictures(const Context& context,
                                                  const std::vector<blobs::BlobRef>& pictures);

/// Its bytes, if they are here: of a draft, or kept.
Result<std::optional<Bytes>> picture_of(Context& context, const Hash& hash);

Status handle(Context& context, const PickPicture& command);  ///< a host's that takes none
/// Errors: bad_picture, too_large.
Status handle(Context& context, const AddPicture& command);
Status handle(Context& context, const DropPicture& command);

}  // namespace xf::app
