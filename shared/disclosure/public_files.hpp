// The published files of one log, and the port through which they are written. A hub answers GET
// with them as they are; so can any web server or CDN.
//
//   checkpoint                  the newest signed head; changes, so it must not be cached for long
//   vkey                        the log's verifier key and a newline, for those who have none yet
//   tile/<L>/<N>[.p/<W>]        see shared/tlog/tile.hpp; never change
//   tile/entries/<N>[.p/<W>]
//   body/<SHA-256 in hex>       salt (16 bytes) ‖ text; never changes, may be withdrawn (410)
//   paper/<SHA-256 in hex>      picture ‖ salt (16 bytes); likewise
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace xf::disclosure {

inline constexpr std::string_view kCheckpointPath = "checkpoint";
inline constexpr std::string_view kKeyPath = "vkey";

std::string body_path(const Hash& body);
std::string paper_path(const Hash& paper);

enum class PublicFileKind : std::uint8_t {
    head,   ///< checkpoint, vkey: text that changes
    tile,   ///< of hashes or of entries
    body,   ///< a text
    paper,  ///< a picture
};

/// The kind of a path below a log's address; nothing for what can't be one (a server answers 404
/// and opens no file).
std::optional<PublicFileKind> public_file_kind(std::string_view path);

/// Bodies and papers.
bool may_be_withdrawn(std::string_view path);

/// Contract (tests/unit/disclosure/public_files_contract.hpp):
/// - write_durable() puts a whole file in place of an older one or of none: a reader, also one after
///   a power cut, sees the old file or the new one. On success the new one is there for good.
/// - withdraw_durable() takes a body or paper away, whether it is there or not. On success its bytes
///   are gone for good, and read() says so.
/// - Paths are those that public_file_kind() knows; others are an internal error.
class PublicFiles {
public:
    virtual ~PublicFiles() = default;

    /// Errors: storage_full, storage_failed.
    virtual Status write_durable(std::string_view path, ByteView bytes) = 0;
    /// Errors: storage_full, storage_failed.
    virtual Status withdraw_durable(std::string_view path) = 0;
    /// Errors: not_found, gone, storage_failed.
    virtual Result<Bytes> read(std::string_view path) = 0;
    /// Whether there is something to read, without reading it. Errors: as read().
    virtual Status find(std::string_view path) = 0;
};

}  // namespace xf::disclosure
