// The publisher of a log whose database and files came from a backup.
#include "shared/base/limits.hpp"
#include "shared/disclosure/publisher.hpp"

namespace xf::disclosure {

/// The leaves from `first` on, appended to what is here, have the signed root.
Status Publisher::check_leads_to(const tlog::Head& head, const std::vector<Bytes>& leaves,
                                 std::size_t first) {
    if (leaves.size() - first != head.size.value - head_.size.value)
        return Error{ErrorCode::malformed, "not the leaves up to the checkpoint"};
    tlog::TileEdge edge = edge_;
    for (std::size_t i = first; i < leaves.size(); ++i) {
        XF_TRY([&]() -> Status {
            const auto manifest = decode_manifest(leaves[i]);
            return manifest.ok() ? Status() : Status(manifest.error());
        }());
        edge.append(leaves[i]);
    }
    if (edge.head() != head)
        return Error{ErrorCode::log_changed, "the leaves do not have the checkpoint's root"};
    return {};
}

// Each leaf goes the way of a new one. It signs again, byte for byte, what was signed before.
Status Publisher::take_back(std::string_view checkpoint, std::uint64_t from,
                            const std::vector<Bytes>& leaves) {
    XF_TRY(complete());
    XF_ASSIGN(const tlog::Checkpoint signed_then,
              tlog::open_checkpoint(as_bytes(checkpoint), verifier()));
    if (from > head_.size.value) return Error{ErrorCode::malformed, "leaves are left out"};
    if (signed_then.head.size <= head_.size) return {};
    const auto first = static_cast<std::size_t>(head_.size.value - from);
    if (first > leaves.size()) return Error{ErrorCode::malformed, "leaves are left out"};
    XF_TRY(check_leads_to(signed_then.head, leaves, first));
    for (std::size_t i = first; i < leaves.size(); ++i) {
        Draft draft;
        XF_ASSIGN(draft.manifest, decode_manifest(leaves[i]));
        draft.leaf = leaves[i];
        XF_TRY(note_missing(draft.manifest));
        XF_ASSIGN(const std::uint64_t index, append(draft));
        static_cast<void>(index);
    }
    return {};
}

/// What the leaf that comes next names and is not here. Once it is withdrawn, that is no longer wanted.
Status Publisher::note_missing(const Manifest& manifest) {
    if (manifest.kind == LeafKind::withdrawal) return {};
    std::vector<FileName> names{{FileSort::body, manifest.body}};
    for (const Hash& paper : manifest.papers) names.push_back({FileSort::paper, paper});
    for (const FileName& name : names) {
        Status there = files_->find(name.path());
        if (there.ok() || there.error().code == ErrorCode::gone) continue;
        if (there.error().code != ErrorCode::not_found) return there;
        XF_TRY(store_.set_missing(name, head_.size.value));
    }
    return {};
}

Result<std::vector<FileName>> Publisher::missing_files() {
    XF_TRY(complete());
    return store_.missing(kMissingNamed);
}

Status Publisher::take_back_file(FileSort sort, ByteView file) {
    XF_TRY(complete());
    const FileName name{sort, sha256(file)};
    XF_ASSIGN(const bool missing, store_.is_missing(name));
    if (!missing) return Error{ErrorCode::unknown_reference, name.path()};
    XF_TRY(files_->write_durable(name.path(), file));
    return store_.set_found(name);
}

}  // namespace xf::disclosure
