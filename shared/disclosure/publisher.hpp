// The hub's side of a village's public log: appends what is published and signs the new head.
//
//   auto publisher = disclosure::Publisher::open(db, files, signer);
//   auto leaf = publisher->publish(disclosure::notice(matter, imported, today), random);
//   auto next = publisher->supersede(*leaf, disclosure::notice(matter, corrected, today), random);
//   auto gone = publisher->withdraw(*next, "含有不应公开的个人信息", today);
//
// Each step is durable before the next one begins:
//   1. names of the body and paper files, in the database: should nothing come of them, they will go
//   2. those files
//   3. the leaf, in the database: from here on exactly this leaf will be at this place
//   4. entries and hash tiles
//   5. size, root and signed checkpoint, in the database, and names of the files that a withdrawal
//      takes away
//   6. the checkpoint file
//   7. the files that have to go are gone
// open() goes on wherever a crash interrupted this. So no size ever gets two roots, no file but the
// checkpoint ever gets two contents, and a publication, named by matter and version, gets one leaf.
#pragma once

#include <string>

#include "shared/disclosure/log_return_wire.hpp"
#include "shared/disclosure/public_files.hpp"
#include "shared/disclosure/publication.hpp"
#include "shared/disclosure/publisher_store.hpp"
#include "shared/tlog/tile_edge.hpp"

namespace xf::disclosure {

class Publisher {
public:
    /// Finishes what a crash interrupted. `signer`'s name is the log's origin. The publisher keeps
    /// references to `db` and `files`. REQUIRES: kPublisherSchema is there. Errors: log_changed when
    /// the files are not what was signed, log_incomplete when one is missing, bad_signature when
    /// the database belongs to a log with another key, hub_restored when it is older than what was
    /// published; storage's own.
    static Result<Publisher> open(store::Database& db, PublicFiles& files,
                                  const tlog::NoteSigner& signer);

    // All three return the index of the leaf that says it. What was said before keeps its leaf, so
    // that a command can be repeated: after a storage error it is not known how far it came, and
    // database and publisher have to be opened anew. REQUIRES: no transaction is open.

    /// Publishes a matter in a version of its own, in the place of the leaf that it supersedes, if
    /// any. Errors: gone when that version, or what it supersedes, was withdrawn; wrong_state when it
    /// can't take that leaf's place, or another text has it; not_found; those of draft();
    /// unknown_reference for papers that are not in the log; storage's own.
    Result<std::uint64_t> publish(const Publication& publication, ports::Random& random);

    /// Publishes a further version in the place of `leaf`; fills in matter, version and supersedes.
    /// Errors: as publish(); not_found without that leaf; gone when it was withdrawn; wrong_state when
    /// it is a withdrawal, or another text has its place already.
    Result<std::uint64_t> supersede(std::uint64_t leaf, Publication publication,
                                    ports::Random& random);

    /// Takes the text of `leaf` away, and the papers that no other publication names. `reason` is
    /// public, for ever, and may be empty. Errors: not_found; wrong_state for a withdrawal; malformed
    /// or too_large when the reason does not fit in a leaf's title; storage's own.
    Result<std::uint64_t> withdraw(std::uint64_t leaf, std::string_view reason, Day today);

    /// Takes back what this log had signed before it was restored from a backup: the leaves from `from`
    /// to the end of `checkpoint`. Where they do not lead to its root from what is here, nothing is
    /// taken. Errors: bad_signature; log_changed; malformed; storage's own.
    Status take_back(std::string_view checkpoint, std::uint64_t from,
                     const std::vector<Bytes>& leaves);
    /// A file that is missing, by the leaf that names it. Errors: unknown_reference where nothing in
    /// missing_files() is it; storage's own.
    Status take_back_file(FileSort sort, ByteView file);
    /// Files of the leaves that were taken back, of publications in force, that are not here: at most
    /// kMissingNamed. Anybody may ask, and it costs next to nothing.
    Result<std::vector<FileName>> missing_files();

    /// What stands at `leaf`, proven by the signed root. Errors: not_found; log_changed; storage's own.
    Result<Manifest> manifest(std::uint64_t leaf);
    /// Where a version of a matter stands, if it was published.
    Result<std::optional<std::uint64_t>> leaf_of(const Uuid& matter, std::uint32_t version);
    /// How it stands in the log, if it is there.
    Result<std::optional<Standing>> standing_of(const Uuid& matter, std::uint32_t version) {
        return store_.standing(matter, version);
    }

    /// Size and root as last signed.
    const tlog::Head& head() const { return head_; }
    const tlog::VerifierKey& verifier() const { return signer_.verifier(); }

private:
    Publisher(store::Database& db, PublicFiles& files, const tlog::NoteSigner& signer)
        : store_(db), files_(&files), signer_(signer) {}

    Status load();
    Status begin_log();
    Status check_published();
    Result<Bytes> read(const tlog::Tile& tile);
    Status complete();
    Status finish();
    Status append_pending();
    Status write_if_other(std::string_view path, std::string_view text);
    Result<Published> find(std::uint64_t leaf);
    Status note_missing(const Manifest& manifest);
    Status check_leads_to(const tlog::Head& head, const std::vector<Bytes>& leaves,
                          std::size_t first);
    Status may_replace(std::uint64_t leaf, const Manifest& later);
    Result<bool> has_text(std::uint64_t leaf, std::string_view text);
    Result<std::uint64_t> append(const Publication& publication, ports::Random& random);
    Result<std::uint64_t> append(const Draft& draft);

    PublisherStore store_;
    PublicFiles* files_;
    tlog::NoteSigner signer_;
    tlog::TileEdge edge_;
    tlog::Head head_;
    std::string note_;     ///< checkpoint of head_
    bool failed_ = false;  ///< what is durable is not known: open anew
};

}  // namespace xf::disclosure
