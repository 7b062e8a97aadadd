#include "shared/disclosure/publication.hpp"

#include "shared/base/limits.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::disclosure {
namespace {

/// The longest beginning of at most `max_bytes` that ends between characters.
std::string cut(std::string_view text, std::size_t max_bytes) {
    constexpr std::string_view kMore = "…";
    if (text.size() <= max_bytes) return std::string(text);
    std::size_t size = max_bytes - kMore.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return std::string(text.substr(0, size)) + std::string(kMore);
}

}  // namespace

Status check_pictures(const std::vector<Bytes>& pictures) {
    std::size_t together = 0;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const std::string which = "picture " + std::to_string(i + 1);
        together += pictures[i].size();
        if (pictures[i].size() > limits::kPaperBytes || together > limits::kPapersBytes)
            return Error{ErrorCode::too_large, which};
        if (!paper_type(pictures[i]))
            return Error{ErrorCode::malformed, which + ": is no JPEG, PNG or WebP"};
    }
    return {};
}

Publication notice(const Uuid& matter, const Imported& imported, Day published) {
    Publication out;
    out.manifest.matter = matter;
    out.manifest.title = cut(imported.title, kTitleBytes);
    out.manifest.document_number = cut(imported.document_number, kNumberBytes);
    out.manifest.published = published;
    out.text = imported.markdown;
    return out;
}

Result<Draft> draft(const Publication& publication, ports::Random& random) {
    XF_ASSIGN(const auto blocks, read_document(publication.text));
    if (blocks.empty()) return Error{ErrorCode::malformed, "publication: no text"};
    XF_TRY(check_pictures(publication.pictures));
    Draft out;
    out.manifest = publication.manifest;
    Bytes figures;
    if (publication.figures) {
        XF_ASSIGN(figures, encode_figures(*publication.figures));
        out.manifest.media = MediaType::figures;
    }
    Bytes body = body_file(random.bytes(kSaltBytes), publication.text, figures);
    out.manifest.body = sha256(body);
    out.files.push_back({body_path(out.manifest.body), std::move(body)});
    for (const Bytes& picture : publication.pictures) {
        Bytes file = paper_file(picture, random.bytes(kSaltBytes));
        out.manifest.papers.push_back(sha256(file));
        out.files.push_back({paper_path(out.manifest.papers.back()), std::move(file)});
    }
    XF_ASSIGN(out.leaf, encode_manifest(out.manifest));
    return out;
}

}  // namespace xf::disclosure
