// The tables of a log's publisher: what was signed, and what is under way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/disclosure/log_return_wire.hpp"
#include "shared/disclosure/publication.hpp"
#include "shared/store/migrations.hpp"
#include "shared/store/sqlite.hpp"
#include "shared/tlog/checkpoint.hpp"

namespace xf::disclosure {

/// Tables of the publisher, in a database of its own.
extern const store::Schema kPublisherSchema;

struct SignedHead {
    std::string vkey;
    tlog::Head head;
    std::string note;
};

/// What became of a publication.
struct Published {
    std::uint64_t leaf = 0;
    std::optional<std::uint64_t> superseded_by, withdrawn_by;  ///< leaves
};

/// How a version of a matter stands in the log.
struct Standing {
    bool withdrawal = false;                    ///< it is one itself
    std::optional<std::uint32_t> withdrawn_as;  ///< the version that withdrew it
};

class PublisherStore {
public:
    explicit PublisherStore(store::Database& db) : db_(&db) {}

    Result<std::optional<SignedHead>> head();
    Status begin(const SignedHead& head);

    Result<std::optional<Published>> published(std::uint64_t leaf);
    Result<std::optional<Published>> published(const Uuid& matter, std::uint32_t version);
    Result<std::optional<Standing>> standing(const Uuid& matter, std::uint32_t version);
    /// The version after all that this matter has had.
    Result<std::uint32_t> next_version(const Uuid& matter);
    /// True when a publication that was not withdrawn names this paper.
    Result<bool> has_paper(const Hash& paper);

    /// From here on these files have to go, unless set_pending() takes them on.
    Status doom(const std::vector<NamedFile>& files);
    /// From here on this leaf, with its files, will be the next one.
    Status set_pending(const Draft& draft);
    Result<std::optional<Bytes>> pending();

    /// The pending leaf, which has this manifest, is the one before `now.head.size`; what it
    /// withdraws has to go. Errors: internal when the head was not `before`.
    Status advance(const tlog::Head& before, const SignedHead& now, const Manifest& manifest);

    // Files of leaves that came back to a restored hub, and have not come back themselves.
    Status set_missing(const FileName& file, std::uint64_t leaf);
    Status set_found(const FileName& file);
    Result<bool> is_missing(const FileName& file);
    /// At most so many, those of the newest leaves first.
    Result<std::vector<FileName>> missing(std::size_t limit);

    /// Paths of files that have to go.
    Result<std::vector<std::string>> doomed();
    Status forget_doomed();

private:
    Status note_leaf(std::uint64_t leaf, const Manifest& manifest);
    Status withdraw(std::uint64_t leaf, std::uint64_t by, const Hash& body);
    Status doom_withdrawn(const FileName& file);

    store::Database* db_;
};

}  // namespace xf::disclosure
