// A client's damaged database as one file that only its hub can open (shared/base/seal.hpp):
//
//   file    = head ‖ piece …
//   head    = ["xinfeng/rescue", version, SHA-256 of the hub's key(32), sealed key(80),
//              stream head(24)]
//   piece   = 65,536 bytes, the last one fewer or as many, encrypted: each 17 bytes longer, and bound
//             to SHA-256 of the head
//
//   the pieces' bytes = sizes(8 each, big-endian) of identity, database and WAL ‖ their bytes
//                       ‖ unread(8, big-endian)
//
//   identity  as in identity_copy.hpp
//   unread    how many bytes the disk refused to read: they are zeros. All others are as they lie there
//
// The head is written last: half a file is none.
#pragma once

#include <string>

#include "shared/base/seal.hpp"
#include "shared/ports/block_device.hpp"
#include "shared/ports/random.hpp"
#include "shared/rescue/identity_copy.hpp"

namespace xf::rescue {

/// What follows the name of a client's database in the name of its sealed file.
inline constexpr std::string_view kSealedSuffix = ".sealed";

/// Seals a database that nobody has open into a file beside it, a part at each step.
class SealedExport {
public:
    /// `name`: of the damaged database; `into`: of the file, which is replaced. Errors: not_found where
    /// it can't be told whose it is; too_large beyond limits::kRescueBytes; storage's.
    static Result<SealedExport> begin(ports::Disk& disk, const std::string& name,
                                      const std::string& into, ports::Random& random);

    /// True once the whole file is durable; never at the first step, so that a host that looks between
    /// two steps sees each file begin. Errors: storage's, storage_failed also where nothing at all can
    /// be read; then there is no file.
    Result<bool> step();

private:
    using Device = std::unique_ptr<ports::BlockDevice>;
    /// Of the pieces' bytes.
    struct Part {
        Device device;  ///< none where the bytes are in memory
        Bytes bytes;
        std::uint64_t size = 0;
    };

    SealedExport(Sealer sealer, Bytes head) : sealer_(std::move(sealer)), head_(std::move(head)) {}
    Status open_parts(ports::Disk& disk, const std::string& name, Bytes identity);
    Status seal_some();
    Status finish();
    Bytes next_piece();
    std::size_t read_some(std::span<std::uint8_t> out);
    void read_device(ports::BlockDevice& device, std::uint64_t offset, std::span<std::uint8_t> out);
    std::uint64_t total() const;

    Sealer sealer_;
    Bytes head_;
    std::vector<Part> parts_;
    Device out_;
    std::uint64_t on_disk_ = 0;  ///< bytes of database and WAL
    std::uint64_t unread_ = 0;   ///< of them, so far
    std::uint64_t read_ = 0;     ///< of the pieces' bytes
    std::uint64_t written_ = 0;  ///< of the file
};

/// What came in such a file besides the database.
struct Sealed {
    IdentityCopy identity;
    std::uint64_t unread_bytes = 0;  ///< zeros in place of what the device's disk refused to read
};

/// The same file, at its hub: takes its bytes as they come.
class SealedReader {
public:
    /// `database` and `wal` are overwritten.
    SealedReader(const SigningKey& hub, ports::BlockDevice& database, ports::BlockDevice& wal)
        : hub_(&hub), database_(&database), wal_(&wal) {}

    /// Errors: malformed where a byte is not what was sealed; unsupported_version; unknown_device where
    /// it is sealed to another hub; too_large; storage's.
    Status take(ByteView bytes);
    /// Once all was taken. Errors: malformed where it was cut off; unknown_device where who sealed it
    /// is another hub's.
    Result<Sealed> finish();

private:
    Status begin(ByteView head);
    Status open_piece(ByteView sealed);
    Status take_plain(ByteView bytes);
    Status read_sizes();

    const SigningKey* hub_;
    ports::BlockDevice* database_;
    ports::BlockDevice* wal_;
    std::optional<Unsealer> unsealer_;
    Hash bound_;
    Bytes pending_;  ///< of the head, or of a sealed piece: not whole yet
    Bytes sizes_;
    Bytes identity_;
    std::array<std::uint64_t, 3> size_{};
    std::uint64_t taken_ = 0;  ///< of the bytes that have these sizes
    Bytes unread_;
    bool last_ = false;
};

}  // namespace xf::rescue
