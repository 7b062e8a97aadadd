#include "shared/disclosure/handed_in.hpp"

namespace xf::disclosure {

Status publish_submission(Publisher& publisher, const Submission& submission,
                          std::vector<Bytes> pictures, Day today, ports::Random& random) {
    const Submitted& what = submission.what;
    XF_ASSIGN(const auto known, publisher.leaf_of(what.matter, what.version));
    if (known) return {};
    Publication publication;
    Manifest& manifest = publication.manifest;
    manifest.kind = what.kind;
    manifest.matter = what.matter;
    manifest.version = what.version;
    manifest.due = what.due;
    manifest.title = submission.text.title;
    manifest.document_number = submission.text.number;
    const bool of_hub = submission.auth == store::AuthMethod::hub;
    manifest.published = of_hub ? china_day(submission.at) : today;
    publication.text = submission.text.markdown;
    publication.figures = submission.text.figures;
    publication.pictures = std::move(pictures);
    if (what.supersedes) {
        XF_ASSIGN(manifest.supersedes, publisher.leaf_of(what.matter, *what.supersedes));
        if (!manifest.supersedes)
            return Error{ErrorCode::unknown_reference, "what it corrects is not in the log"};
    }
    const auto leaf = publisher.publish(publication, random);
    return leaf.ok() ? Status() : Status(leaf.error());
}

}  // namespace xf::disclosure
