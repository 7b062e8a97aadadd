#include "shared/rescue/sealed_file.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace xf::rescue {
namespace {

constexpr std::string_view kName = "xinfeng/rescue";
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kPieceBytes = 65'536;
constexpr std::size_t kHeadBytes = 159;  ///< every item has one length
constexpr std::size_t kNumberBytes = 8, kSizesBytes = 3 * kNumberBytes;
constexpr std::size_t kSectorBytes = 4096;  ///< what a disk loses at once
constexpr int kPiecesAtOnce = 64;           ///< 4 MiB: a tenth of a second in a browser

/// Sizes in memory are smaller than those of files: a browser's have 32 bits.
std::size_t at_most(std::size_t room, std::uint64_t left) {
    return static_cast<std::size_t>(std::min<std::uint64_t>(room, left));
}

Bytes head_of(const PublicKey& hub, const Sealer& sealer) {
    cbor::Writer out;
    out.array(5)
        .text(kName)
        .uint(kVersion)
        .bytes(sha256(hub.bytes))
        .bytes(sealer.sealed_key())
        .bytes(sealer.stream_head());
    return out.take();
}

void put_number(Bytes& out, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::uint64_t number_at(ByteView bytes, std::size_t offset) {
    std::uint64_t out = 0;
    for (const std::uint8_t byte : bytes.subspan(offset, kNumberBytes)) out = out << 8 | byte;
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
    const PublicKey& hub = identity->certificate.hub_key;
    auto sealer = Sealer::make(hub, random.bytes(kSealRandomBytes));
    if (!sealer) return Error{ErrorCode::not_found, "the hub's key"};
    Bytes head = head_of(hub, *sealer);

    SealedExport out(*std::move(sealer), std::move(head));
    XF_TRY(out.open_parts(disk, name, std::move(kept)));
    XF_ASSIGN(out.out_, disk.open(into));
    XF_TRY(out.out_->truncate(0));
    out.written_ = out.head_.size();
    return out;
}

Status SealedExport::open_parts(ports::Disk& disk, const std::string& name, Bytes identity) {
    const auto in_memory = [&](Bytes bytes) {
        const std::uint64_t size = bytes.size();
        parts_.push_back({nullptr, std::move(bytes), size});
    };
    Bytes sizes;
    put_number(sizes, identity.size());
    in_memory({});  // the sizes, once they are known
    in_memory(std::move(identity));
    for (const char* suffix : {"", "-wal"}) {
        Part part;
        XF_ASSIGN(part.device, disk.open(name + suffix));
        XF_ASSIGN(part.size, part.device->size());
        on_disk_ += part.size;
        put_number(sizes, part.size);
        parts_.push_back(std::move(part));
    }
    if (total() > limits::kRescueBytes) return Error{ErrorCode::too_large, name};
    parts_.front() = {nullptr, std::move(sizes), kSizesBytes};
    in_memory(Bytes(kNumberBytes));  // how many bytes were not read, likewise
    return {};
}

std::uint64_t SealedExport::total() const {
    std::uint64_t out = 0;
    for (const Part& part : parts_) out += part.size;
    return out;
}

Result<bool> SealedExport::step() {
    const bool all = read_ == total();
    const Status done = all ? finish() : seal_some();
    if (done.ok()) return all;
    static_cast<void>(out_->truncate(0));
    return done.error();
}

Status SealedExport::seal_some() {
    const Hash bound = sha256(head_);
    for (int i = 0; i < kPiecesAtOnce && read_ < total(); ++i) {
        const Bytes piece = next_piece();
        const Bytes sealed = sealer_.seal(piece, bound, read_ == total());
        XF_TRY(out_->write(written_, sealed));
        written_ += sealed.size();
    }
    return {};
}

Status SealedExport::finish() {
    if (unread_ > 0 && unread_ == on_disk_)
        return Error{ErrorCode::storage_failed, "nothing of the database can be read"};
    XF_TRY(out_->flush());
    XF_TRY(out_->write(0, head_));
    XF_TRY(out_->flush());
    out_->close();
    return {};
}

Bytes SealedExport::next_piece() {
    Bytes piece(at_most(kPieceBytes, total() - read_));
    std::span<std::uint8_t> left(piece);
    while (!left.empty()) {
        const std::size_t count = read_some(left);
        left = left.subspan(count);
        read_ += count;
    }
    return piece;
}

/// What follows, as far as one part has it.
std::size_t SealedExport::read_some(std::span<std::uint8_t> out) {
    std::uint64_t at = read_;
    auto part = parts_.begin();
    for (; at >= part->size; ++part) at -= part->size;
    const auto now = out.first(at_most(out.size(), part->size - at));
    if (part->device) {
        read_device(*part->device, at, now);
        return now.size();
    }
    if (part + 1 == parts_.end()) {  // all was read
        part->bytes.clear();
        put_number(part->bytes, unread_);
    }
    std::copy_n(part->bytes.begin() + static_cast<std::ptrdiff_t>(at), now.size(), now.begin());
    return now.size();
}

/// What can't be read stays zero: it is what the rest can be rescued in spite of.
void SealedExport::read_device(ports::BlockDevice& device, std::uint64_t offset,
                               std::span<std::uint8_t> out) {
    if (device.read(offset, out).ok()) return;
    while (!out.empty()) {
        const auto into_sector = static_cast<std::size_t>(offset % kSectorBytes);
        const auto now = out.first(std::min(out.size(), kSectorBytes - into_sector));
        if (!device.read(offset, now).ok()) {
            std::fill(now.begin(), now.end(), std::uint8_t{0});
            unread_ += now.size();
        }
        out = out.subspan(now.size());
        offset += now.size();
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
    XF_TRY(in.array_of(5));
    XF_ASSIGN(const std::string_view name, in.text(kName.size()));
    if (name != kName) return changed("is none");
    XF_ASSIGN(const std::uint64_t version, in.uint());
    if (version != kVersion) return ErrorCode::unsupported_version;
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
        if (part == size_.size()) {
            if (unread_.size() + bytes.size() > kNumberBytes)
                return changed("is longer than it says");
            append(unread_, bytes);
            return {};
        }
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
        size_[i] = number_at(sizes_, i * kNumberBytes);
        const bool fits = size_[i] <= limits::kRescueBytes - total;
        if (!fits || (i == 0 && size_[i] > kIdentityBytes))
            return Error{ErrorCode::too_large, "sealed database"};
        total += size_[i];
    }
    return {};
}

Result<Sealed> SealedReader::finish() {
    if (!unsealer_) return changed("is cut off");
    if (!pending_.empty()) {
        const Bytes now = std::exchange(pending_, {});
        XF_TRY(open_piece(now));
    }
    if (!last_ || unread_.size() != kNumberBytes) return changed("is cut off");
    XF_ASSIGN(IdentityCopy identity, decode_identity(identity_));
    if (identity.certificate.hub_key != hub_->public_key())
        return Error{ErrorCode::unknown_device, "enrolled at another hub"};
    return Sealed{std::move(identity), number_at(unread_, 0)};
}

}  // namespace xf::rescue
