#include "shared/rescue/sealed_file.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::rescue {
namespace {

constexpr std::string_view kName = "xinfeng/rescue";
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kPieceBytes = 65'536;
constexpr std::size_t kHeadBytes = 210;  ///< every item has one length
constexpr std::size_t kSizesBytes = 24;
constexpr std::size_t kSectorBytes = 4096;  ///< what a disk loses at once
constexpr int kPiecesAtOnce = 64;           ///< 4 MiB: a tenth of a second in a browser
constexpr std::array<std::string_view, 2> kSuffixes = {"", "-wal"};

/// Sizes in memory are smaller than those of files: a browser's have 32 bits.
std::size_t at_most(std::size_t room, std::uint64_t left) {
    return static_cast<std::size_t>(std::min<std::uint64_t>(room, left));
}

Bytes head_of(const IdentityCopy& identity, const Sealer& sealer) {
    cbor::Writer out;
    out.array(7)
        .text(kName)
        .uint(kVersion)
        .bytes(identity.certificate.device.uuid.bytes)
        .bytes(sha256(identity.key.public_key().bytes))
        .bytes(sha256(identity.certificate.hub_key.bytes))
        .bytes(sealer.sealed_key())
        .bytes(sealer.stream_head());
    return out.take();
}

void put_size(Bytes& out, std::uint64_t size) {
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(size >> shift));
}

std::uint64_t size_at(ByteView bytes, std::size_t offset) {
    std::uint64_t out = 0;
    for (const std::uint8_t byte : bytes.subspan(offset, 8)) out = out << 8 | byte;
    return out;
}

Error changed(std::string_view what) {
    return {ErrorCode::malformed, "sealed database: " + std::string(what)};
}

}  // namespace

// ---- At the client ------------------------------------------------------------------------------

Result<SealedExport> SealedExport::begin(ports::Disk& disk, const std::string& name,
                                         const std::string& into, ports::Random& random) {
    XF_ASSIGN(Bytes kept, kept_identity(disk, name));
    const auto identity = decode_identity(kept);
    if (!identity.ok()) return Error{ErrorCode::not_found, identity.error().message()};
    auto sealer = Sealer::make(identity->certificate.hub_key, random.bytes(kSealRandomBytes));
    if (!sealer) return Error{ErrorCode::not_found, "the hub's key"};
    const Bytes head = head_of(*identity, *sealer);

    SealedExport out(*std::move(sealer), std::move(kept));
    out.bound_ = sha256(head);
    out.parts_[0].size = out.identity_.size();
    for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
        Part& part = out.parts_[i + 1];
        XF_ASSIGN(part.device, disk.open(name + std::string(kSuffixes[i])));
        XF_ASSIGN(part.size, part.device->size());
    }
    if (out.total() > limits::kRescueBytes) return Error{ErrorCode::too_large, name};
    for (const Part& part : out.parts_) put_size(out.sizes_, part.size);
    XF_ASSIGN(out.out_, disk.open(into));
    XF_TRY(out.out_->truncate(0));
    XF_TRY(out.out_->write(0, head));
    out.written_ = head.size();
    return out;
}

std::uint64_t SealedExport::total() const {
    std::uint64_t out = kSizesBytes;
    for (const Part& part : parts_) out += part.size;
    return out;
}

Result<bool> SealedExport::step() {
    auto done = seal_some();
    // Half a file would be taken for one.
    if (!done.ok()) static_cast<void>(out_->truncate(0));
    return done;
}

Result<bool> SealedExport::seal_some() {
    for (int i = 0; i < kPiecesAtOnce; ++i) {
        const Bytes piece = next_piece();
        const bool last = read_ == total();
        const Bytes sealed = sealer_.seal(piece, bound_, last);
        XF_TRY(out_->write(written_, sealed));
        written_ += sealed.size();
        if (!last) continue;
        XF_TRY(out_->flush());
        out_->close();
        return true;
    }
    return false;
}

Bytes SealedExport::next_piece() {
    Bytes piece(at_most(kPieceBytes, total() - read_));
    std::span<std::uint8_t> left(piece);
    while (!left.empty()) {
        std::uint64_t at = read_;
        std::size_t take = 0;
        if (at < kSizesBytes) {
            take = at_most(left.size(), kSizesBytes - at);
            std::copy_n(sizes_.begin() + static_cast<std::ptrdiff_t>(at), take, left.begin());
        } else {
            at -= kSizesBytes;
            std::size_t part = 0;
            for (; at >= parts_[part].size; ++part) at -= parts_[part].size;
            take = at_most(left.size(), parts_[part].size - at);
            read_part(part, at, left.first(take));
        }
        left = left.subspan(take);
        read_ += take;
    }
    return piece;
}

/// What can't be read stays zero: it is what the rest can be rescued in spite of.
void SealedExport::read_part(std::size_t part, std::uint64_t offset, std::span<std::uint8_t> out) {
    if (part == 0) {
        std::copy_n(identity_.begin() + static_cast<std::ptrdiff_t>(offset), out.size(),
                    out.begin());
        return;
    }
    ports::BlockDevice& device = *parts_[part].device;
    if (device.read(offset, out).ok()) return;
    while (!out.empty()) {
        const std::size_t sector = std::min(out.size(), kSectorBytes);
        if (!device.read(offset, out.first(sector)).ok())
            std::fill_n(out.begin(), sector, std::uint8_t{0});
        out = out.subspan(sector);
        offset += sector;
    }
}

// ---- At the hub ---------------------------------------------------------------------------------

Status SealedReader::take(ByteView bytes) {
    while (!bytes.empty()) {
        if (last_) return changed("more follows its end");
        const std::size_t whole = unsealer_ ? kPieceBytes + kSealOverhead : kHeadBytes;
        const std::size_t part = std::min(bytes.size(), whole - pending_.size());
        append(pending_, bytes.first(part));
        bytes = bytes.subspan(part);
        if (pending_.size() < whole) return {};
        const Bytes now = std::exchange(pending_, {});
        XF_TRY(unsealer_ ? open_piece(now) : begin(now));
    }
    return {};
}

Status SealedReader::begin(ByteView head) {
    XF_TRY(cbor::validate(head, kHeadBytes));
    cbor::Reader in(head);
    XF_TRY(in.array_of(7));
    XF_ASSIGN(const std::string_view name, in.text(kName.size()));
    if (name != kName) return changed("is none");
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version != kVersion) return ErrorCode::unsupported_version;
    XF_TRY(in.bytes_of(sizeof(Uuid::bytes)));
    XF_TRY(in.bytes_of(sizeof(Hash::bytes)));
    XF_ASSIGN(const ByteView hub, in.bytes_of(sizeof(Hash::bytes)));
    XF_ASSIGN(const ByteView sealed_key, in.bytes_of(kSealedKeyBytes));
    XF_ASSIGN(const ByteView stream_head, in.bytes_of(kSealHeadBytes));
    XF_TRY(in.finish());
    if (!equal(hub, sha256(hub_->public_key().bytes)))
        return Error{ErrorCode::unknown_device, "sealed to another hub"};
    unsealer_ = Unsealer::make(*hub_, sealed_key, stream_head);
    if (!unsealer_) return changed("its key");
    bound_ = sha256(head);
    XF_TRY(database_->truncate(0));
    return wal_->truncate(0);
}

Status SealedReader::open_piece(ByteView sealed) {
    const auto piece = unsealer_->open(sealed, bound_);
    if (!piece) return changed("was changed");
    last_ = piece->last;
    return take_plain(piece->bytes);
}

Status SealedReader::take_plain(ByteView bytes) {
    const std::size_t head = std::min(bytes.size(), kSizesBytes - sizes_.size());
    append(sizes_, bytes.first(head));
    bytes = bytes.subspan(head);
    if (head > 0 && sizes_.size() == kSizesBytes) XF_TRY(read_sizes());
    while (!bytes.empty()) {
        std::uint64_t at = taken_;
        std::size_t part = 0;
        for (; part < size_.size() && at >= size_[part]; ++part) at -= size_[part];
        if (part == size_.size()) return changed("is longer than it says");
        const std::size_t count = at_most(bytes.size(), size_[part] - at);
        if (part == 0)
            append(identity_, bytes.first(count));
        else
            XF_TRY((part == 1 ? database_ : wal_)->write(at, bytes.first(count)));
        taken_ += count;
        bytes = bytes.subspan(count);
    }
    return {};
}

Status SealedReader::read_sizes() {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < size_.size(); ++i) {
        size_[i] = size_at(sizes_, i * 8);
        const bool fits = size_[i] <= limits::kRescueBytes - total;
        if (!fits || (i == 0 && size_[i] > kIdentityBytes))
            return Error{ErrorCode::too_large, "sealed database"};
        total += size_[i];
    }
    return {};
}

Result<Bytes> SealedReader::finish() {
    if (!unsealer_) return changed("is cut off");
    if (!pending_.empty()) {
        const Bytes now = std::exchange(pending_, {});
        XF_TRY(open_piece(now));
    }
    const std::uint64_t total = size_[0] + size_[1] + size_[2];
    if (!last_ || sizes_.size() != kSizesBytes || taken_ != total) return changed("is cut off");
    return std::exchange(identity_, {});
}

}  // namespace xf::rescue
