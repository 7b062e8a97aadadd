// Blobs themselves: content under its hash, apart from events and their tables, because it comes
// later, may be fetched again, and is large. A client keeps it in its one database, so that a picture
// is as safe as the event that names it; a hub in a database of its own beside each village's.
//
// What is not whole yet can be continued: `have` bytes of it are there.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "shared/blobs/reference.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::blobs {

/// All writes belong to the caller's transaction.
class BlobStore {
public:
    static const std::span<const std::string_view> kSchema;

    explicit BlobStore(store::Database& db) : db_(&db) {}

    store::Database& db() const { return *db_; }

    /// Keeps a whole one of this device, which the hub does not have yet.
    Status put_own(ByteView content);
    /// The bytes after `offset` of one that arrives piece by piece; returns how many are there now,
    /// which are more or fewer than offset + piece where pieces were sent twice or out of order.
    /// Errors: wrong_hash once it is all there and is another (it is dropped then), or where the whole is
    /// here and has another size; too_large.
    Result<std::uint32_t> append(const BlobRef& blob, std::uint32_t offset, ByteView piece);

    /// Bytes that are there; 0 of one that is not known.
    Result<std::uint32_t> have(const Hash& hash) const;
    /// Only a whole one.
    Result<std::optional<Bytes>> read(const Hash& hash) const;
    /// At most `limit` bytes of a whole one. Errors: not_found.
    Result<Bytes> read_piece(const BlobRef& blob, std::uint32_t offset, std::size_t limit) const;

    /// An own one that the hub does not have whole: the smallest first.
    Result<std::optional<BlobRef>> next_to_send() const;
    Result<std::uint32_t> count_to_send() const;
    /// The hub has it, whose events are known here up to the shard sequence `cursor`. It stays until a
    /// backup of the hub has events beyond, and so the picture.
    Status sent(const Hash& hash, std::uint64_t cursor);
    /// A hub that was restored from a backup may have lost them.
    Status send_again();

    /// Of what is there.
    Result<std::uint64_t> total_bytes() const;
    Status drop(const Hash& hash);
    /// Drops what is not `named`, and need not stay: the hub is backed up to the shard sequence `stable`.
    using Named = std::function<Result<bool>(const Hash&)>;
    Status sweep(std::uint64_t stable, const Named& named);
    /// Drops what need not stay until the rest takes at most `bytes`: what came first goes first.
    Status make_room(std::uint64_t bytes, std::uint64_t stable);

private:
    Status settle_size(const BlobRef& blob);
    Result<std::vector<BlobRef>> may_go(std::uint64_t stable) const;

    store::Database* db_;
};

}  // namespace xf::blobs
