#include "shared/disclosure/manifest.hpp"

#include <algorithm>

#include "shared/base/assert.hpp"
#include "shared/base/cbor.hpp"

namespace xf::disclosure {
namespace {

constexpr std::uint64_t kFormat = 1;
constexpr std::size_t kItems = 12;
constexpr std::int64_t kLastDay = 376'200;  // the year 2999
constexpr std::size_t kLengthBytes = 4;

bool plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

Status check(const Manifest& manifest) {
    if (manifest.title.size() > kTitleBytes || manifest.document_number.size() > kNumberBytes ||
        manifest.papers.size() > kPapers)
        return Error{ErrorCode::too_large, "manifest"};
    if (!plain(manifest.title) || !plain(manifest.document_number))
        return Error{ErrorCode::malformed, "manifest: control characters"};
    if (manifest.due && (manifest.due->year < 2000 || manifest.due->year > 2999 ||
                         manifest.due->month < 1 || manifest.due->month > 12))
        return Error{ErrorCode::malformed, "manifest: due month"};
    if (manifest.version == 0 || manifest.published.days < 0 || manifest.published.days > kLastDay)
        return Error{ErrorCode::malformed, "manifest: version or day"};
    return {};
}

Result<Hash> read_hash(cbor::Reader& reader) {
    XF_ASSIGN(const ByteView bytes, reader.bytes_of(sizeof(Hash::bytes)));
    return *Hash::from(bytes);
}

Result<std::optional<DueMonth>> read_due(cbor::Reader& reader) {
    if (reader.skip_null()) return std::optional<DueMonth>();
    XF_ASSIGN(const std::uint64_t value, reader.uint(999'999));
    return std::optional(DueMonth::of(static_cast<std::uint32_t>(value)));
}

Status read_items(cbor::Reader& reader, Manifest& manifest) {
    XF_ASSIGN(const std::uint64_t kind, reader.uint(UINT8_MAX));
    manifest.kind = static_cast<LeafKind>(kind);
    XF_ASSIGN(const ByteView matter, reader.bytes_of(sizeof(Uuid::bytes)));
    manifest.matter = *Uuid::from(matter);
    XF_ASSIGN(manifest.version, reader.uint32());
    XF_ASSIGN(manifest.due, read_due(reader));
    if (!reader.skip_null()) {
        XF_ASSIGN(manifest.supersedes, reader.uint(INT64_MAX));
    }
    XF_ASSIGN(manifest.title, reader.text(kTitleBytes));
    XF_ASSIGN(manifest.document_number, reader.text(kNumberBytes));
    XF_ASSIGN(const std::uint64_t day, reader.uint(kLastDay));
    manifest.published.days = static_cast<std::int32_t>(day);
    XF_ASSIGN(manifest.body, read_hash(reader));
    XF_ASSIGN(const std::uint64_t media, reader.uint(UINT8_MAX));
    manifest.media = static_cast<MediaType>(media);
    XF_ASSIGN(const std::size_t papers, reader.array(kPapers));
    for (std::size_t i = 0; i < papers; ++i) {
        XF_ASSIGN(const Hash paper, read_hash(reader));
        manifest.papers.push_back(paper);
    }
    return reader.finish();
}

}  // namespace

Result<Bytes> encode_manifest(const Manifest& manifest) {
    XF_TRY(check(manifest));
    cbor::Writer writer;
    writer.array(kItems).uint(kFormat).uint(static_cast<std::uint64_t>(manifest.kind));
    writer.bytes(manifest.matter.bytes).uint(manifest.version);
    if (manifest.due) {
        writer.uint(manifest.due->number());
    } else {
        writer.null();
    }
    if (manifest.supersedes) {
        writer.uint(*manifest.supersedes);
    } else {
        writer.null();
    }
    writer.text(manifest.title).text(manifest.document_number);
    writer.uint(static_cast<std::uint64_t>(manifest.published.days)).bytes(manifest.body);
    writer.uint(static_cast<std::uint64_t>(manifest.media)).array(manifest.papers.size());
    for (const Hash& paper : manifest.papers) writer.bytes(paper);
    // Titles come from imported texts: they may not be UTF-8.
    XF_TRY(cbor::validate(writer.out(), kManifestBytes));
    return writer.take();
}

Result<Manifest> decode_manifest(ByteView leaf) {
    XF_TRY(cbor::validate(leaf, kManifestBytes));
    cbor::Reader reader(leaf);
    XF_ASSIGN(const std::size_t items, reader.array(UINT8_MAX));
    if (items == 0) return Error{ErrorCode::malformed, "manifest: empty"};
    XF_ASSIGN(const std::uint64_t format, reader.uint());
    if (format != kFormat) return Error{ErrorCode::unsupported_version, "manifest"};
    if (items != kItems) return Error{ErrorCode::malformed, "manifest: number of items"};
    Manifest manifest;
    XF_TRY(read_items(reader, manifest));
    XF_TRY(check(manifest));
    return manifest;
}

bool replaces(const Manifest& later, const Manifest& earlier) {
    return later.matter == earlier.matter &&
           (later.kind == LeafKind::withdrawal || later.version > earlier.version);
}

Bytes body_file(ByteView salt16, std::string_view text, ByteView figures) {
    XF_ASSERT(salt16.size() == kSaltBytes);
    Bytes file(salt16.begin(), salt16.end());
    if (!figures.empty()) {
        for (int shift = 24; shift >= 0; shift -= 8)
            file.push_back(static_cast<std::uint8_t>(figures.size() >> shift));
        append(file, figures);
    }
    append(file, as_bytes(text));
    return file;
}

Result<std::string_view> body_text(ByteView file, const Hash& expected) {
    if (file.size() < kSaltBytes || sha256(file) != expected)
        return Error{ErrorCode::log_changed, "body: not the one that was published"};
    return as_text(file.subspan(kSaltBytes));
}

Result<BodyParts> split_body(std::string_view body, MediaType media) {
    if (media != MediaType::figures) return BodyParts{{}, body};
    ByteView rest = as_bytes(body);
    std::uint64_t length = 0;
    if (rest.size() < kLengthBytes) return Error{ErrorCode::malformed, "body: figures"};
    for (std::size_t i = 0; i < kLengthBytes; ++i) length = length << 8 | rest[i];
    rest = rest.subspan(kLengthBytes);
    if (length > rest.size()) return Error{ErrorCode::malformed, "body: figures"};
    const auto size = static_cast<std::size_t>(length);
    return BodyParts{rest.first(size), as_text(rest.subspan(size))};
}

}  // namespace xf::disclosure
