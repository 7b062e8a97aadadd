// One leaf of a village's public log: what was published, under which number, and the hash of its
// text. No personal data stands in a leaf, because a leaf can never be taken back.
//
//   leaf = CBOR array [ 1, kind, matter, version, due / null, supersedes / null, title,
//                       document number, published, body, media, [ paper … ] ]
//
//   1            format; readers skip leaves of a format that they do not know
//   kind         LeafKind; readers skip kinds that they do not know
//   matter       UUID, 16 bytes: one matter may be published again, in a higher version
//   version      from 1
//   due          month that this discharges, year · 100 + month (一月一晒), or null
//   supersedes   index of the leaf that this one replaces or withdraws, or null
//   title        public text, no control characters; of a withdrawal, its reason (may be empty)
//   document number           likewise
//   published    day, counted from 1970-01-01
//   body         SHA-256 of the body file: salt (16 bytes) ‖ text, or salt ‖ length (32 bits, big-endian)
//                ‖ figures ‖ text; of a withdrawal, of what it withdraws
//   media        MediaType of the text
//   paper        SHA-256 of a further file (paper.hpp)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/disclosure/leaf_kind.hpp"

namespace xf::disclosure {

// A bundle of 256 leaves has to fit in one reply; with these, a leaf has at most 4,600 bytes.
inline constexpr std::size_t kManifestBytes = 8192;
inline constexpr std::size_t kTitleBytes = 600;   ///< 200 characters
inline constexpr std::size_t kNumberBytes = 120;  ///< 发文字号: 40 characters
inline constexpr std::size_t kPapers = 100;
inline constexpr std::size_t kSaltBytes = 16;

enum class MediaType : std::uint8_t {
    none = 0,
    markdown = 1,  ///< UTF-8, as read_document() reads it
    figures = 2,   ///< figures for programs (figures.hpp), then Markdown that says them in words
};

struct Manifest {
    LeafKind kind = LeafKind::notice;
    Uuid matter;
    std::uint32_t version = 1;
    std::optional<DueMonth> due;
    std::optional<std::uint64_t> supersedes;
    std::string title;
    std::string document_number;
    Day published;
    Hash body;
    MediaType media = MediaType::markdown;
    std::vector<Hash> papers;

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Errors: too_large, malformed (control characters, a month that is none, version 0).
Result<Bytes> encode_manifest(const Manifest& manifest);

/// Kinds and media types come out as they are, also unknown ones. Errors: malformed, too_large;
/// unsupported_version for another format.
Result<Manifest> decode_manifest(ByteView leaf);

/// True when `later`, a leaf that names `earlier` as superseded, may indeed replace it: it has the
/// same matter, and a higher version unless it withdraws.
bool replaces(const Manifest& later, const Manifest& earlier);

/// The file of a body: salt ‖ text, or with figures before the text (media type 2).
Bytes body_file(ByteView salt16, std::string_view text, ByteView figures = {});

/// What follows the salt in a body file; borrowed. Errors: log_changed when it has not that hash.
Result<std::string_view> body_text(ByteView file, const Hash& expected);

/// The same of a body with figures, in its parts. Errors: malformed when the figures are said to be
/// longer than all there is.
struct BodyParts {
    ByteView figures;  ///< empty where there are none
    std::string_view text;
};
Result<BodyParts> split_body(std::string_view body, MediaType media);

}  // namespace xf::disclosure
