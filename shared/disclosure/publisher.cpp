#include "shared/disclosure/publisher.hpp"

#include "shared/base/limits.hpp"

namespace xf::disclosure {
namespace {

std::string leaf_text(std::uint64_t leaf) { return "leaf " + std::to_string(leaf); }

Error withdrawn(const Published& what) {
    return {ErrorCode::gone,
            leaf_text(what.leaf) + " was withdrawn by " + leaf_text(*what.withdrawn_by)};
}

}  // namespace

// ---- Opening, and finishing what was begun ----------------------------------------------------

Result<Publisher> Publisher::open(store::Database& db, PublicFiles& files,
                                  const tlog::NoteSigner& signer) {
    Publisher publisher(db, files, signer);
    XF_TRY(publisher.load());
    XF_TRY(publisher.complete());
    return publisher;
}

Status Publisher::load() {
    XF_ASSIGN(auto stored, store_.head());
    if (!stored) return begin_log();
    if (stored->vkey != verifier().text())
        return Error{ErrorCode::bad_signature, "the log in this database has another key"};
    head_ = stored->head;
    note_ = std::move(stored->note);
    XF_TRY(check_published());
    auto edge = tlog::TileEdge::load(head_.size, [this](const auto& tile) { return read(tile); });
    if (!edge.ok() && edge.error().code == ErrorCode::malformed)
        return Error{ErrorCode::log_changed, edge.error().detail};
    XF_ASSIGN(edge_, std::move(edge));
    if (edge_.head() != head_)
        return Error{ErrorCode::log_changed, "the tiles do not have the root that was signed"};
    return {};
}

/// The signed head of a log without leaves: so that there is something to look at from the start.
Status Publisher::begin_log() {
    head_ = edge_.head();
    XF_TRY(check_published());
    note_ = sign_checkpoint(signer_, head_);
    return store_.begin({verifier().text(), head_, note_});
}

/// The database is always ahead of the checkpoint's file, unless it came from a backup: going on from
/// there would sign a second root for sizes that the world has seen.
Status Publisher::check_published() {
    const auto file = files_->read(kCheckpointPath);
    if (!file.ok() && file.error().code != ErrorCode::not_found) return file.error();
    if (!file.ok()) return {};
    const auto published = tlog::open_checkpoint(*file, verifier());
    if (!published.ok()) return {};  // it is written anew
    if (published->head.size < head_.size || published->head == head_) return {};
    return Error{ErrorCode::hub_restored,
                 "the checkpoint has " + std::to_string(published->head.size.value) +
                     " leaves, the database " + std::to_string(head_.size.value)};
}

Result<Bytes> Publisher::read(const tlog::Tile& tile) {
    auto file = files_->read(tile_path(tile));
    if (!file.ok() && file.error().code == ErrorCode::not_found)
        return Error{ErrorCode::log_incomplete, tile_path(tile)};
    return file;
}

Status Publisher::complete() {
    if (failed_) return Error{ErrorCode::storage_failed, "publisher: to be opened anew"};
    // Whatever fails in here may have left tiles, rows or files behind that open() takes up.
    failed_ = true;
    XF_TRY(finish());
    failed_ = false;
    return {};
}

Status Publisher::finish() {
    XF_TRY(append_pending());
    XF_TRY(write_if_other(kKeyPath, verifier().text() + "\n"));
    XF_ASSIGN(const std::vector<std::string> doomed, store_.doomed());
    if (doomed.empty()) return write_if_other(kCheckpointPath, note_);
    // Nobody may miss a file that is still in force: first the checkpoint that says so, written
    // again, because what a failed flush left can be read and still be lost.
    XF_TRY(files_->write_durable(kCheckpointPath, as_bytes(note_)));
    for (const std::string& path : doomed) XF_TRY(files_->withdraw_durable(path));
    return store_.forget_doomed();
}

Status Publisher::append_pending() {
    XF_ASSIGN(const std::optional<Bytes> leaf, store_.pending());
    if (!leaf) return {};
    XF_ASSIGN(const Manifest manifest, decode_manifest(*leaf));
    for (const tlog::TileEdge::File& file : edge_.append(*leaf))
        XF_TRY(files_->write_durable(tile_path(file.tile), file.bytes));
    const tlog::Head head = edge_.head();
    std::string note = sign_checkpoint(signer_, head);
    XF_TRY(store_.advance(head_, {verifier().text(), head, note}, manifest));
    head_ = head;
    note_ = std::move(note);
    return {};
}

Status Publisher::write_if_other(std::string_view path, std::string_view text) {
    const auto present = files_->read(path);
    if (present.ok() && as_text(*present) == text) return {};
    if (!present.ok() && present.error().code != ErrorCode::not_found) return present.error();
    return files_->write_durable(path, as_bytes(text));
}

// ---- Publishing ---------------------------------------------------------------------------------

Result<std::uint64_t> Publisher::publish(const Publication& publication, ports::Random& random) {
    XF_TRY(complete());
    const Manifest& manifest = publication.manifest;
    if (manifest.kind == LeafKind::withdrawal)
        return Error{ErrorCode::malformed, "publication: withdraws"};
    XF_ASSIGN(const auto known, store_.published(manifest.matter, manifest.version));
    if (known) {
        XF_ASSIGN(const Published found, find(known->leaf));
        if (found.withdrawn_by) return withdrawn(found);
        return found.leaf;
    }
    if (manifest.supersedes) XF_TRY(may_replace(*manifest.supersedes, manifest));
    return append(publication, random);
}

/// Whether `later` can take the place of what stands at `leaf`.
Status Publisher::may_replace(std::uint64_t leaf, const Manifest& later) {
    XF_ASSIGN(const Published earlier, find(leaf));
    if (earlier.withdrawn_by) return withdrawn(earlier);
    XF_ASSIGN(const Manifest replaced, manifest(leaf));
    if (earlier.superseded_by || !replaces(later, replaced))
        return Error{ErrorCode::wrong_state, leaf_text(leaf) + " has another successor"};
    return {};
}

Result<std::optional<std::uint64_t>> Publisher::leaf_of(const Uuid& matter, std::uint32_t version) {
    XF_ASSIGN(const auto known, store_.published(matter, version));
    return known ? std::optional(known->leaf) : std::nullopt;
}

Result<std::uint64_t> Publisher::supersede(std::uint64_t leaf, Publication publication,
                                           ports::Random& random) {
    XF_TRY(complete());
    XF_ASSIGN(const Published earlier, find(leaf));
    if (earlier.withdrawn_by) return withdrawn(earlier);
    if (earlier.superseded_by) {
        XF_ASSIGN(const bool same, has_text(*earlier.superseded_by, publication.text));
        if (same) return *earlier.superseded_by;
        return Error{ErrorCode::wrong_state,
                     leaf_text(leaf) + " was superseded by " + leaf_text(*earlier.superseded_by)};
    }
    XF_ASSIGN(const Manifest replaced, manifest(leaf));
    publication.manifest.matter = replaced.matter;
    XF_ASSIGN(publication.manifest.version, store_.next_version(replaced.matter));
    publication.manifest.supersedes = leaf;
    return append(publication, random);
}

Result<std::uint64_t> Publisher::withdraw(std::uint64_t leaf, std::string_view reason, Day today) {
    XF_TRY(complete());
    XF_ASSIGN(const Published earlier, find(leaf));
    if (earlier.withdrawn_by) return *earlier.withdrawn_by;
    XF_ASSIGN(const Manifest target, manifest(leaf));
    Draft draft;
    draft.manifest.kind = LeafKind::withdrawal;
    draft.manifest.matter = target.matter;
    XF_ASSIGN(draft.manifest.version, store_.next_version(target.matter));
    draft.manifest.supersedes = leaf;
    draft.manifest.title = std::string(reason);
    draft.manifest.published = today;
    draft.manifest.body = target.body;
    draft.manifest.media = MediaType::none;
    XF_ASSIGN(draft.leaf, encode_manifest(draft.manifest));
    return append(draft);
}

Result<Manifest> Publisher::manifest(std::uint64_t leaf) {
    if (leaf >= head_.size.value) return Error{ErrorCode::not_found, leaf_text(leaf)};
    const tlog::Tile tile = tlog::entries_tile({leaf}, head_.size);
    XF_ASSIGN(const Bytes file, read(tile));
    XF_ASSIGN(const auto entries, tlog::decode_entries(file, tile.width, limits::kLeafBytes));
    const ByteView entry = entries[static_cast<std::size_t>(leaf % tlog::kTileWidth)];
    tlog::TileReader reader(head_.size, [this](const auto& each) { return read(each); });
    XF_ASSIGN(const tlog::Proof proof, tlog::inclusion_proof(reader, {leaf}, head_.size));
    XF_TRY(tlog::verify_inclusion(proof, {leaf}, tlog::leaf_hash(entry), head_.size, head_.root));
    return decode_manifest(entry);
}

/// What may be superseded or withdrawn.
Result<Published> Publisher::find(std::uint64_t leaf) {
    XF_ASSIGN(const auto published, store_.published(leaf));
    if (!published)
        return Error{ErrorCode::not_found, leaf_text(leaf) + ": the log has " +
                                               std::to_string(head_.size.value) + " leaves"};
    XF_ASSIGN(const Manifest manifest, this->manifest(leaf));
    if (manifest.kind == LeafKind::withdrawal)
        return Error{ErrorCode::wrong_state, leaf_text(leaf) + " is a withdrawal"};
    return *published;
}

Result<bool> Publisher::has_text(std::uint64_t leaf, std::string_view text) {
    XF_ASSIGN(const Manifest manifest, this->manifest(leaf));
    const auto file = files_->read(body_path(manifest.body));
    if (!file.ok() && file.error().code == ErrorCode::gone) return false;
    if (!file.ok()) return file.error();
    XF_ASSIGN(const std::string_view body, body_text(*file, manifest.body));
    XF_ASSIGN(const BodyParts published, split_body(body, manifest.media));
    return published.text == text;
}

Result<std::uint64_t> Publisher::append(const Publication& publication, ports::Random& random) {
    for (const Hash& paper : publication.manifest.papers) {
        XF_ASSIGN(const bool known, store_.has_paper(paper));
        if (!known) return Error{ErrorCode::unknown_reference, paper_path(paper)};
    }
    XF_ASSIGN(const Draft made, draft(publication, random));
    return append(made);
}

Result<std::uint64_t> Publisher::append(const Draft& draft) {
    const std::uint64_t index = head_.size.value;
    failed_ = true;
    if (!draft.files.empty()) XF_TRY(store_.doom(draft.files));
    for (const NamedFile& file : draft.files) XF_TRY(files_->write_durable(file.path, file.bytes));
    XF_TRY(store_.set_pending(draft));
    XF_TRY(finish());
    failed_ = false;
    return index;
}

}  // namespace xf::disclosure
