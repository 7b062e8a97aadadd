// What a hub publishes, before it stands in the log.
#pragma once

#include <string>
#include <vector>

#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/import.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/ports/random.hpp"

namespace xf::disclosure {

/// What to publish. `manifest.body` is the publisher's to fill in; `manifest.papers` are papers that
/// stand in the log already and are named again, to which those of `pictures` are added.
struct Publication {
    Manifest manifest;
    std::string text;
    std::vector<Bytes> pictures = {};
    std::optional<Figures> figures = {};  ///< what the text says, for programs
};

/// A notice (通知公告) in its first version. A longer title than a leaf holds is cut in the leaf; the
/// document has it whole.
Publication notice(const Uuid& matter, const Imported& imported, Day published);

/// Errors: malformed for a picture of no type that is published; too_large beyond limits.hpp.
Status check_pictures(const std::vector<Bytes>& pictures);

struct NamedFile {
    std::string path;
    Bytes bytes;
};

/// The leaf of a publication and its files, under new salts.
struct Draft {
    Manifest manifest;
    Bytes leaf;
    std::vector<NamedFile> files;
};

/// Errors: those of check_pictures() and check_figures(); malformed when the text can't be read as a document or the
/// manifest is none; too_large beyond the bounds of limits.hpp and manifest.hpp.
Result<Draft> draft(const Publication& publication, ports::Random& random);

}  // namespace xf::disclosure
