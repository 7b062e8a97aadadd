// A client's damaged database as one file that only its hub can open (shared/base/seal.hpp):
//
//   file    = head ‖ piece …
//   head    = ["xinfeng/rescue", version, device uuid(16), SHA-256 of the device's key(32),
//              SHA-256 of the hub's key(32), sealed key(80), stream head(24)]
//   piece   = 65,536 bytes, the last one fewer or as many, encrypted: each 17 bytes longer, and bound
//             to SHA-256 of the head
//
//   the pieces' bytes = sizes(8 each, big-endian) of identity, database and WAL, then their bytes
//
//   identity  as in identity_copy.hpp
//
// Database and WAL are as they lie on the disk; what the disk refused to read is zeros.
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

    /// True once the whole file is durable. Errors: storage's; then there is no file.
    Result<bool> step();

private:
    static constexpr std::size_t kParts = 3;
    using Device = std::unique_ptr<ports::BlockDevice>;
    struct Part {
        Device device;  ///< none for the identity, which is in memory
        std::uint64_t size = 0;
    };

    SealedExport(Sealer sealer, Bytes identity)
        : sealer_(std::move(sealer)), identity_(std::move(identity)) {}
    Result<bool> seal_some();
    Bytes next_piece();
    void read_part(std::size_t part, std::uint64_t offset, std::span<std::uint8_t> out);
    std::uint64_t total() const;

    Sealer sealer_;
    Bytes identity_;
    std::array<Part, kParts> parts_;
    Device out_;
    Hash bound_;
    Bytes sizes_;
    std::uint64_t read_ = 0;     ///< of the pieces' bytes
    std::uint64_t written_ = 0;  ///< of the file
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
    /// The identity that came with it, once all was taken. Errors: malformed where it was cut off.
    Result<Bytes> finish();

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
    std::uint64_t taken_ = 0;  ///< of what follows the sizes
    bool last_ = false;
};

}  // namespace xf::rescue
