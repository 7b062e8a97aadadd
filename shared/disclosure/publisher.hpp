// The hub's side of a village's public log: appends what is published and signs the new head.
//
//   auto publisher = disclosure::Publisher::open(db, files, signer);
//   auto leaf = publisher->publish(disclosure::notice(matter, imported, today), salt);
//
// Each step is durable before the next one begins:
//   1. the body file
//   2. the leaf, in the database: from here on exactly this leaf will be at this place
//   3. entries and hash tiles
//   4. size, root and signed checkpoint, in the database
//   5. the checkpoint file
// open() goes on wherever a crash interrupted this. So no size ever gets two roots, no file but the
// checkpoint ever gets two contents, and a publication, named by matter and version, gets one leaf.
#pragma once

#include <optional>
#include <string>

#include "shared/disclosure/import.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/public_files.hpp"
#include "shared/store/migrations.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "shared/tlog/tile_edge.hpp"

namespace xf::disclosure {

/// Tables of the publisher, in the database of its shard.
extern const store::Schema kPublisherSchema;

/// What to publish; `manifest.body` is the publisher's to fill in.
struct Publication {
    Manifest manifest;
    std::string text;
};

/// A notice (通知公告) in its first version. A longer title than a leaf holds is cut in the leaf; the
/// document has it whole.
Publication notice(const Uuid& matter, const Imported& imported, Day published);

class Publisher {
public:
    /// Finishes what a crash interrupted. `signer`'s name is the log's origin. The publisher keeps
    /// references to `db` and `files`. REQUIRES: kPublisherSchema is there. Errors: log_changed when
    /// the files are not what was signed, log_incomplete when one is missing, bad_signature when
    /// the database belongs to a log with another key; storage's own.
    static Result<Publisher> open(store::Database& db, PublicFiles& files,
                                  const tlog::NoteSigner& signer);

    /// Publishes, and returns the index of the leaf. A matter and version that were published before
    /// keep their leaf and text. After a storage error it is not known how far it came: opening a
    /// Publisher anew and publishing the same again completes it. Errors: malformed or too_large
    /// when the text can't be read as a document or does not fit; storage's own. REQUIRES: `salt16`
    /// is fresh and random; no transaction is open.
    Result<std::uint64_t> publish(const Publication& publication, ByteView salt16);

    /// Size and root as last signed.
    const tlog::Head& head() const { return head_; }
    const tlog::VerifierKey& verifier() const { return signer_.verifier(); }

private:
    Publisher(store::Database& db, PublicFiles& files, const tlog::NoteSigner& signer)
        : db_(&db), files_(&files), signer_(signer) {}

    Status load();
    Status begin_log();
    Status complete();
    Status append_pending();
    Status commit_head(const tlog::Head& head, std::string note);
    Status write_if_other(std::string_view path, std::string_view text);
    Result<std::optional<std::uint64_t>> leaf_of(const Manifest& manifest);

    store::Database* db_;
    PublicFiles* files_;
    tlog::NoteSigner signer_;
    tlog::TileEdge edge_;
    tlog::Head head_;
    std::string note_;     ///< checkpoint of head_
    bool failed_ = false;  ///< what is durable is not known: open anew
};

}  // namespace xf::disclosure
