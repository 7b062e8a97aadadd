#include "shared/disclosure/publisher_store.hpp"

#include "shared/disclosure/public_files.hpp"

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
)sql",
    // log_paper: which publications, of those not withdrawn, name a paper. log_doomed: files that
    // have to go, of what was withdrawn and of what was never published.
    R"sql(
ALTER TABLE log_publication ADD COLUMN superseded_by INTEGER;
ALTER TABLE log_publication ADD COLUMN withdrawn_by INTEGER;
CREATE TABLE log_paper (
    paper BLOB NOT NULL,
    leaf  INTEGER NOT NULL,
    PRIMARY KEY (paper, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_doomed (
    path TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql",
    // log_taken_back: the size that the last restored backup had, once leaves came back after it.
    "CREATE TABLE log_taken_back (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL) "
    "STRICT",
    // log_missing: files that leaves name which came back after a restore, and that have not come.
    R"sql(
DROP TABLE log_taken_back;
CREATE TABLE log_missing (
    sort INTEGER NOT NULL,
    hash BLOB NOT NULL,
    leaf INTEGER NOT NULL,
    PRIMARY KEY (sort, hash)
) STRICT, WITHOUT ROWID;
)sql"};

std::optional<std::uint64_t> leaf_in(const Row& row, int column) {
    if (row.column_null(column)) return std::nullopt;
    return static_cast<std::uint64_t>(row.column_int(column));
}

Published published_in(const Row& row) {
    return {static_cast<std::uint64_t>(row.column_int(0)), leaf_in(row, 1), leaf_in(row, 2)};
}

}  // namespace

const store::Schema kPublisherSchema{"log_publisher", kSteps};

Result<std::optional<SignedHead>> PublisherStore::head() {
    XF_ASSIGN(auto rows, db_->prepare("SELECT vkey, size, root, note FROM log_head"));
    return rows.first([](const Row& row) {
        const auto size = static_cast<std::uint64_t>(row.column_int(1));
        return SignedHead{std::string(row.column_text(0)),
                          {{size}, row.fixed<Hash>(2)},
                          std::string(row.column_text(3))};
    });
}

Status PublisherStore::begin(const SignedHead& head) {
    return db_->run("INSERT INTO log_head VALUES (1, ?, ?, ?, ?)", head.vkey, head.head.size.value,
                    head.head.root, head.note);
}

Result<std::optional<Published>> PublisherStore::published(std::uint64_t leaf) {
    // Also takes indexes that no log has: they come from a command.
    if (leaf > INT64_MAX) return std::optional<Published>();
    XF_ASSIGN(auto rows, db_->prepare("SELECT leaf, superseded_by, withdrawn_by "
                                      "FROM log_publication WHERE leaf = ?",
                                      leaf));
    return rows.first(published_in);
}

Result<std::optional<Published>> PublisherStore::published(const Uuid& matter,
                                                           std::uint32_t version) {
    XF_ASSIGN(auto rows, db_->prepare("SELECT leaf, superseded_by, withdrawn_by "
                                      "FROM log_publication WHERE matter = ? AND version = ?",
                                      matter, version));
    return rows.first(published_in);
}

Result<std::optional<Standing>> PublisherStore::standing(const Uuid& matter,
                                                         std::uint32_t version) {
    XF_ASSIGN(
        auto rows,
        db_->prepare("SELECT EXISTS (SELECT 1 FROM log_publication o WHERE o.matter = p.matter "
                     "AND o.withdrawn_by = p.leaf), (SELECT o.version FROM log_publication o "
                     "WHERE o.leaf = p.withdrawn_by) FROM log_publication p "
                     "WHERE matter = ? AND version = ?",
                     matter, version));
    return rows.first([](const Row& row) {
        Standing out{row.column_bool(0), std::nullopt};
        if (!row.column_null(1)) out.withdrawn_as = row.column_uint32(1);
        return out;
    });
}

Result<std::uint32_t> PublisherStore::next_version(const Uuid& matter) {
    XF_ASSIGN(const std::int64_t last,
              db_->integer("SELECT coalesce(max(version), 0) FROM log_publication WHERE matter = ?",
                           matter));
    return static_cast<std::uint32_t>(last + 1);
}

Result<bool> PublisherStore::has_paper(const Hash& paper) {
    XF_ASSIGN(const std::int64_t found,
              db_->integer("SELECT EXISTS (SELECT 1 FROM log_paper WHERE paper = ?)", paper));
    return found != 0;
}

Status PublisherStore::doom(const std::vector<NamedFile>& files) {
    XF_ASSIGN(auto transaction, db_->begin());
    for (const NamedFile& file : files)
        XF_TRY(db_->run("INSERT INTO log_doomed VALUES (?)", file.path));
    return transaction.commit();
}

Status PublisherStore::set_pending(const Draft& draft) {
    XF_ASSIGN(auto transaction, db_->begin());
    XF_TRY(db_->run("INSERT INTO log_pending VALUES (1, ?, ?, ?)", draft.manifest.matter,
                    draft.manifest.version, draft.leaf));
    for (const NamedFile& file : draft.files)
        XF_TRY(db_->run("DELETE FROM log_doomed WHERE path = ?", file.path));
    return transaction.commit();
}

Result<std::optional<Bytes>> PublisherStore::pending() {
    XF_ASSIGN(auto rows, db_->prepare("SELECT leaf FROM log_pending"));
    return rows.first([](const Row& row) {
        const ByteView bytes = row.column_blob(0);
        return Bytes(bytes.begin(), bytes.end());
    });
}

Status PublisherStore::advance(const tlog::Head& before, const SignedHead& now,
                               const Manifest& manifest) {
    XF_ASSIGN(auto transaction, db_->begin());
    XF_TRY(db_->run("UPDATE log_head SET size = ?, root = ?, note = ? WHERE size = ?",
                    now.head.size.value, now.head.root, now.note, before.size.value));
    if (db_->changes() != 1)
        return Error{ErrorCode::internal, "publisher: someone else has moved the head"};
    XF_TRY(note_leaf(before.size.value, manifest));
    XF_TRY(db_->run("DELETE FROM log_pending"));
    return transaction.commit();
}

Status PublisherStore::note_leaf(std::uint64_t leaf, const Manifest& manifest) {
    XF_TRY(db_->run("INSERT INTO log_publication (matter, version, leaf) VALUES (?, ?, ?)",
                    manifest.matter, manifest.version, leaf));
    for (const Hash& paper : manifest.papers)
        XF_TRY(db_->run("INSERT OR IGNORE INTO log_paper VALUES (?, ?)", paper, leaf));
    if (!manifest.supersedes) return {};
    if (manifest.kind == LeafKind::withdrawal)
        return withdraw(*manifest.supersedes, leaf, manifest.body);
    return db_->run("UPDATE log_publication SET superseded_by = ? WHERE leaf = ?", leaf,
                    *manifest.supersedes);
}

Status PublisherStore::withdraw(std::uint64_t leaf, std::uint64_t by, const Hash& body) {
    XF_TRY(db_->run("UPDATE log_publication SET withdrawn_by = ? WHERE leaf = ?", by, leaf));
    XF_TRY(doom_withdrawn({FileSort::body, body}));
    std::vector<Hash> papers;
    {
        XF_ASSIGN(auto rows,
                  db_->prepare("SELECT paper FROM log_paper mine WHERE leaf = ? AND NOT EXISTS "
                               "(SELECT 1 FROM log_paper WHERE paper = mine.paper "
                               "AND leaf <> mine.leaf)",
                               leaf));
        XF_TRY(rows.each([&](const Row& row) { papers.push_back(row.fixed<Hash>(0)); }));
    }
    for (const Hash& paper : papers) XF_TRY(doom_withdrawn({FileSort::paper, paper}));
    return db_->run("DELETE FROM log_paper WHERE leaf = ?", leaf);
}

Status PublisherStore::doom_withdrawn(const FileName& file) {
    XF_TRY(db_->run("INSERT INTO log_doomed VALUES (?)", file.path()));
    return set_found(file);
}

Status PublisherStore::set_missing(const FileName& file, std::uint64_t leaf) {
    return db_->run("INSERT INTO log_missing VALUES (?, ?, ?) ON CONFLICT DO NOTHING", file.sort,
                    file.hash, leaf);
}

Status PublisherStore::set_found(const FileName& file) {
    return db_->run("DELETE FROM log_missing WHERE sort = ? AND hash = ?", file.sort, file.hash);
}

Result<bool> PublisherStore::is_missing(const FileName& file) {
    XF_ASSIGN(const std::int64_t count,
              db_->integer("SELECT count(*) FROM log_missing WHERE sort = ? AND hash = ?",
                           file.sort, file.hash));
    return count != 0;
}

Result<std::vector<FileName>> PublisherStore::missing(std::size_t limit) {
    std::vector<FileName> out;
    XF_ASSIGN(auto rows, db_->prepare("SELECT sort, hash FROM log_missing"
                                      " ORDER BY leaf DESC, sort, hash LIMIT ?",
                                      limit));
    XF_TRY(rows.each([&](const Row& row) {
        out.push_back({static_cast<FileSort>(row.column_int(0)), row.fixed<Hash>(1)});
    }));
    return out;
}

Result<std::vector<std::string>> PublisherStore::doomed() {
    std::vector<std::string> paths;
    XF_ASSIGN(auto rows, db_->prepare("SELECT path FROM log_doomed ORDER BY path"));
    XF_TRY(rows.each([&](const Row& row) { paths.emplace_back(row.column_text(0)); }));
    return paths;
}

Status PublisherStore::forget_doomed() { return db_->run("DELETE FROM log_doomed"); }

}  // namespace xf::disclosure
