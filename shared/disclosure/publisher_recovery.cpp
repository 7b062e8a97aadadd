// The publisher of a log whose database and files came from a backup.
#include <algorithm>

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
    XF_TRY(store_.begin_taking_back(head_.size));
    for (std::size_t i = first; i < leaves.size(); ++i) {
        Draft draft;
        XF_ASSIGN(draft.manifest, decode_manifest(leaves[i]));
        draft.leaf = leaves[i];
        XF_ASSIGN(const std::uint64_t index, append(draft));
        static_cast<void>(index);
    }
    return {};
}

// Anybody may ask: what is walked is what was taken back, which is what nobody can make longer.
Result<std::vector<FileName>> Publisher::missing_files() {
    XF_TRY(complete());
    XF_ASSIGN(const std::uint64_t from, store_.taken_back_from(head_.size));
    std::vector<FileName> missing;
    const auto need = [&](const FileName& name) -> Status {
        const auto file = files_->read(name.path());
        if (!file.ok() && file.error().code == ErrorCode::not_found)
            missing.push_back(name);
        else if (!file.ok() && file.error().code != ErrorCode::gone)
            return file.error();
        return {};
    };
    for (std::uint64_t leaf = from; leaf < head_.size.value; ++leaf) {
        XF_ASSIGN(const auto published, store_.published(leaf));
        if (!published || published->withdrawn_by) continue;
        XF_ASSIGN(const Manifest manifest, this->manifest(leaf));
        if (manifest.kind == LeafKind::withdrawal) continue;
        XF_TRY(need({FileSort::body, manifest.body}));
        for (const Hash& paper : manifest.papers) XF_TRY(need({FileSort::paper, paper}));
    }
    if (missing.empty()) XF_TRY(store_.end_taking_back());
    return missing;
}

Status Publisher::take_back_file(FileSort sort, ByteView file) {
    const FileName name{sort, sha256(file)};
    XF_ASSIGN(const std::vector<FileName> missing, missing_files());
    if (std::find(missing.begin(), missing.end(), name) == missing.end())
        return Error{ErrorCode::unknown_reference, name.path()};
    return files_->write_durable(name.path(), file);
}

}  // namespace xf::disclosure
