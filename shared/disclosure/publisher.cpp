#include "shared/disclosure/publisher.hpp"

#include "shared/disclosure/document.hpp"

namespace xf::disclosure {
namespace {

using store::Row;

constexpr std::string_view kSteps[] = {
    // log_head: the one signed head. log_pending: a leaf whose tiles may be half written.
    // log_publication: which leaf a publication has.
    R"sql(
CREATE TABLE log_head (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    vkey TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE log_pending (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    matter  BLOB NOT NULL,
    version INTEGER NOT NULL,
    leaf    BLOB NOT NULL
) STRICT;
CREATE TABLE log_publication (
    matter  BLOB NOT NULL,
    version INTEGER NOT NULL,
    leaf    INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (matter, version)
) STRICT, WITHOUT ROWID;
)sql"};

struct StoredHead {
    std::string vkey;
    tlog::Head head;
    std::string note;
};

Result<std::optional<StoredHead>> stored_head(store::Database& db) {
    XF_ASSIGN(auto rows, db.prepare("SELECT vkey, size, root, note FROM log_head"));
    return rows.first([](const Row& row) {
        const auto size = static_cast<std::uint64_t>(row.column_int(1));
        return StoredHead{std::string(row.column_text(0)),
                          {{size}, row.fixed<Hash>(2)},
                          std::string(row.column_text(3))};
    });
}

Result<std::optional<Bytes>> pending_leaf(store::Database& db) {
    XF_ASSIGN(auto rows, db.prepare("SELECT leaf FROM log_pending"));
    return rows.first([](const Row& row) {
        const ByteView bytes = row.column_blob(0);
        return Bytes(bytes.begin(), bytes.end());
    });
}

/// The longest beginning of at most `max_bytes` that ends between characters.
std::string cut(std::string_view text, std::size_t max_bytes) {
    constexpr std::string_view kMore = "…";
    if (text.size() <= max_bytes) return std::string(text);
    std::size_t size = max_bytes - kMore.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return std::string(text.substr(0, size)) + std::string(kMore);
}

}  // namespace

const store::Schema kPublisherSchema{"log_publisher", kSteps};

Publication notice(const Uuid& matter, const Imported& imported, Day published) {
    Publication out;
    out.manifest.matter = matter;
    out.manifest.title = cut(imported.title, kTitleBytes);
    out.manifest.document_number = cut(imported.document_number, kNumberBytes);
    out.manifest.published = published;
    out.text = imported.markdown;
    return out;
}

Result<Publisher> Publisher::open(store::Database& db, PublicFiles& files,
                                  const tlog::NoteSigner& signer) {
    Publisher publisher(db, files, signer);
    XF_TRY(publisher.load());
    XF_TRY(publisher.complete());
    return publisher;
}

Status Publisher::load() {
    XF_ASSIGN(auto stored, stored_head(*db_));
    if (!stored) return begin_log();
    if (stored->vkey != verifier().text())
        return Error{ErrorCode::bad_signature, "the log in this database has another key"};
    head_ = stored->head;
    note_ = std::move(stored->note);
    const auto fetch = [this](const tlog::Tile& tile) { return files_->read(tile_path(tile)); };
    auto edge = tlog::TileEdge::load(head_.size, fetch);
    if (!edge.ok() && edge.error().code == ErrorCode::not_found)
        return Error{ErrorCode::log_incomplete, edge.error().detail};
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
    note_ = sign_checkpoint(signer_, head_);
    return db_->run("INSERT INTO log_head VALUES (1, ?, ?, ?, ?)", verifier().text(),
                    head_.size.value, head_.root, note_);
}

Status Publisher::complete() {
    if (failed_) return Error{ErrorCode::storage_failed, "publisher: to be opened anew"};
    // Whatever fails in here may have left tiles, rows or files behind that open() takes up.
    failed_ = true;
    XF_TRY(append_pending());
    XF_TRY(write_if_other(kKeyPath, verifier().text() + "\n"));
    XF_TRY(write_if_other(kCheckpointPath, note_));
    failed_ = false;
    return {};
}

Status Publisher::append_pending() {
    XF_ASSIGN(const std::optional<Bytes> leaf, pending_leaf(*db_));
    if (!leaf) return {};
    for (const tlog::TileEdge::File& file : edge_.append(*leaf))
        XF_TRY(files_->write_durable(tile_path(file.tile), file.bytes));
    const tlog::Head head = edge_.head();
    return commit_head(head, sign_checkpoint(signer_, head));
}

Status Publisher::commit_head(const tlog::Head& head, std::string note) {
    XF_ASSIGN(auto transaction, db_->begin());
    XF_TRY(db_->run("UPDATE log_head SET size = ?, root = ?, note = ? WHERE size = ?",
                    head.size.value, head.root, note, head_.size.value));
    if (db_->changes() != 1)
        return Error{ErrorCode::internal, "publisher: someone else has moved the head"};
    XF_TRY(
        db_->run("INSERT INTO log_publication (matter, version, leaf) "
                 "SELECT matter, version, ? FROM log_pending",
                 head_.size.value));
    XF_TRY(db_->run("DELETE FROM log_pending"));
    XF_TRY(transaction.commit());
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

Result<std::optional<std::uint64_t>> Publisher::leaf_of(const Manifest& manifest) {
    XF_ASSIGN(auto rows,
              db_->prepare("SELECT leaf FROM log_publication WHERE matter = ? AND version = ?",
                           manifest.matter, manifest.version));
    return rows.first([](const Row& row) { return static_cast<std::uint64_t>(row.column_int(0)); });
}

Result<std::uint64_t> Publisher::publish(const Publication& publication, ByteView salt16) {
    XF_TRY(complete());
    XF_ASSIGN(const auto known, leaf_of(publication.manifest));
    if (known) return *known;
    XF_ASSIGN(const auto blocks, read_document(publication.text));
    if (blocks.empty()) return Error{ErrorCode::malformed, "publication: no text"};
    const Bytes body = body_file(salt16, publication.text);
    Manifest manifest = publication.manifest;
    manifest.body = sha256(body);
    XF_ASSIGN(const Bytes leaf, encode_manifest(manifest));
    const std::uint64_t index = head_.size.value;
    XF_TRY(files_->write_durable(body_path(manifest.body), body));
    XF_TRY(db_->run("INSERT INTO log_pending VALUES (1, ?, ?, ?)", manifest.matter,
                    manifest.version, leaf));
    XF_TRY(complete());
    return index;
}

}  // namespace xf::disclosure
